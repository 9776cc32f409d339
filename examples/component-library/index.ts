import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";

/** What a team says; everything else is the rule of the house. */
export interface ReplicatedBucketArgs {
  /** Name of the source bucket. */
  bucket: pulumi.Input<string>;
  /** How bad it is if the bucket is lost: `vital` has RTC and takes along what is there already. */
  importance: "vital" | "useful";
  /** Beginnings of the names of what is copied. Default: everything. */
  prefixes?: string[];
}

/** Where each region copies to. A line that changes names another target, whose bucket must be there before the update. */
const COPIES: Record<string, string> = { "cn-hangzhou": "cn-beijing", "cn-shanghai": "cn-shenzhen" };

/** A bucket that is copied to its partner region, into the bucket of the same name with that region after it. */
export class ReplicatedBucket extends pulumi.ComponentResource {
  readonly ruleId: pulumi.Output<string>;

  constructor(
    name: string,
    { bucket, importance, prefixes = [] }: ReplicatedBucketArgs,
    { region, ...options }: pulumi.ComponentResourceOptions & { region: string },
  ) {
    super("acme:storage:ReplicatedBucket", name, {}, options);
    const partner = COPIES[region];
    if (partner === undefined) throw new pulumi.RunError(`The house has no partner region for ${region}.`);
    const isVital = importance === "vital";
    const rule = new oss.ReplicationRule(
      name,
      {
        bucket,
        region,
        destination: { bucket: pulumi.interpolate`${bucket}-${partner}`, location: `oss-${partner}` },
        prefixSet: { prefixes },
        historicalObjectReplication: isVital ? "enabled" : "disabled",
      },
      { parent: this },
    );
    if (isVital) new oss.ReplicationRtc(name, { rule }, { parent: this });
    this.ruleId = rule.id;
    this.registerOutputs({ ruleId: this.ruleId });
  }
}
