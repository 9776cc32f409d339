import type { Change } from "./change";
import { known, type Maybe, textOf } from "./maybe";

/** What becomes of the rules that an RTC may be of. */
export class RtcSurroundings {
  private readonly ended = new Map<string, "delete" | "replace">();
  private readonly replaced = new Set<string>();

  constructor(changes: Change[]) {
    for (const { thing, maker, op, old } of changes) {
      if (thing !== "rule" || maker === "other tool" || (op !== "delete" && op !== "replace")) continue;
      const key = keyOf(textOf(old.properties.bucket), textOf(old.id));
      if (key === undefined) continue;
      if (op === "replace") this.replaced.add(key);
      if (!old.retained && !this.ended.has(key)) this.ended.set(key, op);
    }
  }

  /** Whether the rule at OSS is deleted, or gives place to another. */
  endOf(bucket: Maybe<string>, ruleId: Maybe<string>): "delete" | "replace" | undefined {
    return this.ended.get(keyOf(bucket, ruleId) ?? "");
  }

  isReplaced(bucket: Maybe<string>, ruleId: Maybe<string>): boolean {
    return this.replaced.has(keyOf(bucket, ruleId) ?? "");
  }
}

function keyOf(bucket: Maybe<string>, ruleId: Maybe<string>): string | undefined {
  const names = [known(bucket), known(ruleId)];
  return names.includes(undefined) ? undefined : JSON.stringify(names);
}
