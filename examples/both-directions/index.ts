import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";

interface Side {
  bucket: string;
  region: string;
}

/** Whatever is written to either bucket is copied to the other. */
export = async () => {
  const config = new pulumi.Config();
  const [a, b] = [config.requireObject<Side>("a"), config.requireObject<Side>("b")];
  const copy = (name: string, from: Side, to: Side) =>
    new oss.ReplicationRule(name, {
      bucket: from.bucket,
      region: from.region,
      destination: { bucket: to.bucket, location: `oss-${to.region}` },
      // The two buckets begin empty, or one has been filled from the other: nothing is there to be copied twice.
      historicalObjectReplication: "disabled",
    });
  return { there: copy("there", a, b).id, back: copy("back", b, a).id };
};
