import { type BucketInfo, locationOf, type ReplicationLocations } from "../../oss";
import type { RtcInputs, RuleInputs } from "../inputs";
import { isUnknown } from "../unknown";
import type { SourceFacts, TargetFacts } from "./facts";

/** What OSS would refuse of a rule, or quietly do otherwise, by what it says of both buckets. A sentence each. */
export function judgeRule(inputs: RuleInputs, source: SourceFacts, target: TargetFacts): string[] {
  return [
    ...inItsRegion(inputs, source.info),
    ...legalTarget(inputs, ownLocation(inputs.region, source), source.locations),
    ...inItsLocation(inputs, target.info),
  ];
}

/** Whether a bucket may be a target there, as far as is known. The source's own location is always legal. */
export function isOffered(location: string, region: string, source: SourceFacts): boolean {
  if (location === ownLocation(region, source)) return true;
  return source.locations?.locations.includes(location) ?? true;
}

function ownLocation(region: string, { info }: SourceFacts): string {
  return info?.location ?? locationOf(region);
}

/**
 * What OSS would refuse of RTC: it is for certain pairs of regions, and never within one. `targetLocation` is the
 * rule's where the program itself says it, for a rule that may not be at OSS yet.
 */
export function judgeRtc(inputs: RtcInputs, source: SourceFacts, targetLocation?: string): string[] {
  if (inputs.status === "disabled") return [];
  const own = source.info?.location ?? locationOf(inputs.region);
  const rule = source.rules?.find(({ id, status }) => id === inputs.ruleId && status !== "closing");
  const location = rule?.destination.location ?? targetLocation;
  const offered = source.locations?.rtcLocations;
  if (location === undefined && source.rules !== undefined && !isUnknown(inputs.ruleId)) {
    return [
      `Bucket ${inputs.bucket} has no rule ${inputs.ruleId} in effect, so there is no RTC to turn on. List what is there with \`oss-replication rules --bucket ${inputs.bucket}\`.`,
    ];
  }
  if (location === own) {
    return [
      `RTC is for rules that copy to another region, and ${isUnknown(inputs.ruleId) ? "its rule" : `rule ${inputs.ruleId}`} of bucket ${inputs.bucket} copies within ${own}: remove this ReplicationRtc.`,
    ];
  }
  if (location === undefined || offered === undefined || offered.includes(location)) return [];
  return [
    `RTC cannot be on from ${own} to ${location}: for bucket ${inputs.bucket} OSS offers it to ${offered.join(", ") || "no location"} only. Remove this ReplicationRtc, or replicate to one of those.`,
  ];
}

function inItsRegion({ bucket, region }: RuleInputs, info: BucketInfo | undefined): string[] {
  if (info === undefined || info.location === locationOf(region)) return [];
  // Finance and government clouds have locations that do not follow from the region.
  if (/finance|gov/.test(region)) return [];
  return [`Bucket ${bucket} is in ${info.location}, not in the region ${region}: correct \`region\`.`];
}

function legalTarget(
  { bucket, destination }: RuleInputs,
  own: string,
  offered: ReplicationLocations | undefined,
): string[] {
  const { location, transferType } = destination;
  if (location === own) return [];
  if (offered === undefined) return [];
  if (!offered.locations.includes(location)) {
    return [
      `OSS does not offer ${location} as a target for bucket ${bucket} in ${own}. It offers ${offered.locations.join(", ") || "none"}; the bucket's own location ${own} is legal too.`,
    ];
  }
  // A location without a constraint takes `internal` alone: https://help.aliyun.com/document_detail/600545.html
  const types = offered.transferTypes[location] ?? ["internal"];
  if (types.includes(transferType)) return [];
  return [
    `From ${own} to ${location} OSS copies by ${types.map((type) => `"${type}"`).join(" or ")} only, not by "${transferType}": set \`destination.transferType\` to it.`,
  ];
}

function inItsLocation({ destination }: RuleInputs, info: BucketInfo | undefined): string[] {
  if (info === undefined || info.location === destination.location) return [];
  return [
    `The target bucket ${destination.bucket} is in ${info.location}, not in ${destination.location}: correct \`destination.location\`.`,
  ];
}

/** What OSS would refuse for the versioning of the buckets: https://help.aliyun.com/zh/oss/user-guide/0031-00000053 */
export function judgeVersioning(
  { bucket, destination }: RuleInputs,
  { info: source }: SourceFacts,
  { info: target }: TargetFacts,
): string[] {
  if (source === undefined || target === undefined) return [];
  const suspended = [source, target].find(({ versioning }) => versioning === "Suspended");
  if (suspended) {
    return [
      `Versioning of bucket ${suspended.name} is suspended, and OSS replicates only between buckets that both have versioning on, or both never had it: switch it on for ${bucket} and ${destination.bucket}.`,
    ];
  }
  if ((source.versioning ?? "") === (target.versioning ?? "")) return [];
  const [withIt, without] = source.versioning ? [source, target] : [target, source];
  return [
    `Bucket ${withIt.name} has versioning and bucket ${without.name} has not; OSS replicates only between buckets that are alike: switch it on for ${without.name}.`,
  ];
}
