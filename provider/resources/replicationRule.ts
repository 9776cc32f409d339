import * as pulumi from "@pulumi/pulumi";
import type { RuleArguments, RuleResults, Timeouts } from "../lifecycle/inputs";
import {
  type Destination,
  type EncryptionConfiguration,
  type PrefixSet,
  RULE_FIELD_NAMES,
  type SourceSelectionCriteria,
  type UserTaggings,
} from "../oss";
import { refuseImport } from "./importing";
import { defineLater } from "./laterOutputs";
import { expectLoadable } from "./loadable";
import type { Arguments, Outputs } from "./mapped";
import { declaredWith, forgetHints, hintsOf, identityOf, inOneText } from "./registration";

/** Where a rule copies to. */
export interface ReplicationDestination extends Arguments<Destination> {}

/** Which objects are copied, by the beginning of their names. */
export interface ReplicationPrefixSet extends Arguments<PrefixSet> {}

/** Which objects encrypted by KMS are copied. */
export interface ReplicationSourceSelectionCriteria extends Arguments<SourceSelectionCriteria> {}

/** How copies of objects encrypted by KMS are encrypted at the target. */
export interface ReplicationEncryptionConfiguration extends Arguments<EncryptionConfiguration> {}

/** Which objects are copied, by their tags. */
export interface ReplicationUserTaggings extends Arguments<UserTaggings> {}

/**
 * How long to wait for OSS: a number and `h`, `m` or `s`, such as `"30m"`, `"90s"` or `"2h"`. The engine does not pass its
 * own option `customTimeouts` on to dynamic resources.
 */
export interface ReplicationTimeouts extends Arguments<Timeouts> {}

/**
 * Arguments of `ReplicationRule`. Names and values are those of `alicloud.oss.BucketReplication`, and of OSS. A change of
 * any but `endpoint`, `network`, `timeouts`, `waitForClearing` and `adopt` replaces the rule.
 */
export interface ReplicationRuleArgs extends Arguments<RuleArguments> {}

/** Where the bucket of a rule that is managed elsewhere is: the third argument of `ReplicationRule.get`. */
export type ReplicationRuleLookup = Pick<ReplicationRuleArgs, "bucket" | "region" | "endpoint" | "network">;

/**
 * One replication rule of an OSS bucket. Its Pulumi id is OSS's rule id. State holds what the rule says. Its status and
 * progress change by themselves: ask `getReplicationRules` and `getReplicationProgress` for them.
 *
 * OSS changes no rule in place, so a change of what it says replaces it. If the target stays, the old rule is removed
 * first, which leaves a gap without replication, and is put back if OSS refuses the new one. If the target changes, the
 * new rule comes first.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the outputs are declared once, in RuleDefinition
export class ReplicationRule extends pulumi.CustomResource {
  /**
   * How the program says the bucket is reached, for an RTC of the rule. As outputs these would be unknown in every
   * preview that leaves them out.
   * @internal
   */
  readonly reach: Pick<ReplicationRuleArgs, "endpoint" | "network">;

  /**
   * Declares a rule.
   * @param name the name of the resource, unique in the stack among resources of this type.
   * @param args what the rule says. They are checked by the engine's preview, against OSS too.
   * @param opts the options of any custom resource, but `import`: use the argument `adopt` instead.
   * @throws {pulumi.RunError} for the option `import`, and where the program's own folder does not find this package.
   */
  constructor(name: string, args: ReplicationRuleArgs, opts?: pulumi.CustomResourceOptions) {
    refuseImport("ReplicationRule", name, opts, "name the rule in the argument `adopt`, which takes it over");
    expectLoadable();
    const isRead = Boolean(opts?.id || opts?.urn);
    const more = Object.fromEntries((isRead ? OUTPUTS : AT_ONCE).map((key) => [key, undefined]));
    const hints = isRead
      ? {}
      : {
          hints: inOneText(
            hintsOf(args, [args.bucket, args.destination], opts, {
              ...identityOf(TYPE, name, opts),
              declared: declaredWith({ ...args }, opts, TYPE),
              retained: opts?.retainOnDelete,
            }),
          ),
        };
    super(TYPE, name, { ...more, ...args, __provider: PROVIDER, ...hints }, opts);
    forgetHints(this);
    defineLater(this, TYPE, OUTPUTS);
    this.reach = { endpoint: args.endpoint, network: args.network };
  }

  /**
   * Reads a rule that is managed elsewhere. It is never changed or deleted. The preview fails if there is no such rule.
   * @param name the name of the resource, unique in the stack among resources of this type.
   * @param id OSS's id of the rule, as `getReplicationRules` or the console shows it.
   * @param lookup where the source bucket is.
   * @param opts the options of any custom resource, but `import`.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    lookup: ReplicationRuleLookup,
    opts?: pulumi.CustomResourceOptions,
  ): ReplicationRule {
    return new ReplicationRule(name, lookup as ReplicationRuleArgs, { ...opts, id });
  }
}

/** Written into states: never changed. */
const TYPE = "pulumi-nodejs:dynamic/oss:ReplicationRule";
const PROVIDER = 'exports.handler = () => require("pulumi-oss-replication/engine").rule;';

const OUTPUTS: (keyof RuleResults)[] = ["bucket", "region", ...RULE_FIELD_NAMES];

/** An RTC takes its rule's region over. */
const AT_ONCE: (keyof RuleResults)[] = ["region"];

/** Its outputs, which the engine fills in. */
export interface ReplicationRule extends Outputs<RuleResults> {}
