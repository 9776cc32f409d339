import { notFound } from "../lifecycle/messages";
import type { RuleAt } from "../lifecycle/removeRule";
import type { Waiting } from "../lifecycle/wait";
import { type Seen, watchRules } from "../lifecycle/watchRules";
import type { RtcStatus } from "../oss";

/**
 * Waits until OSS shows RTC of a rule in force, or off, and answers what it shows. While it says `enabling` it is
 * neither. Fails where the rule is gone or closing, and with `onTimeout` after the deadline.
 */
export function untilRtc(
  rule: RuleAt,
  status: RtcStatus,
  waiting: Waiting,
  onTimeout: (seen: Seen, shown: string) => Error,
): Promise<string> {
  let shown = "nothing";
  return watchRules(rule, waiting, {
    probe: (look) => {
      const found = look().find(({ id }) => id === rule.id);
      if (found === undefined || found.status === "closing") throw notFound(rule.id, rule.bucket);
      shown = found.rtcStatus ?? "disabled";
      return shown === status ? shown : undefined;
    },
    onTimeout: (seen) => onTimeout(seen, shown),
  });
}
