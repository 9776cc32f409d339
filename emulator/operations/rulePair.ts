import { type Refusal, refusal } from "../errors";
import { rtcTargetsOf } from "../locations";
import type { Bucket } from "../model";
import { isBucketName } from "../store";
import type { Context } from "./context";
import type { RuleToPut } from "./ruleToPut";

const maxRules = 100;

/** Checks a rule against the two buckets and the rules that are there. */
export function checkPair(rule: RuleToPut, source: Bucket, context: Context): void {
  const target = context.store.buckets.get(rule.target);
  const fault =
    targetFault(rule, source, target, context) ??
    locationFault(rule, source, context) ??
    storedFault(rule, source, context) ??
    bucketsFault(source, target, context) ??
    rtcFault(rule, source);
  if (fault) throw refusal(fault);
  if (rule.syncRole !== undefined && context.switches.syncRoles?.includes(rule.syncRole) === false)
    throw refusal("role");
}

function targetFault(
  rule: RuleToPut,
  source: Bucket,
  target: Bucket | undefined,
  { switches }: Context,
): Refusal | undefined {
  if (!target && !isBucketName(rule.target)) return "targetName";
  if (!target || target === source) return "targetBucket";
  if (target.accountId !== source.accountId && !switches.allowCrossAccount) return "targetBucket";
  return target.location === rule.location ? undefined : "targetLocation";
}

function locationFault(
  rule: RuleToPut,
  source: Bucket,
  { locations, switches }: Context,
): Refusal | undefined {
  const sameRegion = source.location === rule.location;
  if (!sameRegion && locations.targetsOf(source.location).length === 0) return "noLocation";
  if (!locations.isLegalTarget(source.location, rule.location)) return "badLocation";
  const type = rule.transferType ?? "internal";
  const accelerated = sameRegion && type === "oss_acc" && switches.allowAccelerationInRegion;
  return accelerated || locations.typesOf(source.location, rule.location).includes(type)
    ? undefined
    : "transferTypeOfPair";
}

/** A pair has one rule, and a rule that is closing still counts. */
function storedFault(
  rule: RuleToPut,
  source: Bucket,
  { store, now, switches }: Context,
): Refusal | undefined {
  const stored = store.rulesOf(source, now).map(({ definition }) => definition);
  if (stored.some(({ destination }) => destination.bucket === rule.target)) return "pairTaken";
  const idTaken = stored.some(({ id }) => id === rule.id);
  return idTaken && switches.ruleIds === "honour" ? "idTaken" : undefined;
}

function bucketsFault(
  source: Bucket,
  target: Bucket | undefined,
  { store, now }: Context,
): Refusal | undefined {
  const states = [source.versioning, target?.versioning];
  if (states[0] !== states[1] || states.includes("Suspended")) return "versioningDiffers";
  if (store.rulesTo(target?.name ?? "", now).length >= maxRules) return "tooManyIncoming";
  return store.rulesOf(source, now).length >= maxRules ? "tooManyOutgoing" : undefined;
}

function rtcFault(rule: RuleToPut, source: Bucket): Refusal | undefined {
  if (rule.rtc !== "enabled") return undefined;
  return rtcTargetsOf(source.location).includes(rule.location) ? undefined : "locationWithoutRtc";
}
