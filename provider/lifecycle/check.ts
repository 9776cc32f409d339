import { isIpEndpoint, locationOf, type OssReplication, regionOf } from "../oss";
import { type Context, serviceOf } from "./context";
import { encounter } from "./encounter";
import { isCode } from "./errors";
import { isWrongAnyway, type TargetFacts } from "./facts";
import { judgeRtc, judgeRule } from "./judge";
import type { Declared } from "./memory";
import { pairText, refusalText, takenOverText } from "./messages";
import { isObject, normaliseRule, withoutNulls, withoutUndefined } from "./normalise";
import { mayBeSamePair, planRtc, planRule } from "./plan";
import { rtcKey } from "./rtc";
import type { RtcInputs } from "./rtcInputs";
import { wantedOf } from "./ruleCreation";
import type { RuleInputs } from "./ruleInputs";
import { connectionOf } from "./settings";
import { containsUnknown, isUnknown } from "./unknown";
import { type Arguments, remarksOn, validateRtc, validateRule } from "./validate";
import { at } from "./validate/values";

export interface Checked<T> {
  inputs: T;
  problems: string[];
}

/** What the constructors add for the check alone. Check takes it away again, so that it is never in state. */
export interface Hints {
  /** The program itself may make the buckets, which then need not exist yet. */
  bucketsToCome?: boolean;
  /** OSS location of the target of the rule that an RTC is of. */
  targetLocation?: string;
  /** Every rule that the program declares together with this one; told by the first of them. */
  declared?: Declared[];
  /** The program says `retainOnDelete` of this very rule. */
  retained?: boolean;
}

/** Normalises a rule's arguments and finds what is wrong with them, as far as can be known before anything is done. */
export async function checkRule(
  context: Context,
  olds: Arguments,
  news: Arguments,
): Promise<Checked<RuleInputs>> {
  const { args, hints } = argumentsIn(context, news);
  context.memory.noteDeclared(hints.declared ?? []);
  const wrong = validateRule(args);
  if (wrong.length > 0) return { inputs: args as unknown as RuleInputs, problems: wrong };
  const inputs = normaliseRule(args, args.region as string);
  const problems = saidTwice(context, inputs);
  context.memory.noteChecked(inputs.owner);
  if (hints.retained) context.memory.noteRetained(inputs.owner);
  if (problems.length > 0) return { inputs, problems };
  const isNew = olds.bucket === undefined;
  if (!isNew && standsAs(context, olds, inputs)) return { inputs, problems };
  for (const remark of remarksOn(inputs)) {
    context.say({ kind: "note", text: `rule from ${pairText(inputs.bucket, inputs)}: ${remark}.` });
  }
  return { inputs, problems: await unlessToCome(hints, () => askAboutRule(context, olds, inputs)) };
}

/** Whether a rule that exists stays the rule it is, so that there is nothing to ask. */
function standsAs({ memory }: Context, olds: Arguments, inputs: RuleInputs): boolean {
  const { kind } = planRule(olds, inputs);
  memory.noteOld(inputs.owner);
  memory.noteManaged(String(olds.bucket), String(at(olds.destination, "bucket")));
  if (kind === "none") memory.noteSameInputs(inputs.owner);
  return kind !== "replace";
}

export async function checkRtc(
  context: Context,
  olds: Arguments,
  news: Arguments,
): Promise<Checked<RtcInputs>> {
  const { args, hints } = argumentsIn(context, news);
  const problems = validateRtc(args);
  if (problems.length > 0) return { inputs: args as unknown as RtcInputs, problems };
  const region = isUnknown(args.region) ? args.region : regionOf(args.region as string);
  const inputs = withoutUndefined({ status: "enabled", ...args, region }) as unknown as RtcInputs;
  context.memory.noteChecked(rtcKey(inputs.ruleId));
  const unchanged = olds.bucket !== undefined && planRtc(olds, inputs).kind === "none";
  if (unchanged || !isReachable(inputs)) return { inputs, problems };
  return {
    inputs,
    problems: await unlessToCome(hints, async () =>
      judgeRtc(
        inputs,
        await context.facts.source(serviceOf(context, inputs), inputs.bucket),
        containsUnknown(hints.targetLocation) ? undefined : hints.targetLocation,
      ),
    ),
  };
}

/** Two resources of one program for one pair; that OSS has neither rule yet, or has one of them, is all the same. */
function saidTwice(context: Context, inputs: RuleInputs): string[] {
  const pair = [inputs.bucket, inputs.destination.bucket];
  if (containsUnknown([pair, inputs.destination, inputs.owner])) return [];
  if (context.memory.claimPair(pair.join("/"), inputs.owner)) return [];
  return [
    `Another ReplicationRule of this program is already from ${pairText(inputs.bucket, inputs)}, and OSS keeps one rule for a source and a target: put the prefixes of both into one rule.`,
  ];
}

function argumentsIn(context: Context, news: Arguments): { args: Arguments; hints: Hints } {
  const { __provider: _, hints, ...args } = withoutNulls(news) as Arguments;
  const region = args.region ?? context.settings.region;
  return { args: region === undefined ? args : { ...args, region }, hints: isObject(hints) ? hints : {} };
}

async function unlessToCome(hints: Hints, ask: () => Promise<string[]>): Promise<string[]> {
  try {
    return await ask();
  } catch (error) {
    if (hints.bucketsToCome && isCode(error, "NoSuchBucket")) return [];
    if (isWrongAnyway(error)) return [error.message];
    throw error;
  }
}

async function askAboutRule(context: Context, olds: Arguments, inputs: RuleInputs): Promise<string[]> {
  if (!isReachable(inputs)) return [];
  const service = serviceOf(context, inputs);
  const source = await context.facts.source(service, inputs.bucket);
  if (containsUnknown(inputs.destination)) return [];
  // Only a location that OSS offers has an endpoint at which the target can be asked.
  const ofSource = judgeRule(inputs, source, {});
  const problems =
    ofSource.length > 0 ? ofSource : judgeRule(inputs, source, await askAboutTarget(context, inputs));
  return [...problems, ...pairTaken(context, olds, inputs, source.rules ?? [])];
}

function isReachable({ bucket, region, endpoint, network }: RuleInputs | RtcInputs): boolean {
  return !containsUnknown([bucket, region, endpoint, network]);
}

async function askAboutTarget(context: Context, inputs: RuleInputs): Promise<TargetFacts> {
  const { bucket } = inputs.destination;
  try {
    return await context.facts.target(targetService(context, inputs), bucket);
  } catch (error) {
    // Finance and government clouds have endpoints that do not follow from the region.
    if (!isCode(error, "InvalidEndpoint", "InvalidRegion")) throw error;
    context.facts.leaveUnknown(bucket, error.serviceMessage);
    return {};
  }
}

/** The target is asked at its own region's public endpoint; an IP endpoint serves every region. */
function targetService(context: Context, inputs: RuleInputs): OssReplication {
  const own = connectionOf(inputs, context.settings);
  if (inputs.destination.location === locationOf(inputs.region)) return context.connect(own);
  const endpoint = own.endpoint && isIpEndpoint(own.endpoint) ? own.endpoint : undefined;
  return context.connect({
    ...own,
    region: regionOf(inputs.destination.location),
    endpoint,
    network: undefined,
  });
}

/**
 * Whether a rule that is not ours holds the pair. With olds of the same pair it is our own, whose id check is not
 * told; on a replacement check comes a second time without olds, when diff has shown the id.
 */
function pairTaken(
  context: Context,
  olds: Arguments,
  inputs: RuleInputs,
  rules: Parameters<typeof encounter>[1],
): string[] {
  if (olds.bucket !== undefined && mayBeSamePair(olds, inputs)) return [];
  const wanted = wantedOf(context, inputs);
  const met = encounter(wanted, rules);
  // While an argument is unknown, nothing can be said of a rule but that it is somebody else's.
  if (containsUnknown(inputs) && (met.kind !== "foreign" || containsUnknown(inputs.adopt))) return [];
  if (met.kind === "ours") context.say({ kind: "taken over", text: takenOverText(inputs.bucket, met.rule) });
  const refusal = refusalText(inputs.bucket, wanted, met);
  return refusal === undefined ? [] : [refusal];
}
