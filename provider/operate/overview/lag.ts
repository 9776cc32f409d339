import { lagMs } from "../lag";
import type { SurveyedRule } from "../survey";

/** What a rule with RTC promises: 99.99 % of new objects within 10 minutes (https://www.alibabacloud.com/help/en/oss/user-guide/rtc). */
const WITH_RTC = 15 * 60_000;

/** OSS promises nothing: it copies "within minutes to hours". */
const WITHOUT_RTC = 24 * 3_600_000;

/** How many ms a rule may be behind, where the user has not said: 15 minutes with RTC in force, else a day. */
export function lagLimit({ rtcStatus }: { rtcStatus?: string }, given?: number): number {
  return given ?? (rtcStatus === "enabled" ? WITH_RTC : WITHOUT_RTC);
}

/** How many ms ago that was written which is not sure to be copied; `undefined` where nobody knows. */
export function lagOf({ progress, at }: SurveyedRule, surveyedAt: number): number | undefined {
  return lagMs(progress ?? {}, at ?? surveyedAt);
}
