import { isGone, type Life, stateAt, type Timings } from "./life";
import type { Bucket, BucketStat, EmulatedRule, RuleDefinition, StoredRule } from "./model";

/** What of a bucket can change, beside its rules. */
export type BucketChange = Partial<Pick<Bucket, "versioning" | "stat" | "accelerated">>;

/** All buckets of the emulated service; rules that are gone at a given time are dropped when it is looked at. */
export class Store {
  private readonly all = new Map<string, Bucket>();
  /** By the name of their target, which need not exist. Rules that are gone may linger. */
  private readonly incoming = new Map<string, Set<StoredRule>>();
  private readonly unsaved = new Set<string>();
  /** When the first rule of a bucket is gone, so that before nobody has to look at all of them. */
  private readonly firstEnds = new WeakMap<Bucket, number>();

  get buckets(): ReadonlyMap<string, Bucket> {
    return this.all;
  }

  /**
   * Calls `save` with each bucket that was made, changed or deleted, until it has succeeded once: with the bucket, or
   * with its name alone if it was deleted.
   */
  saveChanges(save: (name: string, bucket?: Bucket) => void): void {
    for (const name of this.unsaved) {
      save(name, this.all.get(name));
      this.unsaved.delete(name);
    }
  }

  /** A new bucket, with the rules it has. */
  addBucket(bucket: Bucket): void {
    this.all.set(bucket.name, bucket);
    for (const rule of bucket.rules) this.index(rule);
    this.touch(bucket);
  }

  changeBucket(bucket: Bucket, change: BucketChange): void {
    Object.assign(bucket, change);
    this.touch(bucket);
  }

  /** Its own rules go with it; those towards it stay. */
  deleteBucket(bucket: Bucket): void {
    for (const rule of bucket.rules) this.unindex(rule);
    this.all.delete(bucket.name);
    this.touch(bucket);
  }

  /** The rules of a bucket that are not gone yet. */
  rulesOf(bucket: Bucket, now: number): readonly StoredRule[] {
    if (now < this.firstEnd(bucket)) return bucket.rules;
    for (const rule of bucket.rules.filter(({ life }) => isGone(life, now))) this.drop(bucket, rule);
    this.firstEnds.delete(bucket);
    return bucket.rules;
  }

  /** All rules whose target is this bucket; looks at no others. */
  rulesTo(name: string, now: number): StoredRule[] {
    return [...(this.incoming.get(name) ?? [])].filter(({ life }) => !isGone(life, now));
  }

  add(source: Bucket, rule: StoredRule): void {
    Object.assign(source, { rules: [...source.rules, rule] });
    this.index(rule);
    this.touch(source);
  }

  remove(source: Bucket, rule: StoredRule): void {
    this.drop(source, rule);
    this.touch(source);
  }

  redefine(source: Bucket, rule: StoredRule, change: Partial<RuleDefinition>): void {
    this.unindex(rule);
    Object.assign(rule, { definition: { ...rule.definition, ...change } });
    this.index(rule);
    this.touch(source);
  }

  setLife(source: Bucket, rule: StoredRule, life: Life): void {
    Object.assign(rule, { life });
    this.touch(source);
  }

  /** A bucket is part of a rule as its source or as its target. */
  isReplicating(bucket: Bucket, now: number): boolean {
    return this.rulesOf(bucket, now).length > 0 || this.rulesTo(bucket.name, now).length > 0;
  }

  private touch(bucket: Bucket): void {
    this.unsaved.add(bucket.name);
    this.firstEnds.delete(bucket);
    bucket.written = undefined;
  }

  private firstEnd(bucket: Bucket): number {
    const known = this.firstEnds.get(bucket);
    if (known !== undefined) return known;
    const end = bucket.rules.reduce((first, { life }) => Math.min(first, life.goneAt ?? first), Infinity);
    this.firstEnds.set(bucket, end);
    return end;
  }

  private drop(source: Bucket, rule: StoredRule): void {
    Object.assign(source, { rules: source.rules.filter((other) => other !== rule) });
    this.unindex(rule);
  }

  private index(rule: StoredRule): void {
    const target = rule.definition.destination.bucket;
    const rules = this.incoming.get(target);
    if (rules) rules.add(rule);
    else this.incoming.set(target, new Set([rule]));
  }

  private unindex(rule: StoredRule): void {
    const target = rule.definition.destination.bucket;
    const rules = this.incoming.get(target);
    rules?.delete(rule);
    if (rules?.size === 0) this.incoming.delete(target);
  }
}

/** The rule at a time. It shares its parts with the store. */
export function emulatedRule({ definition, life }: StoredRule, now: number): EmulatedRule {
  const { status, rtcStatus } = stateAt(life, now);
  if (status === "gone") throw new Error(`rule ${definition.id} is gone`);
  return rtcStatus === undefined ? { ...definition, status } : { ...definition, status, rtcStatus };
}

/** 3 to 63 of `a-z 0-9 -`, a letter or digit at both ends. */
export function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name);
}

/**
 * Names from before that rule, which buckets keep: 3 to 255 of `a-z 0-9 _ -`, a letter or digit first.
 * As the PHP SDK of 2014 words it ("lower-case characters, numbers, underscore(_) or dash(-) [...] 3-255").
 */
export function isOldBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9_-]{2,254}$/.test(name);
}

/** Timings must be numbers, and time does not run backwards. */
export function checkTimings(timings: Partial<Timings>): void {
  for (const [name, value] of Object.entries(timings))
    if (!(typeof value === "number" && value >= 0)) throw new Error(`${name} must be a number of 0 or more`);
}

/** Nobody stores half a byte, and beyond 2^53 - 1 a number of JavaScript does not say what it is. */
export function checkStat(stat: BucketStat): void {
  for (const [name, value] of Object.entries(stat))
    if (!(Number.isSafeInteger(value) && value >= 0))
      throw new Error(`${name} must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`);
}
