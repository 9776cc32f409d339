import { effectOfPut, type OssReplication } from "../oss";
import { type Context, serviceOf } from "./context";
import { type Encounter, encounter, type Wanted } from "./encounter";
import { isCode, ReplicationError } from "./errors";
import { otherId, ruleId } from "./identity";
import {
  adoptDifferent,
  adoptMissing,
  leftOver,
  olderInTheWay,
  ruleInTheWay,
  stillClosing,
} from "./messages";
import { milliseconds, removeRule, waitingFor } from "./removal";
import { definitionOf, type RuleInputs } from "./ruleInputs";
import { type Waiting, waitFor } from "./wait";

/** What a new rule would meet; for the check in the preview. */
export function wantedOf(context: Context, inputs: RuleInputs): Wanted {
  const definition = definitionOf(inputs);
  return {
    definition,
    owner: inputs.owner,
    chosenId: ruleId(inputs.owner, inputs.bucket, definition),
    adopt: inputs.adopt,
    oldIds: context.memory.oldIds(inputs.owner),
    isTaken: (id) => context.memory.isAlive(inputs.bucket, id),
  };
}

/** Puts one rule, whatever it meets. */
export class RuleCreation {
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
        return this.put(this.freshId(met.rule.id));
      case "free":
        return this.put(this.freshId());
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

  /** The id to choose, other than those of older versions. */
  private freshId(...removed: string[]): string {
    return otherId(this.wanted.chosenId, new Set([...(this.wanted.oldIds ?? []), ...removed]));
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
    if (met.kind === "free") return this.putWith(this.freshId());
    throw met.kind === "foreign" || met.kind === "older" ? this.refusal(met) : error;
  }

  private async idOfThePair(): Promise<string> {
    const rules = await this.service.getBucketReplication(this.bucket);
    const found = effectOfPut(this.wanted.definition, rules);
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
      return wanted.oldIds === undefined
        ? leftOver(bucket, wanted.definition, met.rule)
        : olderInTheWay(bucket, wanted.definition, met.rule);
    case "missing":
      return adoptMissing(bucket, met.id);
    case "different":
      return adoptDifferent(bucket, wanted.definition, met.rule);
    default:
      return undefined;
  }
}
