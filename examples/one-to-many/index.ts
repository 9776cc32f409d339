import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";

interface Target {
  bucket: string;
  location: string;
  /** `internal`, the default, or `oss_acc`: between mainland China and elsewhere OSS takes no other. */
  transferType?: string;
  /** Beginnings of object names; without any, everything is copied. */
  prefixes?: string[];
}

/** A rule for each target, and RTC wherever OSS offers it. */
export = async () => {
  const config = new pulumi.Config();
  const bucket = config.require("sourceBucket");
  const { locations } = await oss.getReplicationLocations({ bucket });
  const withRtc = new Set(locations.filter(({ rtc }) => rtc).map(({ location }) => location));

  const rules = config.requireObject<Target[]>("targets").map((target) => {
    const rule = new oss.ReplicationRule(target.bucket, {
      bucket,
      destination: {
        bucket: target.bucket,
        location: target.location,
        transferType: target.transferType ?? "internal",
      },
      prefixSet: { prefixes: target.prefixes ?? [] },
    });
    if (withRtc.has(target.location)) new oss.ReplicationRtc(target.bucket, { rule });
    return [target.bucket, rule.id] as const;
  });
  return { rules: Object.fromEntries(rules) };
};
