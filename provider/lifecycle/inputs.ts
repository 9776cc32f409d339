import type { CanonicalDefinition, Network, Open, RtcStatus, RuleDefinition } from "../oss";
import { hasOwner } from "./ownership";

/** A bucket, and how it is reached. */
export interface BucketPlace {
  /** Name of the source bucket. */
  bucket: string;
  /**
   * Region id of the source bucket, such as `cn-hangzhou`. Default: the provider's, or the stack's (`oss:region`), else
   * `OSS_REGION`.
   */
  region?: string | undefined;
  /**
   * Host or URL to reach OSS at. At an IP address the bucket's name goes into the path. `http://` is refused on another
   * machine unless `oss:allowHttp` is `true`. Default: the provider's, or the stack's (`oss:endpoint`), else
   * `OSS_ENDPOINT`, else the region's own endpoint, by `network`.
   */
  endpoint?: string | undefined;
  /**
   * Which endpoint of the region to use: `public`, `internal` (inside the region's cloud network) or `dual-stack`.
   * Ignored with `endpoint`. Default: the provider's, or the stack's (`oss:network`), else `public`.
   * https://www.alibabacloud.com/help/en/oss/user-guide/regions-and-endpoints
   */
  network?: Open<Network> | undefined;
}

/** How long to wait for OSS. */
export interface Timeouts {
  /** For OSS to clear the earlier rule of the same two buckets, in a creation or replacement. Default: `"30m"`. */
  create?: string;
  /** For OSS to clear the rule, in a deletion. Default: `"30m"`. */
  delete?: string;
}

/** What a program says of a rule. */
export interface RuleArguments extends BucketPlace, RuleDefinition {
  /**
   * Id of a rule at OSS that this resource takes over when it is created. The rule must say what the program says. If it
   * does not, the differences are shown and nothing is changed. A tool that has the rule in its state must let go of it
   * first, or it will delete the rule (docs/moving.md in the repository). Read at creation only: adding, changing or
   * removing it later is not a change. Default: none.
   */
  adopt?: string;
  /** How long to wait for OSS to clear a rule. Default: 30 minutes. */
  timeouts?: Timeouts;
  /**
   * Whether a deletion ends only when OSS has cleared the rule, which takes minutes, and of which the engine makes a few at
   * a time. With `false` it ends as soon as OSS shows the rule `closing`: nothing is copied any more, and that cannot be
   * undone. A new rule for the same two buckets waits for the clearing in any case. Default: the stack's
   * (`oss:waitForClearing`), else `true`.
   * https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketreplication
   */
  waitForClearing?: boolean;
}

/** A rule's arguments after `check`: one spelling for each meaning; what a rule says by default is written out. */
export interface RuleInputs
  extends Required<Pick<RuleArguments, "region">>,
    Omit<RuleArguments, keyof RuleDefinition | "region">,
    CanonicalDefinition {
  owner: string;
}

/**
 * What a program can read of a rule. How it is reached is none of it: an output that is absent is unknown in every preview
 * (@pulumi/pulumi, runtime/rpc: resolveProperties), and an RTC that takes it over would show a change each time.
 */
export type RuleResults = Pick<RuleInputs, "bucket" | "region" | keyof RuleDefinition>;

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

/** What a program says of RTC. */
export interface RtcArguments extends BucketPlace {
  /**
   * OSS's id of the rule: `rule.id` of a `ReplicationRule`. To name it is to consent to changing its RTC, whoever manages
   * the rule.
   */
  ruleId: string;
  /**
   * Whether RTC is wanted: `enabled` or `disabled`. Changed in place, without touching the rule. While OSS says `enabling`,
   * state says `enabled`.
   * @default enabled
   */
  status?: Open<RtcStatus>;
}

/** An RTC's arguments after `check`; the state keeps the same. */
export interface RtcInputs
  extends Omit<RtcArguments, "region" | "status">,
    Required<Pick<RtcArguments, "region" | "status">> {
  status: RtcStatus;
}

/** What a program can read of an RTC. */
export type RtcResults = Pick<RtcInputs, "bucket" | "region" | "ruleId" | "status">;
