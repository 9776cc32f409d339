import * as pulumi from "@pulumi/pulumi";
import { refuseImport } from "./importing";
import { expectLoadable } from "./loadable";
import { hintsOf } from "./registration";
import type { ReplicationRule } from "./replicationRule";

/** Whether RTC is to be on. */
export interface ReplicationRtcStatus {
  /** `enabled` (default) or `disabled`. Changed in place, without touching the rule. */
  status?: pulumi.Input<"enabled" | "disabled" | (string & {}) | undefined>;
}

/** A rule of this program, or one that `ReplicationRule.get` read. */
export interface ReplicationRtcOfRule extends ReplicationRtcStatus {
  rule: ReplicationRule;
}

/** A rule by its id. Naming it is the consent to change its RTC, whoever manages the rule. */
export interface ReplicationRtcOfRuleId extends ReplicationRtcStatus {
  /** Name of the source bucket. */
  bucket: pulumi.Input<string>;
  /**
   * OSS's rule id. For a rule of the same program give `rule`: RTC then follows the rule when it is replaced, which a
   * text cannot.
   */
  ruleId: pulumi.Input<string>;
  /** Region id of the source bucket, as `cn-hangzhou`. Default: that of the provider, or of the stack (`oss:region`), else `OSS_REGION`. */
  region?: pulumi.Input<string | undefined>;
  /** Host or URL to reach OSS at. Default as for `ReplicationRule`. */
  endpoint?: pulumi.Input<string | undefined>;
  /** `public` (default), `internal` or `dual-stack`. */
  network?: pulumi.Input<"public" | "internal" | "dual-stack" | (string & {}) | undefined>;
}

export type ReplicationRtcArgs = ReplicationRtcOfRule | ReplicationRtcOfRuleId;

/**
 * Replication time control (RTC) of one rule: OSS copies most objects in seconds and nearly all within ten minutes,
 * and bills it. Only between certain regions, never within one. Deleting the resource turns RTC off and leaves the
 * rule. Its Pulumi id is the rule's id.
 * https://www.alibabacloud.com/help/en/oss/user-guide/rtc
 */
export class ReplicationRtc extends pulumi.CustomResource {
  /** Name of the source bucket. */
  declare readonly bucket: pulumi.Output<string>;
  /** Region id of the source bucket. */
  declare readonly region: pulumi.Output<string>;
  /** OSS's rule id. */
  declare readonly ruleId: pulumi.Output<string>;
  /** What is wanted, `enabled` or `disabled`; that OSS still says `enabling` is no difference. */
  declare readonly status: pulumi.Output<string>;

  constructor(name: string, args: ReplicationRtcArgs, opts?: pulumi.CustomResourceOptions) {
    refuseImport("ReplicationRtc", name, opts, "create it: RTC that is on already stays as it is");
    expectLoadable();
    const outputs = Object.fromEntries(OUTPUTS.map((key) => [key, undefined]));
    const inputs = isOfRule(args) ? inputsOfRule(args) : args;
    const targetLocation = isOfRule(args) ? args.rule.destination.location : undefined;
    const hints = hintsOf(inputs, [inputs.bucket, inputs.ruleId], opts, { targetLocation });
    // The rule's own provider knows its account.
    const provider = isOfRule(args) ? args.rule.getProvider(TYPE) : undefined;
    const props = { ...outputs, ...inputs, hints, __provider: PROVIDER };
    super(TYPE, name, props, provider ? { provider, ...opts } : opts);
  }
}

function isOfRule(args: ReplicationRtcArgs): args is ReplicationRtcOfRule {
  return "rule" in args && args.rule !== undefined && args.rule !== null;
}

/** `rule.id` stays known while a rule is updated, so that RTC is not planned anew with it. */
function inputsOfRule({ rule, ...rest }: ReplicationRtcOfRule) {
  const { id: ruleId, bucket, region, reach } = rule;
  return { ...rest, ...reach, bucket, region, ruleId };
}

/** Written into states: never changed. */
const TYPE = "pulumi-nodejs:dynamic/oss:ReplicationRtc";
const PROVIDER = 'exports.handler = () => require("pulumi-oss-replication/engine").rtc;';

const OUTPUTS = ["bucket", "region", "ruleId", "status"];
