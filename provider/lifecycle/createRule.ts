import { definitionDifferences, definitionIn, type OssError, type OssReplication, type Rule } from "../oss";
import { type Context, serviceOf, waitingFor } from "./context";
import { millisecondsOf } from "./duration";
import { isCode, isRefusal, ReplicationError } from "./errors";
import { outputsOf, type RuleInputs, type RuleOutputs, TIMEOUTS } from "./inputs";
import type { Removed } from "./memory";
import {
  adoptedUnseenText,
  clearing,
  mayBeOwn,
  notTakenOver,
  refusalText,
  stillClosing,
  takenOverText,
  taking,
} from "./messages";
import { type Encounter, encounter, otherId, ruleId, type Wanted } from "./ownership";
import { putRule } from "./putRule";
import { removedUnseen } from "./replacementMessages";
import {
  type Found,
  type OldRule,
  oldRuleOf,
  putBack,
  putOrPutBack,
  type Replacement,
  replaceRule,
} from "./replaceRule";
import { watchRules } from "./watchRules";

type Met = Exclude<Encounter, { kind: "closing" }>;

/** What a new rule would meet; for the check in the preview. */
export function wantedOf(context: Context, inputs: RuleInputs): Wanted {
  const definition = definitionIn(inputs);
  return {
    definition,
    owner: inputs.owner,
    chosenId: ruleId(inputs.owner, inputs.bucket, definition),
    adopt: inputs.adopt,
    oldIds: context.memory.oldIds(inputs.owner),
    retained: context.memory.isRetained(inputs.owner),
    isTaken: (id) => context.memory.isAlive(inputs.bucket, id),
  };
}

/** Puts one rule, whatever it meets. */
export class RuleCreation {
  readonly service: OssReplication;
  readonly bucket: string;
  private readonly wanted: Wanted;
  private readonly timeout: number;
  /** The rule of this resource that was seen closing: a replacement that was interrupted goes on. */
  private closing?: Rule;

  constructor(
    private readonly context: Context,
    private readonly inputs: RuleInputs,
    private readonly problemsAtOss?: () => Promise<string[]>,
  ) {
    this.service = serviceOf(context, inputs);
    this.wanted = wantedOf(context, inputs);
    this.bucket = inputs.bucket;
    this.timeout = millisecondsOf(inputs.timeouts?.create, TIMEOUTS.create);
  }

  /** A new rule is put without a look: OSS refuses it where the pair has one, and then there is something to look at. */
  run(): Promise<string> {
    return this.mayBeExpected() ? this.lookAndPut() : this.putUnseen();
  }

  /** Whether the program, the state or this command knows of a rule for the pair. */
  private mayBeExpected(): boolean {
    const { adopt } = this.inputs;
    return adopt !== undefined || this.wanted.oldIds !== undefined || this.removed() !== undefined;
  }

  /** What this command has removed for the rule: the engine was to delete first. */
  private removed(): Removed | undefined {
    return this.context.memory.removed(this.inputs.owner, this.wanted.oldIds);
  }

  private async putUnseen(): Promise<string> {
    const rule = { id: this.freshId(), ...this.wanted.definition };
    try {
      return await putRule(this.service, this.bucket, rule, {});
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return this.afterRefusal(error);
    }
  }

  /** OSS may refuse for another reason what an earlier, interrupted command has put already. */
  private async afterRefusal(refusal: OssError): Promise<string> {
    const isPermitted = refusal.status !== 403;
    if (isCode(refusal, "BucketReplicationAlreadyExist")) return this.afterClashUnseen(refusal);
    const met = await this.meet(isPermitted).catch(() => {
      throw refusal;
    });
    if (met.kind === "ours") return this.proceed(met);
    // What OSS answers to a put for a pair that is closing, its pages do not say.
    if (met.kind === "free" && this.closing !== undefined) return this.fill();
    throw refusal;
  }

  private async afterClashUnseen({ attempts = 1 }: OssError): Promise<string> {
    const met = await this.meet();
    const isAlike =
      met.kind === "foreign" && definitionDifferences(this.wanted.definition, met.rule).length === 0;
    if (isAlike && attempts > 1) throw mayBeOwn(this.bucket, met.rule, attempts);
    return this.proceed(met);
  }

  private async lookAndPut(): Promise<string> {
    const removed = this.removed();
    return removed === undefined ? this.proceed(await this.meet()) : this.lookAfterRemoval(removed);
  }

  /** A rule of this resource is gone already: whatever hinders the new one, the old one is put back, or missed by name. */
  private async lookAfterRemoval(removed: Removed): Promise<string> {
    const replacement = this.replacementOf(removed);
    let met: Met;
    try {
      met = await this.meet();
    } catch (failure) {
      if (this.isOfThePair(removed.outputs))
        throw removedUnseen(this.bucket, replacement.old.rule, failure as Error);
      return putBack(replacement, failure as Error);
    }
    if (refusalText(this.bucket, this.wanted, met) === undefined) return this.proceed(met);
    // The pair has no rule where `adopt` names one that is not there.
    const find = met.kind === "missing" ? async () => undefined : replacement.find;
    return putBack({ ...replacement, find }, this.refusal(met));
  }

  private async proceed(met: Met): Promise<string> {
    switch (met.kind) {
      case "ours":
        await this.judge(met.rule);
        this.context.memory.noteTakenOver(this.bucket, { owner: this.inputs.owner, rule: met.rule });
        this.context.say({ kind: "taken over", text: takenOverText(this.bucket, met.rule) });
        return met.rule.id;
      case "adopted":
        this.sayUnseen(met.rule);
        this.context.memory.noteAdopted(this.bucket, met.rule);
        return met.rule.id;
      case "older":
        return this.replace(met.rule);
      case "free":
        return this.fill();
      default:
        throw this.refusal(met);
    }
  }

  /** It may be taken over to be made anew: the delete of its id would follow, and tells nothing of the buckets. */
  private async judge(rule: Rule): Promise<void> {
    const problems = (await this.problemsAtOss?.()) ?? [];
    if (problems.length > 0) throw notTakenOver(this.bucket, rule, problems);
  }

  private sayUnseen(rule: Rule): void {
    const text = adoptedUnseenText(this.bucket, this.wanted.definition, rule);
    if (text !== undefined) this.context.say({ kind: "note", text });
  }

  /** Looks until no closing rule holds the pair; once it waits, a failure that passes does not end it. */
  private meet(waits = true): Promise<Met> {
    const awaited = () => clearing(this.bucket, this.inputs);
    return watchRules(this, waitingFor(this.context, waits ? this.timeout : 0, awaited), {
      probe: (look) => {
        const met = encounter(this.wanted, look());
        if (met.kind !== "closing") return met;
        this.closing = met.rule;
        return undefined;
      },
      onTimeout: (seen) =>
        stillClosing(this.bucket, this.closing?.id ?? "", this.timeout, seen, "timeouts.create"),
      isPatient: () => this.closing !== undefined || this.removed() !== undefined,
    });
  }

  /** The pair is free. What this command, or one before that was interrupted, has removed for it, is put back if need be. */
  private fill(): Promise<string> {
    const removed = this.removed();
    if (removed !== undefined) return putOrPutBack(this.replacementOf(removed));
    const old = this.closedBefore();
    return old === undefined ? this.put(this.freshId()) : putOrPutBack(this.replacement(old));
  }

  /** Of a rule that the engine has had deleted first, for the same pair or for another. */
  private replacementOf({ id, outputs, rtc }: Removed): Replacement {
    const rule = { id, ...definitionIn(outputs), rtc };
    const replacement = this.replacement({ rule, outputs, isInState: false });
    if (this.isOfThePair(outputs)) return replacement;
    const place = { bucket: outputs.bucket, service: serviceOf(this.context, outputs) };
    return { ...replacement, ...place, put: () => this.put(this.freshId()), find: async () => undefined };
  }

  private closedBefore(): OldRule | undefined {
    const { closing } = this;
    return closing && this.wanted.oldIds?.has(closing.id) ? this.oldRule(closing) : undefined;
  }

  private isOfThePair({ bucket, destination }: RuleOutputs): boolean {
    return bucket === this.bucket && destination.bucket === this.inputs.destination.bucket;
  }

  private async replace(rule: Rule): Promise<string> {
    const id = await replaceRule(this.replacement(this.oldRule(rule)));
    this.context.memory.noteSuccessor(this.bucket, rule.id, id);
    return id;
  }

  private oldRule(rule: Rule): OldRule {
    const known = this.context.memory.oldOutputs(this.inputs.owner, rule.id);
    return oldRuleOf(rule, known ?? outputsOf(rule.id, this.inputs));
  }

  private replacement(old: OldRule): Replacement {
    const { context, service, bucket, timeout: limit } = this;
    const id = this.freshId(old.rule.id);
    return {
      ...{ context, service, bucket, old, limit },
      put: () => this.put(id, old.rule.rtc),
      taking: taking(bucket, this.inputs),
      find: () => this.find(),
    };
  }

  /** What holds the pair after a put that was refused or lost. */
  private async find(): Promise<Found | undefined> {
    const met = await this.meet();
    switch (met.kind) {
      case "free":
        return undefined;
      case "ours":
      case "adopted":
        return { id: met.rule.id, isOld: false };
      case "older":
        return { id: met.rule.id, isOld: true };
      default:
        throw this.refusal(met);
    }
  }

  /** The id to choose, other than those of older versions. */
  private freshId(...removed: string[]): string {
    return otherId(this.wanted.chosenId, new Set([...(this.wanted.oldIds ?? []), ...removed]));
  }

  private async put(id: string, rtc?: "enabled" | "disabled"): Promise<string> {
    const rule = { id, ...this.wanted.definition, rtc };
    try {
      return await putRule(this.service, this.bucket, rule, { wasFree: true });
    } catch (error) {
      if (!isCode(error, "BucketReplicationAlreadyExist")) throw error;
      return this.afterClash(error, rule);
    }
  }

  /** Somebody was quicker, or an earlier rule is still closing: look again, and wait where that helps. */
  private async afterClash(error: Error, rule: Parameters<typeof putRule>[2]): Promise<string> {
    const met = await this.meet();
    if (met.kind === "ours") return met.rule.id;
    if (met.kind === "free") return putRule(this.service, this.bucket, rule, { wasFree: true });
    throw refusalText(this.bucket, this.wanted, met) ? this.refusal(met) : error;
  }

  private refusal(met: Met): ReplicationError {
    return new ReplicationError(refusalText(this.bucket, this.wanted, met) ?? "", "RuleInTheWay");
  }
}
