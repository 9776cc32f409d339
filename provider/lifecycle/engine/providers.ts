import type * as pulumi from "@pulumi/pulumi";
import { regionOfProfile } from "../../oss";
import { type Checked, checkRtc, checkRule, problemsAtOss } from "../check/check";
import type { Context } from "../context";
import { forTheEngine, LeftInPlace } from "../errors";
import { outputsOf } from "../inputs";
import { notFound } from "../messages";
import { isObject, withoutNulls } from "../normalise";
import { ownerIn } from "../ownership";
import { type Plan, planRtc, planRule } from "../plan";
import { createRtc, deleteRtc, readRtc, rtcKey, updateRtc } from "../rtc";
import { createRule, deleteRule, readRule, updateRule } from "../rule";
import { settingsFrom } from "../settings";
import { isShowable, type Secrets } from "./secrets";

type Provider = pulumi.dynamic.ResourceProvider;

/** The six functions of a rule, as Pulumi's dynamic provider calls them. */
export function ruleProvider(context: Context): Provider {
  return reporting(context.secrets, {
    configure: configureOf(context),
    check: async (olds, given) => {
      const news = withHints(given);
      noteSecrets(context, olds, news);
      const { hints } = news;
      const args = isObject(hints) && hints.owner !== undefined ? { ...news, owner: hints.owner } : news;
      return checkResult(context, news, await checkRule(context, plain(olds), args));
    },
    diff: async (id, olds, news) => {
      const plan = planRule(plain(olds), plain(news));
      context.memory.noteOld(news.owner, id, plain(olds));
      if (plan.kind === "replace") context.memory.noteReplaced(news.owner);
      else context.memory.noteKept(news.owner, news.bucket, id);
      return { ...diffResult(plan), ...overlooked(plan, context.memory.hasSameInputs(news.owner)) };
    },
    create: (inputs) => {
      const wanted = plain(inputs);
      const judge = () => problemsAtOss(context, wanted);
      return createRule(beside(context, wanted.owner), wanted, judge).catch(keepingProvider(inputs));
    },
    read: async (id, props) => {
      const known = plain(props);
      const inputs = await readRule(context, id, known);
      if (inputs) return { id, props: { ...outputsOf(id, inputs), ...ownerAsIn(known) }, inputs };
      if (isGet(known)) throw notFound(id, known.bucket);
      return { id: "" };
    },
    update: (id, olds, news) => updateRule(id, plain(olds), plain(news)),
    delete: (id, props) => {
      const outputs = plain(props);
      return deleteRule(beside(context, outputs.owner ?? ownerIn(id)), id, outputs);
    },
  });
}

/** What is shown of this call is shown beside the resource of its owner. */
function beside(context: Context, owner: string | undefined): Context {
  const urn = owner === undefined ? undefined : context.memory.urnOf(owner);
  return { ...context, showStatus: (text) => context.showStatus(text, urn) };
}

/** The six functions of a rule's RTC. */
export function rtcProvider(context: Context): Provider {
  return reporting(context.secrets, {
    configure: configureOf(context),
    check: async (olds, news) => {
      noteSecrets(context, olds, news);
      return checkResult(context, news, await checkRtc(context, plain(olds), news));
    },
    diff: async (id, olds, news) => {
      const plan = planRtc(plain(olds), plain(news));
      if (plan.kind !== "replace") context.memory.noteKept(rtcKey(id), news.bucket, rtcKey(id));
      return diffResult(plan);
    },
    create: (inputs) => createRtc(context, plain(inputs)),
    read: async (id, props) => {
      const known = plain(props);
      const outputs = await readRtc(context, id, known);
      return outputs ? { id, props: outputs, inputs: { ...outputs } } : { id: "" };
    },
    update: (_id, _olds, news) => updateRtc(context, plain(news)),
    delete: (id, props) => deleteRtc(context, id, plain(props)),
  });
}

/** The properties of a failed create go into state as they are, and need the provider's text there. */
function keepingProvider({ __provider }: Record<string, unknown>) {
  return (error: unknown): never => {
    if (error instanceof LeftInPlace) error.properties = { ...error.properties, __provider };
    throw error;
  };
}

/** A state that tells the owner goes on to tell it, so that a refresh changes nothing. */
function ownerAsIn({ owner }: { owner?: string }): { owner?: string } {
  return owner === undefined ? {} : { owner };
}

/** In a get the engine passes only what the program gave: where the bucket is. */
function isGet(known: Record<string, unknown>): boolean {
  return known.destination === undefined;
}

/** Stored before anything is awaited: the engine may call other functions while `configure` is still running. */
function configureOf(context: Context) {
  return async ({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> => {
    context.settings = settingsFrom((key) => config.get(key), process.env, regionOfProfile);
  };
}

/** A rule's come in one text. */
function withHints(news: Record<string, unknown>): Record<string, unknown> {
  const { hints } = news;
  return typeof hints === "string" ? { ...news, hints: JSON.parse(hints) } : news;
}

/** Noted for the whole command: create, update and the others do not get to know which values are secret. */
function noteSecrets({ secrets }: Context, olds: unknown, news: Record<string, unknown>): void {
  const names = secretNames(news);
  for (const args of [olds, news]) if (isObject(args)) secrets.note(args, names);
}

function secretNames({ hints }: Record<string, unknown>): unknown[] {
  return isObject(hints) && Array.isArray(hints.secrets) ? hints.secrets : [];
}

function checkResult(
  { secrets }: Context,
  news: Record<string, unknown>,
  { inputs, problems }: Checked<object>,
): pulumi.dynamic.CheckResult {
  const hidden = secretNames(news);
  const failures = problems.map(({ property, reason }) => ({
    property: isShowable(news[property], hidden.includes(property)) ? property : "",
    reason: secrets.hide(reason),
  }));
  return { inputs, failures };
}

/**
 * `changes` is left undefined if something differs: then the engine shows the detail and honours replaceOnChanges.
 * Never "delete first", even for the same two buckets: create does both, and puts the old rule back if OSS refuses.
 */
function diffResult(plan: Plan): pulumi.dynamic.DiffResult {
  if (plan.kind === "none") return { changes: false };
  return plan.kind === "update" ? {} : { replaces: plan.changed };
}

/**
 * After a create that failed and left the old rule in place, state has the inputs of the program and the outputs of that
 * rule. The engine compares inputs and would see nothing to do.
 */
function overlooked(plan: Plan, sameInputs: boolean): pulumi.dynamic.DiffResult {
  return plan.kind !== "none" && sameInputs ? { changes: true } : {};
}

/** Properties without `__provider`, which belongs to the engine, and without nulls. */
// biome-ignore lint/suspicious/noExplicitAny: the engine's properties are untyped; check has shown their shape
function plain(props: any): any {
  if (!isObject(props)) return {};
  const { __provider: _, ...rest } = withoutNulls(props) as Record<string, unknown>;
  return rest;
}

/** User-facing failures leave every function without a stack trace, and all failures without a secret. */
function reporting(secrets: Secrets, provider: Provider): Provider {
  const wrapped = Object.entries(provider).map(([name, call]) => [
    name,
    async (...args: unknown[]) => {
      try {
        return await call(...args);
      } catch (error) {
        throw forTheEngine(withoutSecrets(secrets, error));
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Provider;
}

function withoutSecrets(secrets: Secrets, error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === "string" ? secrets.hide(error) : error;
  error.message = secrets.hide(error.message);
  error.stack &&= secrets.hide(error.stack);
  if (error instanceof LeftInPlace) error.reasons = error.reasons.map((reason) => secrets.hide(reason));
  return error;
}
