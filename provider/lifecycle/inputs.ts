import type { CanonicalDefinition } from "../oss";
import { hasOwner } from "./ownership";

/** A rule's arguments after `check`: one spelling for each meaning; what a rule says by default is written out. */
export interface RuleInputs extends CanonicalDefinition {
  bucket: string;
  region: string;
  endpoint?: string;
  network?: string;
  adopt?: string;
  /** Only those that are not the default. */
  timeouts?: { create?: string; delete?: string };
  /** Whether a deletion ends only when OSS has cleared the rule. Default: the stack's, else true. */
  waitForClearing?: boolean;
  owner: string;
}

/** What the state keeps of a rule. `adopt` is read at create only and says nothing about the rule. */
export type RuleOutputs = Omit<RuleInputs, "adopt" | "owner"> & {
  /** Where the id does not tell it, and in states of version 0.1. */
  owner?: string;
};

/** How long to wait for OSS where the program does not say. */
export const TIMEOUTS = { create: "30m", delete: "30m" } as const;

export function outputsOf(id: string, { adopt: _, owner, ...outputs }: RuleInputs): RuleOutputs {
  return owner === undefined || hasOwner(id, owner) ? outputs : { ...outputs, owner };
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
