import type { CanonicalDefinition } from "../oss";

/** A rule's arguments after `check`: one spelling for each meaning, defaults written out. */
export interface RuleInputs extends CanonicalDefinition {
  bucket: string;
  region: string;
  endpoint?: string;
  network?: string;
  adopt?: string;
  timeouts: { create: string; delete: string };
  owner: string;
}

/** What the state keeps of a rule. `adopt` is read at create only and says nothing about the rule. */
export type RuleOutputs = Omit<RuleInputs, "adopt">;

/** How long to wait for OSS where the program does not say. */
export const TIMEOUTS = { create: "30m", delete: "30m" } as const;

export function outputsOf({ adopt: _, ...outputs }: RuleInputs): RuleOutputs {
  return outputs;
}

/** An RTC's arguments after `check`; the state keeps the same. */
export interface RtcInputs {
  bucket: string;
  region: string;
  ruleId: string;
  status: "enabled" | "disabled";
  endpoint?: string;
  network?: string;
}
