import type { Clock } from "./clock";
import { closeLife, type Life, startLife, switchRtc, type Timings } from "./life";
import { toLocation } from "./locations";
import type { Bucket, BucketStat, EmulatedRule, RuleDefinition, StoredRule, Versioning } from "./model";
import { newBucket } from "./operations/buckets";
import type { World } from "./operations/context";
import { defaultAccountId } from "./options";
import { checkStat, emulatedRule, isBucketName, isOldBucketName } from "./store";

/** A rule to put straight into the store. What is left out gets OSS's defaults. */
export type RuleToAdd = Partial<Omit<RuleDefinition, "destination">> &
  Pick<RuleDefinition, "destination"> & { rtc?: "enabled" | "disabled"; status?: EmulatedRule["status"] };

/** Options of `createBucket`. */
export interface BucketToCreate {
  /** Default: never set. */
  versioning?: Versioning;
  /** Default: the account of the first key. */
  accountId?: string;
  /** Whether a name from before the present naming rule is accepted, such as `my_old_bucket`. Default: `false`, as over the wire. */
  oldName?: boolean;
  /** What the bucket holds. Default: nothing. */
  stat?: Partial<BucketStat>;
}

/** Buckets and rules by hand. Mistakes are errors of the test, so they throw and say what is wrong. */
export class Rulebook {
  constructor(
    private readonly world: World,
    private readonly clock: Clock,
    /** Whose a bucket is unless it says so. */
    private readonly accountId = defaultAccountId,
  ) {}

  createBucket(name: string, at: string, options: BucketToCreate): void {
    const location = toLocation(at);
    if (!(options.oldName ? isOldBucketName(name) : isBucketName(name)))
      throw new Error(`${name} is not a bucket name`);
    if (!this.world.locations.has(location)) throw new Error(`${at} is not a location the emulator knows`);
    if (this.world.store.buckets.has(name)) throw new Error(`bucket ${name} exists`);
    const bucket = newBucket(name, location, options.accountId ?? this.accountId, this.clock.now());
    const stat = { ...bucket.stat, ...options.stat };
    checkStat(stat);
    this.world.store.addBucket({ ...bucket, versioning: options.versioning, stat });
  }

  setStat(name: string, change: Partial<BucketStat>): void {
    const bucket = this.bucket(name);
    const stat = { ...bucket.stat, ...change };
    checkStat(stat);
    this.world.store.changeBucket(bucket, { stat });
  }

  has(name: string): boolean {
    return this.world.store.buckets.has(name);
  }

  locationOf(name: string): string {
    return this.bucket(name).location;
  }

  setVersioning(name: string, versioning: Versioning | undefined): void {
    this.world.store.changeBucket(this.bucket(name), { versioning });
  }

  deleteBucket(name: string): void {
    this.world.store.deleteBucket(this.bucket(name));
  }

  rules(name: string): EmulatedRule[] {
    const now = this.clock.now();
    return this.world.store
      .rulesOf(this.bucket(name), now)
      .map((rule) => structuredClone(emulatedRule(rule, now)));
  }

  add(name: string, { rtc, status, ...rule }: RuleToAdd): string {
    const { timings, newRuleId } = this.world;
    const bucket = this.bucket(name);
    const definition: RuleDefinition = {
      action: "ALL",
      historicalObjectReplication: "enabled",
      prefixes: [],
      ...structuredClone(rule),
      id: rule.id ?? newRuleId(),
    };
    const { location, transferType = "internal" } = definition.destination;
    definition.destination = { ...definition.destination, location: toLocation(location), transferType };
    const history = definition.historicalObjectReplication === "enabled";
    const life = startLife(this.clock.now(), timings, { history, rtc: rtc === "enabled" });
    const begun = status ? withStatus(life, status, this.clock.now(), timings) : life;
    this.world.store.add(bucket, { definition, life: begun });
    return definition.id;
  }

  change(name: string, id: string, change: Partial<EmulatedRule>): void {
    const { store, timings } = this.world;
    const [bucket, rule] = [this.bucket(name), this.rule(name, id)];
    const { status, rtcStatus, ...definition } = structuredClone(change);
    const now = this.clock.now();
    store.redefine(bucket, rule, definition);
    if (status) store.setLife(bucket, rule, withStatus(rule.life, status, now, timings));
    if ("rtcStatus" in change) store.setLife(bucket, rule, withRtcStatus(rule.life, rtcStatus, now, timings));
  }

  remove(name: string, id: string): void {
    this.world.store.remove(this.bucket(name), this.rule(name, id));
  }

  private bucket(name: string): Bucket {
    const bucket = this.world.store.buckets.get(name);
    if (!bucket) throw new Error(`there is no bucket ${name}`);
    return bucket;
  }

  private rule(name: string, id: string): StoredRule {
    const rules = this.world.store.rulesOf(this.bucket(name), this.clock.now());
    const rule = rules.find(({ definition }) => definition.id === id);
    if (!rule) throw new Error(`bucket ${name} has no rule ${id}`);
    return rule;
  }
}

function withStatus(life: Life, status: EmulatedRule["status"], now: number, timings: Timings): Life {
  if (status === "closing") return closeLife(life, now, timings);
  const doingAt = status === "doing" ? Math.min(now, life.doingAt) : now + timings.startingMs;
  const shift = doingAt - life.doingAt;
  return { ...life, doingAt, historyAt: life.historyAt + shift, goneAt: undefined };
}

function withRtcStatus(life: Life, status: EmulatedRule["rtcStatus"], now: number, timings: Timings): Life {
  const off = switchRtc(life, now, timings, false);
  if (status === undefined) return off;
  return status === "enabled" ? { ...off, rtcAt: now } : switchRtc(off, now, timings, true);
}
