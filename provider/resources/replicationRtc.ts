import * as pulumi from "@pulumi/pulumi";
import type { RtcArguments, RtcResults } from "../lifecycle/inputs";
import { refuseImport } from "./importing";
import { defineLater } from "./laterOutputs";
import { expectLoadable } from "./loadable";
import type { Arguments, Outputs } from "./mapped";
import { forgetHints, hintsOf } from "./registration";
import type { ReplicationRule } from "./replicationRule";

/** Whether RTC is wanted. */
export interface ReplicationRtcStatus extends Pick<Arguments<RtcArguments>, "status"> {}

/** Arguments of `ReplicationRtc` for a rule of the same program, or one that `ReplicationRule.get` has read. */
export interface ReplicationRtcOfRule extends ReplicationRtcStatus {
  /** The rule. RTC has its bucket, region, endpoint and provider, and follows it when it is replaced. */
  rule: ReplicationRule;
}

/**
 * Arguments of `ReplicationRtc` for a rule by its id. For a rule of the same program give `rule` instead: RTC then follows
 * the rule when it is replaced.
 */
export interface ReplicationRtcOfRuleId extends Arguments<RtcArguments> {}

/** Arguments of `ReplicationRtc`: the rule itself, or its id and bucket. */
export type ReplicationRtcArgs = ReplicationRtcOfRule | ReplicationRtcOfRuleId;

/**
 * Replication time control (RTC) of one rule: OSS copies most objects within seconds and nearly all within ten minutes,
 * and bills for it. It is offered between certain regions only, never within one. Deleting the resource turns RTC off
 * and leaves the rule in effect. Its Pulumi id is the rule's id.
 * https://www.alibabacloud.com/help/en/oss/user-guide/rtc
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the outputs are declared once, in RtcArguments
export class ReplicationRtc extends pulumi.CustomResource {
  /**
   * Declares RTC of a rule.
   * @param name the name of the resource, unique in the stack among resources of this type.
   * @param args the rule, and whether RTC is wanted.
   * @param opts the options of any custom resource, but `import`. Default of `provider`: the rule's, if the rule is given.
   * @throws {pulumi.RunError} for the option `import`, and where the program's own folder does not find this package.
   */
  constructor(name: string, args: ReplicationRtcArgs, opts?: pulumi.CustomResourceOptions) {
    refuseImport("ReplicationRtc", name, opts, "create it: RTC that is on already stays as it is");
    expectLoadable();
    const more = opts?.id || opts?.urn ? Object.fromEntries(OUTPUTS.map((key) => [key, undefined])) : {};
    const inputs = isOfRule(args) ? inputsOfRule(args) : args;
    const targetLocation = isOfRule(args) ? args.rule.destination.location : undefined;
    const hints = hintsOf(inputs, [inputs.bucket, inputs.ruleId], opts, { targetLocation });
    // The rule's own provider knows its account.
    const provider = isOfRule(args) ? args.rule.getProvider(TYPE) : undefined;
    const props = { ...more, ...inputs, __provider: PROVIDER, hints };
    super(TYPE, name, props, provider ? { provider, ...opts } : opts);
    forgetHints(this);
    defineLater(this, TYPE, OUTPUTS);
  }
}

const OUTPUTS: (keyof RtcResults)[] = ["bucket", "region", "ruleId", "status"];

/** Its outputs, which the engine fills in. */
export interface ReplicationRtc extends Outputs<RtcResults> {}

function isOfRule(args: ReplicationRtcArgs): args is ReplicationRtcOfRule {
  return "rule" in args && args.rule !== undefined && args.rule !== null;
}

/** `rule.id` stays known while a rule is updated, so RTC is not planned anew with it. */
function inputsOfRule({ rule, ...rest }: ReplicationRtcOfRule) {
  const { id: ruleId, bucket, region, reach } = rule;
  return { ...rest, ...reach, bucket, region, ruleId };
}

/** Written into states: never changed. */
const TYPE = "pulumi-nodejs:dynamic/oss:ReplicationRtc";
const PROVIDER = 'exports.handler = () => require("pulumi-oss-replication/engine").rtc;';
