import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";
import { whyNot } from "./complete";

interface Place {
  bucket: string;
  region: string;
}

type ReadFrom = "source" | "copy" | "copy-when-complete";

/** A bucket, its copy in another region, and where readers find the objects. */
export = async () => {
  const config = new pulumi.Config();
  const [source, copy] = [config.requireObject<Place>("source"), config.requireObject<Place>("copy")];
  const readFrom = config.require<ReadFrom>("readFrom", {
    allowedValues: ["source", "copy", "copy-when-complete"],
  });
  const mostLagMinutes = config.requireNumber("mostLagMinutes");
  const last = await lastReaders();

  // Whatever readers find at the source, they are to find in the copy: all objects, whenever they were written, and none that
  // was deleted.
  const rule = new oss.ReplicationRule("copy", {
    ...source,
    destination: { bucket: copy.bucket, location: `oss-${copy.region}` },
    historicalObjectReplication: "enabled",
    action: "ALL",
  });

  /** By the id that comes of this very update: a rule that it replaces has copied everything, and the new one nothing yet. */
  function whereComplete(): pulumi.Output<Place> {
    const progress = oss.getReplicationProgressOutput({ ...source, ruleId: rule.id });
    return pulumi.all([progress, rule.destination]).apply(([seen, destination]) => {
      const reason = whyNot({ ...seen, destination }, copy.bucket, mostLagMinutes * 60_000, Date.now());
      if (reason === undefined) return copy;
      const text = `Bucket ${copy.bucket} is no complete copy of ${source.bucket}: ${reason}.`;
      if (readFrom === "copy") throw failure(`The readers are not moved. ${text}`);
      pulumi.log.warn(`The readers are at ${source.bucket}. ${text}`, rule);
      return source;
    });
  }

  function readersNow(): pulumi.Input<Place> {
    if (readFrom === "source") return source;
    // Once they have moved they stay, however late the copy is at the time of a later update.
    const haveMoved = last.readers?.bucket === copy.bucket && last.copyOf === source.bucket;
    return haveMoved ? copy : whereComplete();
  }

  return {
    // Readers go by this output. Put what they go by in its place, or make it of it: a DNS record, the origin of a CDN.
    readers: readersNow(),
    copyOf: source.bucket,
    rule: rule.id,
    gate: `history=100%,lag=${mostLagMinutes}m`,
  };
};

/** Where the last update of this stack has left them, and whose copy that was; nothing before the first one. */
async function lastReaders(): Promise<{ readers?: Place; copyOf?: string }> {
  const name = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
  const stack = new pulumi.StackReference("last-update", { name });
  return { readers: await stack.getOutputValue("readers"), copyOf: await stack.getOutputValue("copyOf") };
}

/** Ends the program with the text alone. Of its stack Node.js 20 would look up the lines in TypeScript, which can take minutes. */
function failure(text: string): pulumi.RunError {
  const error = new pulumi.RunError(text);
  error.stack = text;
  return error;
}
