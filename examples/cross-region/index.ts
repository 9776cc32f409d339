import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";

/** A bucket replicated to another region for disaster recovery and, where a second target is configured, within its own. */
export = async () => {
  const config = new pulumi.Config();
  const bucket = config.require("sourceBucket");
  const location = config.require("targetLocation");
  const withRtc = config.requireBoolean("replicationTimeControl");
  const copies = {
    prefixSet: { prefixes: config.getObject<string[]>("prefixes") ?? [] },
    historicalObjectReplication: config.require("history"),
  };

  // The region is that of `oss:region`, or of OSS_REGION.
  const targets = await oss.getReplicationLocations({ bucket });
  const target = targets.locations.find((offered) => offered.location === location);
  if (target === undefined) throw new pulumi.RunError(`${bucket} cannot be replicated to ${location}.`);
  if (withRtc && target.rtc === false)
    throw new pulumi.RunError(
      `There is no RTC from ${bucket} to ${location}: set replicationTimeControl to false.`,
    );

  const otherRegion = new oss.ReplicationRule("other-region", {
    bucket,
    destination: { bucket: config.require("targetBucket"), location },
    ...copies,
  });
  if (withRtc) {
    new oss.ReplicationRtc("other-region-rtc", { rule: otherRegion });
  }

  const sameRegionTarget = config.get("sameRegionTarget");
  const sameRegion = sameRegionTarget
    ? new oss.ReplicationRule("same-region", {
        bucket,
        destination: { bucket: sameRegionTarget, location: targets.ownLocation },
        ...copies,
      })
    : undefined;

  return {
    otherRegionRule: otherRegion.id,
    ...(sameRegion && { sameRegionRule: sameRegion.id }),
    validTargets: [targets.ownLocation, ...targets.locations.map(({ location }) => location)],
  };
};
