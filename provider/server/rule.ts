import { examineRule, problemsAtOss, refusals } from "../lifecycle/check/check";
import { noArgument, type Problem } from "../lifecycle/check/validate";
import { LeftInPlace, ReplicationError } from "../lifecycle/errors";
import { importedRule, notImported } from "../lifecycle/importId";
import type { RuleInputs, RuleOutputs } from "../lifecycle/inputs";
import { importedUnseenText, notReplaced } from "../lifecycle/messages";
import { changesOfRule, planRule, RULE_MEANING } from "../lifecycle/plan";
import { createRule, deleteRule, readRule, updateRule } from "../lifecycle/rule";
import { fieldsNotShown, see } from "../oss";
import { type Difference, detailedDiff } from "./detailedDiff";
import { argumentsIn, type Resource } from "./resource";
import type { Call } from "./session";
import type { Values } from "./values";

/** What the core takes as arguments and this surface has from the engine. */
const FROM_THE_ENGINE: Record<string, string> = {
  adopt:
    'There is no argument `adopt`: a rule that is there is taken over by the resource option `import: "BUCKET/RULE"`.',
  timeouts: "There is no argument `timeouts`: set the resource option `customTimeouts`.",
  owner:
    "There is no argument `owner`: the owner is the resource itself; see the provider's setting `owner`.",
};

const ARGUMENTS = Object.keys(RULE_MEANING).filter((name) => !(name in FROM_THE_ENGINE));

/** A bucket that is not there may be made by the same program, which nobody tells. */
const TO_COME = { bucketsToCome: "perhaps" } as const;

export const rule: Resource = {
  check: async (call, olds, news) => {
    const { context, owner } = call;
    const problems = unknownArguments(news);
    if (problems.length > 0) return { inputs: news, problems };
    const known = asImported(call, argumentsIn(olds), argumentsIn(news));
    const examined = examineRule(context, known, { ...news, owner, hints: TO_COME });
    const inputs = argumentsIn(examined.inputs);
    if (examined.problems.length > 0 || examined.ask === undefined) {
      return { inputs, problems: examined.problems };
    }
    // A new rule is asked about in its creation, in the preview: the engine makes many of them side by side.
    const isReplaced = context.memory.isReplaced(owner);
    return { inputs, problems: isReplaced ? refusals(await examined.ask()) : [] };
  },

  diff: (call, id, olds, news) => {
    const { context, owner } = call;
    const { memory } = context;
    const now = argumentsIn(news);
    const old = asImported(call, argumentsIn(olds), now);
    const { kind } = planRule(old, now);
    memory.noteOld(owner, id, old as unknown as RuleOutputs);
    if (kind === "replace") memory.noteReplaced(owner);
    else memory.noteKept(owner, String(now.bucket), id);
    const unseen = unseenIn(call, now);
    if (unseen.length > 0) {
      const wanted = now as unknown as RuleInputs;
      context.say({ kind: "note", text: importedUnseenText(wanted.bucket, wanted, id, unseen) });
    }
    return new Map([
      ...unseen.map((name): [string, Difference] => [name, { kind: "add", replaces: false }]),
      ...detailedDiff(changesOfRule(old, now), old, now),
    ]);
  },

  create: async (call, values) => {
    const inputs = coreInputs(call, values);
    const { context, owner } = call;
    if (call.preview) {
      if (!context.memory.isReplaced(owner)) await refuse(problemsAtOss(context, inputs, TO_COME));
      return { id: "", outputs: argumentsIn(inputs) };
    }
    const judge = () => problemsAtOss(context, inputs);
    const { memory } = context;
    const oldIds = memory.oldIds(owner);
    // What the engine has had deleted first is not there any more to be left as it is: the creation puts it back if need be.
    const isInEffect = oldIds !== undefined && memory.removed(owner, oldIds) === undefined;
    if (isInEffect) await judgeReplacement(inputs, judge());
    const { id, outs } = await createRule(context, inputs, judge).catch(withPlainState);
    return { id, outputs: argumentsIn(outs) };
  },

  read: async ({ context, owner }, id, values) => {
    const known = argumentsIn(values);
    const isImported = known.bucket === undefined;
    const at = isImported
      ? importedRule(id, "ReplicationRule", context.settings)
      : { bucket: String(known.bucket), ruleId: id };
    const { ruleId } = at;
    const inputs = await readRule(context, ruleId, { ...known, ...at } as { bucket: string });
    if (inputs === undefined && known.destination === undefined) throw await notImported(context, at);
    if (inputs === undefined) return undefined;
    if (isImported) context.memory.noteImported(owner, fieldsNotShown(inputs));
    const { ruleId: _, ...found } = argumentsIn(inputs);
    return { id: ruleId, inputs: found, outputs: found };
  },

  update: async (call, id, olds, news) => {
    const now = coreInputs(call, news);
    const { outs } = await updateRule(id, asImported(call, coreInputs(call, olds), now), now);
    return { outputs: argumentsIn(outs) };
  },

  delete: ({ context, ...call }, id, outputs) =>
    deleteRule(context, id, coreInputs({ context, ...call }, outputs)),
};

/** Which arguments of the program say what OSS has not shown of a rule that this command has imported. */
function unseenIn({ context, owner }: Call, news: object): string[] {
  return context.memory.unseenOf(owner).filter((name) => (news as Values)[name] !== undefined);
}

/** The rule that was imported, with what the program says of what nobody can compare. */
function asImported<T extends object>(call: Call, olds: T, news: object): T {
  const said = unseenIn(call, news).map((name) => [name, (news as Values)[name]]);
  return { ...olds, ...Object.fromEntries(said) };
}

/** The arguments with what the engine says of this call. */
function coreInputs({ owner, timeoutSeconds }: Call, values: Values): RuleInputs {
  const limit = timeoutSeconds ? `${timeoutSeconds}s` : undefined;
  const timeouts = limit && { timeouts: { create: limit, delete: limit } };
  return { ...argumentsIn(values), owner, ...timeouts } as RuleInputs;
}

function unknownArguments(news: Values): Problem[] {
  const others = Object.keys(news).filter((name) => !ARGUMENTS.includes(name) && !name.startsWith("__"));
  return others.map((property) => ({
    property,
    reason: FROM_THE_ENGINE[property] ?? noArgument(property, ARGUMENTS),
  }));
}

async function refuse(asked: Promise<string[]>): Promise<void> {
  const problems = await asked;
  if (problems.length === 0) return;
  const isInTheWay = problems.some((problem) => problem.includes(see("RuleInTheWay")));
  throw new ReplicationError(problems.join(" "), isInTheWay ? "RuleInTheWay" : "Refused");
}

async function judgeReplacement(inputs: RuleInputs, asked: Promise<string[]>): Promise<void> {
  const problems = await asked;
  if (problems.length > 0) throw notReplaced(inputs.bucket, inputs, problems);
}

function withPlainState(error: unknown): never {
  if (error instanceof LeftInPlace) error.properties = argumentsIn(error.properties);
  throw error;
}
