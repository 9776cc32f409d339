import { regionOf, see, withAddress } from "../../oss";
import type { Context } from "../context";
import { wantedOf } from "../createRule";
import type { RtcInputs, RuleInputs } from "../inputs";
import type { Declared } from "../memory";
import { adoptedUnseenText, pairText, refusalText, takenOverText } from "../messages";
import { isObject, normaliseRule, withoutNulls, withoutUndefined } from "../normalise";
import { encounter } from "../ownership";
import { mayBeSamePair, planRtc, planRule } from "../plan";
import { rtcKey } from "../rtc";
import { regionFor, settingProblems } from "../settings";
import { containsUnknown, isUnknown } from "../unknown";
import { askAhead, othersInTheWay, survey } from "./declared";
import type { SourceFacts, TargetFacts } from "./facts";
import { askSource, askTarget, type Target } from "./inquiry";
import { judgeRtc, judgeRule, judgeVersioning } from "./preflight";
import { type Arguments, type Problem, remarksOn, validateRtc, validateRule } from "./validate";
import { at } from "./validate/values";

export interface Checked<T> {
  inputs: T;
  problems: Problem[];
}

/** What can be said without OSS, and how to ask OSS for the rest; without `ask` there is nothing to ask. */
export interface Examined<T> extends Checked<T> {
  ask?(): Promise<string[]>;
}

/** What the constructors add for the check alone. Check takes it away again, so that it is never in state. */
export interface Hints {
  /** Who owns the rule. */
  owner?: string;
  /** The URN of the rule's resource. */
  urn?: string;
  /** The program itself may make the buckets, which then need not exist yet. `"perhaps"`: nobody can tell, so that it is said. */
  bucketsToCome?: boolean | "perhaps";
  /** OSS location of the target of the rule that an RTC is of. */
  targetLocation?: string;
  /** Rules that the program declares together with this one, itself among them: JSON of `Declared[]`. */
  declared?: string;
  /** Names of the arguments that hold what the program marks as secret. */
  secrets?: string[];
  /** The program says `retainOnDelete` of this very rule. */
  retained?: boolean;
  /** The change is being applied. What a reviewer should know was asked for in the preview. */
  applying?: boolean;
}

/** Normalises a rule's arguments and finds what is wrong with them, as far as can be known before anything is done. */
export async function checkRule(
  context: Context,
  olds: Arguments,
  news: Arguments,
): Promise<Checked<RuleInputs>> {
  return asked(examineRule(context, olds, news));
}

/** `checkRule` up to what only OSS can say. */
export function examineRule(context: Context, olds: Arguments, news: Arguments): Examined<RuleInputs> {
  const { args, hints } = argumentsIn(context, news);
  context.memory.noteDeclared(declaredIn(hints));
  if (hints.owner !== undefined && hints.urn !== undefined) context.memory.noteUrn(hints.owner, hints.urn);
  const wrong = [...general(settingProblems(context.settings)), ...validateRule(args)];
  if (wrong.length > 0) return { inputs: args as unknown as RuleInputs, problems: wrong };
  const inputs = normaliseRule(args, args.region as string);
  const problems = general(saidTwice(context, inputs));
  context.memory.noteChecked(inputs.owner);
  if (hints.retained) context.memory.noteRetained(inputs.owner);
  if (problems.length > 0) return { inputs, problems };
  const isNew = olds.bucket === undefined;
  if (!isNew && standsAs(context, olds, inputs)) return { inputs, problems };
  for (const remark of remarksOn(inputs)) {
    context.say({ kind: "note", text: `rule from ${pairText(inputs.bucket, inputs)}: ${remark}.` });
  }
  // OSS refuses what is wrong with a new rule when it is put, and nothing is lost. A replacement may remove the old one first.
  if (hints.applying && !context.memory.isReplaced(inputs.owner)) return { inputs, problems };
  const ask = () => askAboutRule(context, olds, inputs, hints);
  return { inputs, problems, ask: () => asking(context, inputs, ask) };
}

async function asked<T>({ inputs, problems, ask }: Examined<T>): Promise<Checked<T>> {
  return ask === undefined ? { inputs, problems } : { inputs, problems: refusals(await ask()) };
}

/** What is wrong with the arguments by what OSS says. */
export function refusals(reasons: string[]): Problem[] {
  return general(reasons.map((reason) => withAddress(reason, "Refused")));
}

/** What is wrong with no argument alone. */
function general(reasons: string[]): Problem[] {
  return reasons.map((reason) => ({ property: "", reason }));
}

/** Whether a rule that exists stays the rule it is, so that there is nothing to ask. */
function standsAs({ memory }: Context, olds: Arguments, inputs: RuleInputs): boolean {
  const { kind } = planRule(olds, inputs);
  memory.noteOld(inputs.owner);
  memory.noteManaged(String(olds.bucket), String(at(olds.destination, "bucket")));
  if (kind === "none") memory.noteSameInputs(inputs.owner);
  if (kind === "replace") {
    memory.noteReplaced(inputs.owner);
    return false;
  }
  memory.noteUnchanged(inputs.bucket, inputs.destination.bucket);
  return true;
}

export async function checkRtc(
  context: Context,
  olds: Arguments,
  news: Arguments,
): Promise<Checked<RtcInputs>> {
  return asked(examineRtc(context, olds, news));
}

/** `checkRtc` up to what only OSS can say. */
export function examineRtc(context: Context, olds: Arguments, news: Arguments): Examined<RtcInputs> {
  const { args, hints } = argumentsIn(context, news);
  const problems = [...general(settingProblems(context.settings)), ...validateRtc(args)];
  if (problems.length > 0) return { inputs: args as unknown as RtcInputs, problems };
  const region = isUnknown(args.region) ? args.region : regionOf(args.region as string);
  const inputs = withoutUndefined({ status: "enabled", ...args, region }) as unknown as RtcInputs;
  context.memory.noteChecked(rtcKey(inputs.ruleId));
  const unchanged = olds.bucket !== undefined && planRtc(olds, inputs).kind === "none";
  if (unchanged || hints.applying) return { inputs, problems };
  const ask = () => askAboutRtc(context, inputs, hints);
  return { inputs, problems, ask: () => asking(context, inputs, ask) };
}

/** Two resources of one program for one pair; whether OSS has one of their rules yet does not matter. */
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
  const region = regionFor(args, context.settings);
  return { args: region === undefined ? args : { ...args, region }, hints: isObject(hints) ? hints : {} };
}

function declaredIn({ declared }: Hints): Declared[] {
  return declared === undefined || isUnknown(declared) ? [] : JSON.parse(declared);
}

/** What OSS says against the arguments; nothing is asked while it is not known where, or where nobody is to be asked. */
async function asking(
  context: Context,
  inputs: RuleInputs | RtcInputs,
  ask: () => Promise<string[]>,
): Promise<string[]> {
  if (containsUnknown([inputs.bucket, inputs.region, inputs.endpoint, inputs.network])) return [];
  if (context.settings.checks === "off") {
    context.say({ kind: "not checked", text: "nothing was checked, since oss:checks is off" });
    return [];
  }
  const first = await ask();
  const hasNews = await context.facts.tell(() => survey(context), context.say);
  return hasNews ? ask() : first;
}

/** What OSS says against a rule; without hints, while the change is being applied. */
export function problemsAtOss(
  context: Context,
  inputs: RuleInputs,
  hints: Hints = { applying: true },
): Promise<string[]> {
  return asking(context, inputs, () => askAboutRule(context, {}, inputs, hints));
}

/** What OSS says against the RTC of a rule that is there. */
export function problemsOfRtc(context: Context, inputs: RtcInputs): Promise<string[]> {
  return asking(context, inputs, () => askAboutRtc(context, inputs, {}));
}

async function askAboutRule(
  context: Context,
  olds: Arguments,
  inputs: RuleInputs,
  hints: Hints,
): Promise<string[]> {
  if (!containsUnknown(inputs.destination) && !hints.applying)
    askAhead(context, { bucket: inputs.bucket, target: inputs.destination.bucket });
  const source = await askSource(context, inputs, hints);
  if (source.problem !== undefined) return [source.problem];
  if (containsUnknown(inputs.destination)) return [];
  const target = await askTarget(context, targetOf(inputs), source.facts, hints);
  return [
    ...(target.problem === undefined ? [] : [target.problem]),
    ...judgeRule(inputs, source.facts, target.facts),
    ...versioning(context, inputs, source.facts, target.facts, hints),
    ...(await pairTaken(context, olds, inputs, source.facts.rules ?? [])),
  ];
}

function targetOf(inputs: RuleInputs): Target {
  const { bucket, location } = inputs.destination;
  return { source: inputs, bucket, location, hasRole: inputs.syncRole !== undefined };
}

async function askAboutRtc(context: Context, inputs: RtcInputs, hints: Hints): Promise<string[]> {
  const targetLocation = containsUnknown(hints.targetLocation) ? undefined : hints.targetLocation;
  // Where the program gives the rule, the bucket's rules and its information tell no more.
  const wanted = targetLocation === undefined ? (["rules", "locations"] as const) : (["locations"] as const);
  const { facts, problem } = await askSource(context, inputs, hints, wanted);
  return problem === undefined ? judgeRtc(inputs, facts, targetLocation) : [problem];
}

/** What the same program may change first, in a resource that the rule waits for, is not judged. */
function versioning(
  context: Context,
  inputs: RuleInputs,
  source: SourceFacts,
  target: TargetFacts,
  { bucketsToCome }: Hints,
): string[] {
  const problems = judgeVersioning(inputs, source, target);
  if (!bucketsToCome) return problems;
  for (const problem of problems) {
    const text = `rule from ${pairText(inputs.bucket, inputs)}: ${problem} ${bucketsToCome === "perhaps" ? "If this program does so before the rule, all is well; else the update fails." : "It is not refused here, since this program has a resource before the rule that may do so."}`;
    context.say({ kind: "note", text });
  }
  return [];
}

/**
 * Whether a rule that is not ours holds the pair. With olds of the same pair it is our own, whose id check is not
 * told; on a replacement check comes a second time without olds, when diff has shown the id.
 */
async function pairTaken(
  context: Context,
  olds: Arguments,
  inputs: RuleInputs,
  rules: Parameters<typeof encounter>[1],
): Promise<string[]> {
  if (olds.bucket !== undefined && mayBeSamePair(olds, inputs)) return [];
  if (containsUnknown([inputs.adopt, inputs.owner])) return [];
  const wanted = wantedOf(context, knownPart(inputs));
  const met = encounter(wanted, rules);
  // While an argument is unknown, nothing can be said of a rule but that it is somebody else's.
  if (containsUnknown(inputs) && met.kind !== "foreign") return [];
  if (met.kind === "ours") context.say({ kind: "taken over", text: takenOverText(inputs.bucket, met.rule) });
  const unseen = met.kind === "adopted" && adoptedUnseenText(inputs.bucket, wanted.definition, met.rule);
  if (unseen) context.say({ kind: "note", text: unseen });
  const refusal = refusalText(inputs.bucket, wanted, met);
  if (refusal === undefined) return [];
  const { bucket, destination } = inputs;
  const others =
    met.kind === "foreign" ? await othersInTheWay(context, { bucket, target: destination.bucket }) : [];
  return [[refusal, ...others, see("RuleInTheWay")].join(" ")];
}

function knownPart(inputs: RuleInputs): RuleInputs {
  return Object.fromEntries(
    Object.entries(inputs).filter(([, value]) => !containsUnknown(value)),
  ) as unknown as RuleInputs;
}
