import { definitionDifferences, type OssReplication, type Rule } from "../oss";
import { type Context, serviceOf } from "./context";
import { parseDuration } from "./duration";
import { type Encounter, encounter, type Wanted } from "./encounter";
import { isCode, ReplicationError } from "./errors";
import { otherId, ruleId } from "./identity";
import { adoptDifferent, adoptMissing, olderInTheWay, ruleInTheWay, stillClosing } from "./messages";
import { normaliseRule } from "./normalise";
import {
  argumentsOf,
  definitionOf,
  outputsOf,
  RULE_DEFAULTS,
  type RuleInputs,
  type RuleOutputs,
} from "./ruleInputs";
import { type Waiting, waitFor } from "./wait";

export interface Created<T> {
  id: string;
  outs: T;
}

/** Puts the rule, or answers the one that is already there and ours. Safe to run again after an interruption. */
export async function createRule(context: Context, inputs: RuleInputs): Promise<Created<RuleOutputs>> {
  const creation = new RuleCreation(context, inputs);
  const id = await creation.run();
  context.memory.noteAlive(inputs.bucket, id);
  context.facts.forget(inputs.bucket);
  return { id, outs: outputsOf(inputs) };
}

/** Nothing of a rule is changed in place: what differs is how it is reached, and how long to wait. */
export async function updateRule(news: RuleInputs): Promise<{ outs: RuleOutputs }> {
  return { outs: outputsOf(news) };
}

/** The rule as it is at the service, or `undefined` when it is gone. A closing rule is gone. */
export async function readRule(
  context: Context,
  id: string,
  known: Partial<RuleOutputs> & { bucket: string },
): Promise<RuleInputs | undefined> {
  const region = known.region ?? context.settings.region;
  const rule = await findRule(serviceOf(context, { ...known, region }), known.bucket, id);
  if (rule === undefined || rule.status === "closing") return undefined;
  return normaliseRule({ ...known, ...argumentsOf(rule, known) }, region);
}

/** Deletes the rule and waits until it is gone; a rule that is gone already is a success. */
export async function deleteRule(context: Context, id: string, outputs: RuleOutputs): Promise<void> {
  if (context.memory.isAlive(outputs.bucket, id)) return;
  await removeRule(
    context,
    serviceOf(context, outputs),
    outputs.bucket,
    id,
    outputs.timeouts?.delete,
    "delete",
  );
}

/** What a new rule would meet; for the check in the preview. */
export function wantedOf(context: Context, inputs: RuleInputs): Wanted {
  const definition = definitionOf(inputs);
  return {
    definition,
    owner: inputs.owner,
    chosenId: ruleId(inputs.owner, inputs.bucket, definition),
    adopt: inputs.adopt,
    oldIds: context.memory.oldIds(inputs.owner),
  };
}

class RuleCreation {
  private readonly service: OssReplication;
  private readonly wanted: Wanted;
  private readonly bucket: string;
  private readonly timeout: number;
  private readonly waiting: Waiting;

  constructor(
    private readonly context: Context,
    inputs: RuleInputs,
  ) {
    this.service = serviceOf(context, inputs);
    this.wanted = wantedOf(context, inputs);
    this.bucket = inputs.bucket;
    this.timeout = milliseconds(inputs.timeouts?.create);
    this.waiting = waitingFor(context, this.timeout);
  }

  async run(): Promise<string> {
    const met = await this.meet();
    switch (met.kind) {
      case "ours":
      case "adopted":
        return met.rule.id;
      case "anew":
        await removeRule(this.context, this.service, this.bucket, met.rule.id, this.timeout, "create");
        return this.put(otherId(this.wanted.chosenId, new Set([...(this.wanted.oldIds ?? []), met.rule.id])));
      case "free":
        return this.put(otherId(this.wanted.chosenId, this.wanted.oldIds ?? new Set()));
      default:
        throw this.refusal(met);
    }
  }

  /** Looks until no closing rule holds the pair. */
  private meet(): Promise<Exclude<Encounter, { kind: "closing" }>> {
    let closing = "";
    return waitFor(
      async () => {
        const met = encounter(this.wanted, await this.service.getBucketReplication(this.bucket));
        if (met.kind !== "closing") return met;
        closing = met.rule.id;
        return undefined;
      },
      this.waiting,
      (asked) => stillClosing(this.bucket, closing, this.timeout, asked, "create"),
    );
  }

  private async put(id: string): Promise<string> {
    try {
      return await this.putWith(id);
    } catch (error) {
      if (isCode(error, "MalformedXML", "InvalidArgument")) return this.putWithoutId(error);
      if (isCode(error, "BucketReplicationAlreadyExist")) return this.afterClash(error);
      throw error;
    }
  }

  private async putWith(id: string | undefined): Promise<string> {
    const answer = await this.service.putBucketReplication(this.bucket, { id, ...this.wanted.definition });
    return answer.ruleId ?? (await this.idOfThePair());
  }

  /** Chosen ids stand in an older OSS page only; a service that refuses them gets the rule without one. */
  private async putWithoutId(first: Error): Promise<string> {
    try {
      return await this.putWith(undefined);
    } catch (second) {
      throw isCode(second, "MalformedXML", "InvalidArgument") ? first : second;
    }
  }

  /** Somebody was quicker, or an earlier rule is still closing: look again, and wait where that helps. */
  private async afterClash(error: Error): Promise<string> {
    const met = await this.meet();
    if (met.kind === "ours") return met.rule.id;
    if (met.kind === "free")
      return this.putWith(otherId(this.wanted.chosenId, this.wanted.oldIds ?? new Set()));
    throw met.kind === "foreign" || met.kind === "older" ? this.refusal(met) : error;
  }

  private async idOfThePair(): Promise<string> {
    const rules = await this.service.getBucketReplication(this.bucket);
    const found = rules.find(
      (rule) => rule.status !== "closing" && definitionDifferences(this.wanted.definition, rule).length === 0,
    );
    if (found) return found.id;
    throw new ReplicationError(
      `OSS took the rule from ${this.bucket} to ${this.wanted.definition.destination.bucket}, but answered no rule id and shows no such rule. Run the same command again.`,
      "NoRuleId",
    );
  }

  private refusal(met: Exclude<Encounter, { kind: "closing" }>): ReplicationError {
    return new ReplicationError(refusalText(this.bucket, this.wanted, met) ?? "", "RuleInTheWay");
  }
}

/** Why a rule cannot be put where it meets `met`; `undefined` where it can. */
export function refusalText(bucket: string, wanted: Wanted, met: Encounter): string | undefined {
  switch (met.kind) {
    case "foreign":
      return ruleInTheWay(bucket, wanted.definition, met.rule);
    case "older":
      return olderInTheWay(bucket, wanted.definition, met.rule);
    case "missing":
      return adoptMissing(bucket, met.id);
    case "different":
      return adoptDifferent(bucket, wanted.definition, met.rule, met.differences);
    default:
      return undefined;
  }
}

async function removeRule(
  context: Context,
  service: OssReplication,
  bucket: string,
  id: string,
  timeout: string | number | undefined,
  option: "create" | "delete",
): Promise<void> {
  context.facts.forget(bucket);
  try {
    await service.deleteBucketReplication(bucket, id);
  } catch (error) {
    if (isGone(error)) return;
    throw error;
  }
  const limit = typeof timeout === "number" ? timeout : milliseconds(timeout);
  await waitFor(
    async () => ((await findRule(service, bucket, id)) === undefined ? true : undefined),
    waitingFor(context, limit),
    (asked) => stillClosing(bucket, id, limit, asked, option),
  );
}

/** The rule with this id, in whatever state; `undefined` when it, or its bucket, is gone. */
export async function findRule(
  service: OssReplication,
  bucket: string,
  id: string,
): Promise<Rule | undefined> {
  try {
    return (await service.getBucketReplication(bucket)).find((rule) => rule.id === id);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

export function isGone(error: unknown): boolean {
  return isCode(error, "NoSuchReplicationRule", "NoSuchReplicationConfiguration", "NoSuchBucket");
}

function waitingFor(context: Context, limit: number): Waiting {
  return { clock: context.clock, random: context.random, deadline: context.clock.now() + limit };
}

function milliseconds(text: string | undefined): number {
  return parseDuration(text) ?? (parseDuration(RULE_DEFAULTS.timeouts.create) as number);
}
