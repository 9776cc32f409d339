import { type BucketInfo, locationOf, type ReplicationLocations } from "../../oss";
import type { RtcInputs, RuleInputs } from "../inputs";
import { isUnknown } from "../unknown";
import type { SourceFacts, TargetFacts } from "./facts";

/** What OSS would refuse in a rule, or silently do differently, by what it says about both buckets. One sentence each. */
export function judgeRule(inputs: RuleInputs, source: SourceFacts, target: TargetFacts): string[] {
  return [
    ...inItsRegion(inputs, source.info),
    ...judgeLink(inputs.bucket, ownLocation(inputs.region, source), inputs.destination, source.locations),
    ...inItsLocation(inputs, target.info),
  ];
}

/** Whether a target may be there, as far as is known. The source's own location is always allowed. */
export function isOffered(location: string, region: string, source: SourceFacts): boolean {
  if (location === ownLocation(region, source)) return true;
  return source.locations?.locations.includes(location) ?? true;
}

function ownLocation(region: string, { info }: SourceFacts): string {
  return info?.location ?? locationOf(region);
}

/**
 * What OSS would refuse in RTC: it is for certain pairs of regions, and never within one. `targetLocation` is the
 * location of the rule's target if the program says it. The rule may not be at OSS yet.
 */
export function judgeRtc(inputs: RtcInputs, source: SourceFacts, targetLocation?: string): string[] {
  if (inputs.status === "disabled") return [];
  const own = source.info?.location ?? locationOf(inputs.region);
  const rule = source.rules?.find(({ id, status }) => id === inputs.ruleId && status !== "closing");
  const location = rule?.destination.location ?? targetLocation;
  const offered = source.locations?.rtcLocations;
  if (location === undefined && source.rules !== undefined && !isUnknown(inputs.ruleId)) {
    return [
      `Bucket ${inputs.bucket} has no rule ${inputs.ruleId} in effect, so there is no RTC to turn on. List its rules with \`oss-replication rules --bucket ${inputs.bucket}\`.`,
    ];
  }
  if (location === own) {
    return [
      `RTC is for rules that copy to another region, but ${isUnknown(inputs.ruleId) ? "its rule" : `rule ${inputs.ruleId}`} of bucket ${inputs.bucket} copies within ${own}: remove this ReplicationRtc.`,
    ];
  }
  if (location === undefined || offered === undefined || offered.includes(location)) return [];
  return [
    `OSS does not offer RTC from ${own} to ${location}. For bucket ${inputs.bucket} it offers RTC to ${offered.join(", ") || "no location"} only. Remove this ReplicationRtc, or replicate to one of those.`,
  ];
}

function inItsRegion({ bucket, region }: RuleInputs, info: BucketInfo | undefined): string[] {
  if (info === undefined || info.location === locationOf(region)) return [];
  // The locations of finance and government clouds do not follow from the region.
  if (/finance|gov/.test(region)) return [];
  return [`Bucket ${bucket} is in ${info.location}, not in the region ${region}: correct \`region\`.`];
}

/** What OSS would refuse in the link from the bucket's own location to another. */
export function judgeLink(
  bucket: string,
  own: string,
  { location, transferType }: Pick<RuleInputs["destination"], "location" | "transferType">,
  offered: ReplicationLocations | undefined,
): string[] {
  if (location === own) return [];
  if (offered === undefined) return [];
  if (!offered.locations.includes(location)) {
    return [
      `OSS does not offer ${location} as a target for bucket ${bucket} in ${own}. It offers ${offered.locations.join(", ") || "none"}; the bucket's own location ${own} is allowed too.`,
    ];
  }
  // A location without a constraint allows `internal` only: https://help.aliyun.com/document_detail/600545.html
  const types = offered.transferTypes[location] ?? ["internal"];
  if (types.includes(transferType)) return [];
  return [
    `From ${own} to ${location} OSS copies by ${types.map((type) => `"${type}"`).join(" or ")} only, not by "${transferType}": set \`destination.transferType\` accordingly.`,
  ];
}

function inItsLocation({ destination }: RuleInputs, info: BucketInfo | undefined): string[] {
  if (info === undefined || info.location === destination.location) return [];
  return [
    `The target bucket ${destination.bucket} is in ${info.location}, not in ${destination.location}: correct \`destination.location\`.`,
  ];
}

/** What OSS would refuse because of the versioning of the buckets: https://help.aliyun.com/zh/oss/user-guide/0031-00000053 */
export function judgeVersioning(
  { bucket, destination }: Pick<RuleInputs, "bucket"> & { destination: { bucket: string } },
  { info: source }: SourceFacts,
  { info: target }: TargetFacts,
): string[] {
  if (source === undefined || target === undefined) return [];
  const suspended = [source, target].find(({ versioning }) => versioning === "Suspended");
  if (suspended) {
    return [
      `Versioning of bucket ${suspended.name} is suspended, and OSS replicates only between buckets that both have versioning enabled, or both never had it: enable it for ${bucket} and ${destination.bucket}.`,
    ];
  }
  if ((source.versioning ?? "") === (target.versioning ?? "")) return [];
  const [withIt, without] = source.versioning ? [source, target] : [target, source];
  return [
    `Bucket ${withIt.name} has versioning and bucket ${without.name} has not. OSS replicates only between buckets that are equal in this: enable it for ${without.name}.`,
  ];
}
