import { isOurForm } from "../../lifecycle/ownership";
import { isExpected, type StateRule } from "../stateFile";

/** Who answers for a rule, as far as one state and the rule's id tell. */
export type Owner =
  /** A resource of the state. */
  | "state"
  /** Its id is one that this package makes, and the state does not have it: most likely another stack's. */
  | "other-stack"
  /** Neither. */
  | "nobody";

/** What a state says of the rules of all its buckets. */
export class StateRules {
  private readonly rules = new Map<string, StateRule>();
  private readonly rtcs = new Map<string, StateRule>();
  private readonly byBucket = new Map<string, StateRule[]>();
  /** The rules that OSS should have, and whose bucket the state keeps as a secret. */
  readonly rulesOfSecret: StateRule[] = [];
  /** How many rules OSS should have. */
  readonly size: number;

  constructor(all: readonly StateRule[]) {
    const expected = all.filter((each) => each.kind === "rule" && isExpected(each));
    this.size = expected.length;
    for (const each of expected) {
      if (each.bucket === undefined) this.rulesOfSecret.push(each);
      else this.byBucket.set(each.bucket, [...this.rulesOf(each.bucket), each]);
    }
    // Where two resources name one rule, that counts which stays.
    for (const each of [...all.filter((one) => !isExpected(one)), ...all.filter(isExpected)]) {
      (each.kind === "rtc" ? this.rtcs : this.rules).set(keyOf(each.bucket, each.ruleId), each);
    }
  }

  /** The buckets that rules which OSS should have copy from, as far as they are not secret. */
  get buckets(): string[] {
    return [...this.byBucket.keys()];
  }

  /** Its resource for the rule, which may wait to be deleted. */
  ruleOf(bucket: string, ruleId: string): StateRule | undefined {
    return found(this.rules, bucket, ruleId);
  }

  /** Its resource for the RTC that the rule should have. */
  rtcOf(bucket: string, ruleId: string): StateRule | undefined {
    const rtc = found(this.rtcs, bucket, ruleId);
    return rtc && isExpected(rtc) ? rtc : undefined;
  }

  /** Its resources for rules that the bucket should have. */
  rulesOf(bucket: string): StateRule[] {
    return this.byBucket.get(bucket) ?? [];
  }

  ownerOf(bucket: string, ruleId: string): Owner {
    if (this.ruleOf(bucket, ruleId)) return "state";
    return isOurForm(ruleId) ? "other-stack" : "nobody";
  }
}

/** By bucket and id; by its id alone where the state keeps the bucket as a secret. */
function found(known: Map<string, StateRule>, bucket: string, ruleId: string): StateRule | undefined {
  return known.get(keyOf(bucket, ruleId)) ?? known.get(keyOf(undefined, ruleId));
}

/** A bucket's name has no slash. */
function keyOf(bucket: string | undefined, ruleId: string): string {
  return `${bucket ?? ""}/${ruleId}`;
}
