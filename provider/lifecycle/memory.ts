import type { RtcStatus, Rule } from "../oss";
import type { RuleOutputs } from "./inputs";

/** A rule that the program declares, as far as it says it in plain strings. */
export interface Declared {
  bucket: string;
  region?: string;
  endpoint?: string;
  network?: string;
  target: string;
  location?: string;
  /** Whether it has a `syncRole`. */
  hasRole?: boolean;
  /** The program may make the buckets first, so that there is nothing to ask yet. */
  toCome?: boolean;
}

/** So many others are asked about ahead of their checks: beside one rule, and for each of several in a row. */
const AHEAD = { ofOne: 3, ofEach: 8 };

/** A rule that a delete has removed, as state had it. The create of its replacement may follow. */
export interface Removed {
  id: string;
  outputs: RuleOutputs;
  rtc?: RtcStatus;
}

/** A rule of ours that create returned as it was. */
export interface TakenOver {
  owner: string;
  rule: Rule;
}

/** What the other provider processes of the same command know: of another account, or of the other surface. */
export interface Neighbours {
  /** The owner of the resource that another process has for this pair of buckets. */
  ownerOf(pair: string): string | undefined;
  noteOwner(pair: string, owner: string): void;
  /** Whether a resource of another process has this rule. */
  isAlive(rule: string): boolean;
  noteAlive(rule: string): void;
}

/**
 * What one command of the engine has shown about its resources. Neither check nor create gets to know that a resource
 * exists, or which id it had (@pulumi/pulumi, cmd/dynamic-provider). It lives as long as the provider process, which is
 * one command.
 */
export class CommandMemory {
  private readonly urns = new Map<string, string>();
  private readonly olds = new Map<string, Map<string, RuleOutputs | undefined>>();
  private readonly sameInputs = new Set<string>();
  private readonly pairs = new Map<string, string>();
  private readonly managed = new Set<string>();
  private readonly checked = new Set<string>();
  private readonly alive = new Set<string>();
  private readonly retained = new Set<string>();
  private readonly taken = new Map<string, TakenOver>();
  private readonly unseen = new Map<string, readonly string[]>();
  private readonly adopted = new Map<string, Rule>();
  private readonly successors = new Map<string, string>();
  private readonly removals = new Map<string, Removed>();
  private readonly rtcTurnedOff = new Set<string>();
  private readonly declaredRules = new Map<string, Declared>();
  private readonly unchanged = new Set<string>();
  private readonly replaced = new Set<string>();
  /** Declared rules that nobody has asked about yet, in the program's order. */
  private readonly unasked = new Map<string, Declared>();
  private readonly askedAhead = new Set<string>();
  private askedInARow = 0;

  constructor(private readonly neighbours?: Neighbours) {}

  /** The program declares the resource of `owner` under this URN. */
  noteUrn(owner: string, urn: string): void {
    this.urns.set(owner, urn);
  }

  /** `undefined` where this command has not seen the program declare it. */
  urnOf(owner: string): string | undefined {
    return this.urns.get(owner);
  }

  /** check or diff has shown that the resource of `owner` exists. diff also knows its id and its outputs in state. */
  noteOld(owner: string, id?: string, outputs?: RuleOutputs): void {
    const versions = this.olds.get(owner) ?? new Map<string, RuleOutputs | undefined>();
    if (id !== undefined) versions.set(id, outputs ?? versions.get(id));
    this.olds.set(owner, versions);
  }

  /** The ids seen as old; `undefined` when the resource is new. */
  oldIds(owner: string): ReadonlySet<string> | undefined {
    const versions = this.olds.get(owner);
    return versions && new Set(versions.keys());
  }

  /** The outputs in state of an old version, if diff has shown them. */
  oldOutputs(owner: string, id: string): RuleOutputs | undefined {
    return this.olds.get(owner)?.get(id);
  }

  /** check has found that the program says the same as the inputs in state. */
  noteSameInputs(owner: string): void {
    this.sameInputs.add(owner);
  }

  hasSameInputs(owner: string): boolean {
    return this.sameInputs.has(owner);
  }

  /** The first resource to ask for a pair of buckets gets it. `false` for any other. */
  claimPair(pair: string, owner: string): boolean {
    if (!this.pairs.has(pair)) {
      const elsewhere = this.neighbours?.ownerOf(pair) ?? owner;
      if (elsewhere !== owner) return false;
      this.pairs.set(pair, owner);
      this.neighbours?.noteOwner(pair, owner);
    }
    return this.pairs.get(pair) === owner;
  }

  /** State has a resource for this pair of buckets. */
  noteManaged(bucket: string, target: string): void {
    this.managed.add(keyOf(bucket, target));
  }

  isManaged(bucket: string, target: string): boolean {
    return this.managed.has(keyOf(bucket, target));
  }

  /** check has been called for the resource of this key: the program still has it. */
  noteChecked(key: string): void {
    this.checked.add(key);
  }

  /**
   * diff has found that the resource of this key keeps its id. A refresh calls diff too, without check before it, for
   * resources that the same command may then delete.
   */
  noteKept(key: string, bucket: string, id: string): void {
    if (this.checked.has(key)) this.noteAlive(bucket, id);
  }

  /** create has returned this id. */
  noteAlive(bucket: string, id: string): void {
    this.alive.add(keyOf(bucket, id));
    this.neighbours?.noteAlive(keyOf(bucket, id));
  }

  /** A delete of such an id means an older version of the resource, and must not touch what is there now. */
  isAlive(bucket: string, id: string): boolean {
    const key = keyOf(bucket, id);
    return this.alive.has(key) || this.neighbours?.isAlive(key) === true;
  }

  /** The program says `retainOnDelete`: the existing rule must not be replaced. */
  noteRetained(owner: string): void {
    this.retained.add(owner);
  }

  isRetained(owner: string): boolean {
    return this.retained.has(owner);
  }

  /** create has returned a live rule of ours without a write. */
  noteTakenOver(bucket: string, taken: TakenOver): void {
    this.taken.set(keyOf(bucket, taken.rule.id), taken);
  }

  takenOver(bucket: string, id: string): TakenOver | undefined {
    return this.taken.get(keyOf(bucket, id));
  }

  /** The rule of `owner` has been imported, and OSS has not shown these of its arguments. */
  noteImported(owner: string, unseen: readonly string[]): void {
    this.unseen.set(owner, unseen);
  }

  /** What OSS has not shown of a rule that this command has imported. */
  unseenOf(owner: string): readonly string[] {
    return this.unseen.get(owner) ?? [];
  }

  /** create has taken over the rule that `adopt` names, as it was. */
  noteAdopted(bucket: string, rule: Rule): void {
    this.adopted.set(keyOf(bucket, rule.id), rule);
  }

  /** As it was then; `undefined` once its RTC has been written. */
  adoptedRule(bucket: string, id: string): Rule | undefined {
    return this.adopted.get(keyOf(bucket, id));
  }

  noteRtcWritten(bucket: string, ruleId: string): void {
    this.adopted.delete(keyOf(bucket, ruleId));
  }

  /** A delete has recreated it: another delete of that id means an older version. */
  noteRemade(bucket: string, id: string): void {
    this.taken.delete(keyOf(bucket, id));
  }

  /** create has removed the rule `old` and put `now` in its place. */
  noteSuccessor(bucket: string, old: string, now: string): void {
    this.successors.set(keyOf(bucket, old), now);
  }

  successor(bucket: string, old: string): string | undefined {
    return this.successors.get(keyOf(bucket, old));
  }

  /** delete has removed the rule of a resource. If this is a replacement, create follows. */
  noteRemoved(owner: string, removed: Removed): void {
    this.removals.set(owner, removed);
  }

  /** Of the owner itself, or of one of these ids: an alias keeps the id of a former name. */
  removed(owner: string, oldIds: ReadonlySet<string> = new Set()): Removed | undefined {
    const former = [...this.removals.values()].find(({ id }) => oldIds.has(id));
    return this.removals.get(owner) ?? former;
  }

  /** RTC of the rule was on until its resource was deleted. */
  noteRtcTurnedOff(bucket: string, ruleId: string): void {
    this.rtcTurnedOff.add(keyOf(bucket, ruleId));
  }

  hadRtc(bucket: string, ruleId: string): boolean {
    return this.rtcTurnedOff.has(keyOf(bucket, ruleId));
  }

  /** The rule is to be replaced. The old one may go before OSS can refuse the new one. */
  noteReplaced(owner: string): void {
    this.replaced.add(owner);
  }

  isReplaced(owner: string): boolean {
    return this.replaced.has(owner);
  }

  noteDeclared(rules: readonly Declared[]): void {
    for (const rule of rules) {
      const key = keyOf(rule.bucket, rule.target);
      if (this.declaredRules.has(key)) continue;
      this.declaredRules.set(key, rule);
      if (!this.unchanged.has(key) && rule.toCome !== true) this.unasked.set(key, rule);
    }
  }

  /** The rule stays as it is, so nothing about its buckets needs to be known; nor, it seems, of those that follow. */
  noteUnchanged(bucket: string, target: string): void {
    const key = keyOf(bucket, target);
    this.unchanged.add(key);
    this.unasked.delete(key);
    this.askedInARow = 0;
  }

  /**
   * OSS is asked about this rule. The result is which others to ask about at the same time. It grows with the rules in a
   * row that had to be asked about, since a stack may declare many rules of which few are new.
   */
  noteAsked(bucket: string, target: string): Declared[] {
    const key = keyOf(bucket, target);
    this.unasked.delete(key);
    this.askedAhead.delete(key);
    this.askedInARow++;
    const most = this.askedInARow === 1 ? AHEAD.ofOne : AHEAD.ofEach * this.askedInARow;
    const ahead: Declared[] = [];
    for (const [other, rule] of this.unasked) {
      if (this.askedAhead.size >= most) break;
      this.askedAhead.add(other);
      this.unasked.delete(other);
      ahead.push(rule);
    }
    return ahead;
  }

  /** All rules that the program is known to declare, except those that stay as they are. */
  get declared(): Declared[] {
    return [...this.declaredRules].filter(([key]) => !this.unchanged.has(key)).map(([, rule]) => rule);
  }
}

function keyOf(bucket: string, name: string): string {
  return `${bucket}/${name}`;
}
