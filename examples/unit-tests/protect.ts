import * as oss from "pulumi-oss-replication";

/** A rule to the first place on offer that has RTC, and RTC on it. */
export async function protect(bucket: string, region: string): Promise<oss.ReplicationRule> {
  const { locations } = await oss.getReplicationLocations({ bucket, region });
  const target = locations.find(({ rtc }) => rtc);
  if (target === undefined) throw new Error(`No location that ${bucket} can replicate to has RTC.`);
  const rule = new oss.ReplicationRule(bucket, {
    bucket,
    region,
    destination: { bucket: `${bucket}-dr`, location: target.location },
  });
  new oss.ReplicationRtc(bucket, { rule });
  return rule;
}
