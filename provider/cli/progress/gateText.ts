import { formatDuration } from "../../lifecycle/duration";
import type { Outcome } from "../../operate/gate";
import { line } from "../../terminal/text";

interface Gate {
  gate: "met" | "not met";
  timedOut: boolean;
  conditions: readonly Outcome[];
}

/** Whether the gate is met; else each condition of each rule that is not. */
export function gateText(
  bucket: string,
  rules: number,
  { gate, timedOut, conditions }: Gate,
  timeout: number,
  failure?: { code?: string },
): string {
  const which = `${rules} ${rules === 1 ? "rule" : "rules"} of bucket ${bucket}`;
  if (gate === "met") return line(`Met by ${which}.`);
  const when = timedOut ? ` after ${formatDuration(timeout)}` : "";
  if (failure) return line(`Not met${when}: OSS did not answer about bucket ${bucket} (${failure.code}).`);
  if (rules === 0) return line(`Not met: bucket ${bucket} has no rules, so nothing is copied.`);
  const unmet = conditions.filter(({ met }) => !met);
  return [
    line(`Not met by ${which}${when}:`),
    ...unmet.map(({ ruleId, condition, reason }) => line(`  rule ${ruleId}, ${condition}: ${reason}`)),
  ].join("");
}
