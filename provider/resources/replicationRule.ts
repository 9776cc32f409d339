import * as pulumi from "@pulumi/pulumi";
import { RULE_FIELD_NAMES, type RuleDefinition } from "../oss";
import { refuseImport } from "./importing";
import { expectLoadable } from "./loadable";
import { declaredWith, hintsOf, ruleOwner } from "./registration";

/** Where a rule copies to. */
export interface ReplicationDestination {
  /** Name of the target bucket, which must not be the source bucket. A change replaces the rule, the new one first. */
  bucket: pulumi.Input<string>;
  /**
   * OSS location of the target bucket, such as `oss-cn-beijing`. `cn-beijing` means the same. With the source bucket's
   * own location this is same-region replication (SRR), with any other cross-region replication (CRR).
   * `getReplicationLocations` says where a bucket can replicate to.
   * https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplicationlocation
   */
  location: pulumi.Input<string>;
  /**
   * The link that the data takes: `internal` (default) or `oss_acc` (transfer acceleration, between regions only). OSS
   * requires `oss_acc` between the Chinese mainland and other regions, and bills for it.
   * https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication
   */
  transferType?: pulumi.Input<"internal" | "oss_acc" | (string & {}) | undefined>;
}

/** Which objects are copied, by the beginning of their names. */
export interface ReplicationPrefixSet {
  /**
   * At most 10 prefixes of at most 1,023 characters each. None may begin with `/` or `\`, or be the beginning of another.
   * They are literal, without wildcards, and without the name of the bucket. An empty list means the whole bucket. Order
   * and duplicates mean nothing.
   */
  prefixes: pulumi.Input<pulumi.Input<string>[]>;
}

/** Which objects encrypted by KMS are copied. */
export interface ReplicationSourceSelectionCriteria {
  /** Whether objects encrypted with SSE-KMS are copied. Default: they are not. */
  sseKmsEncryptedObjects?: pulumi.Input<
    | {
        /**
         * `Enabled`: objects encrypted with SSE-KMS are copied too. This needs `syncRole` and
         * `encryptionConfiguration`. `Disabled`: they are left out.
         */
        status: pulumi.Input<"Enabled" | "Disabled" | (string & {})>;
      }
    | undefined
  >;
}

/** How copies of objects encrypted by KMS are encrypted at the target. */
export interface ReplicationEncryptionConfiguration {
  /**
   * Id or ARN of a KMS key in the target's region, not an alias. OSS does not check it: with a wrong key such objects are
   * not copied.
   */
  replicaKmsKeyId: pulumi.Input<string>;
}

/**
 * Which objects are copied, by their tags. Only the newest pages of OSS describe it and no official SDK has it, so try
 * it in your region before you rely on it.
 */
export interface ReplicationUserTaggings {
  /** `AND` (default): an object must have all the tags. `OR`: it must have one of them. */
  filterType?: pulumi.Input<"AND" | "OR" | (string & {}) | undefined>;
  /** 1 to 10 tags. */
  tags: pulumi.Input<pulumi.Input<{ key: pulumi.Input<string>; value: pulumi.Input<string> }>[]>;
}

/**
 * How long to wait for OSS: a number and `h`, `m` or `s`, such as `"30m"`, `"90s"` or `"2h"`. The engine does not pass its
 * own option `customTimeouts` on to dynamic resources.
 */
export interface ReplicationTimeouts {
  /** For OSS to clear the earlier rule of the same two buckets, in a creation or replacement. Default: `"30m"`. */
  create?: pulumi.Input<string | undefined>;
  /** For OSS to clear the rule, in a deletion. Default: `"30m"`. */
  delete?: pulumi.Input<string | undefined>;
}

/**
 * Arguments of `ReplicationRule`. Names and values are those of `alicloud.oss.BucketReplication`, and of OSS.
 *
 * OSS changes no rule in place. So a change of any argument but `endpoint`, `network`, `timeouts`, `waitForClearing` and
 * `adopt` replaces the rule. If the target stays, the old rule is removed first, which leaves a gap without replication, and is put back if OSS
 * refuses the new one. If the target changes, the new rule comes first.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication
 */
export interface ReplicationRuleArgs {
  /** Name of the source bucket. */
  bucket: pulumi.Input<string>;
  /**
   * Region id of the source bucket, such as `cn-hangzhou`. Default: the provider's, or the stack's (`oss:region`), else
   * `OSS_REGION`.
   */
  region?: pulumi.Input<string | undefined>;
  /**
   * Host or URL to reach OSS at. At an IP address the bucket's name goes into the path. `http://` is refused on another
   * machine unless `oss:allowHttp` is `true`. Default: the provider's, or the stack's (`oss:endpoint`), else
   * `OSS_ENDPOINT`, else the region's own endpoint, by `network`.
   */
  endpoint?: pulumi.Input<string | undefined>;
  /**
   * Which endpoint of the region to use: `public` (default), `internal` (inside the region's cloud network) or
   * `dual-stack`. Ignored with `endpoint`.
   * https://www.alibabacloud.com/help/en/oss/user-guide/regions-and-endpoints
   */
  network?: pulumi.Input<"public" | "internal" | "dual-stack" | (string & {}) | undefined>;
  /** Where the rule copies to. OSS keeps one rule for each pair of source and target bucket. */
  destination: pulumi.Input<ReplicationDestination>;
  /** Which objects are copied, by prefix. Default: the whole bucket. */
  prefixSet?: pulumi.Input<ReplicationPrefixSet | undefined>;
  /**
   * Which operations are copied. `ALL` (default): writes, deletions and aborted uploads, so what is deleted in the source
   * is deleted in the target. `PUT`: writes only. Or a comma-separated list of `PUT`, `DELETE` and `ABORT`.
   */
  action?: pulumi.Input<"ALL" | "PUT" | (string & {}) | undefined>;
  /**
   * Whether objects that were in the bucket before the rule are copied: `enabled` (default) or `disabled`. They are
   * copied, and billed, again with every new rule, a replacement too.
   */
  historicalObjectReplication?: pulumi.Input<"enabled" | "disabled" | (string & {}) | undefined>;
  /**
   * Name or ARN of the RAM role that OSS assumes to copy. Needed with KMS and for a target of another account. OSS's page
   * always asks for it, but the service accepts rules without it. Default: none.
   * https://www.alibabacloud.com/help/en/oss/user-guide/introduction-to-data-replication-permissions
   */
  syncRole?: pulumi.Input<string | undefined>;
  /** Whether objects encrypted by KMS are copied. Default: they are not. */
  sourceSelectionCriteria?: pulumi.Input<ReplicationSourceSelectionCriteria | undefined>;
  /**
   * The key for the copies of objects encrypted by KMS. Needed with `sourceSelectionCriteria`, and refused without it,
   * because OSS would silently drop it.
   */
  encryptionConfiguration?: pulumi.Input<ReplicationEncryptionConfiguration | undefined>;
  /** Which objects are copied, by their tags. Only the newest pages of OSS describe it. Default: whatever their tags. */
  userTaggings?: pulumi.Input<ReplicationUserTaggings | undefined>;
  /**
   * Id of a rule at OSS that this resource takes over when it is created. The rule must say what the program says. If it
   * does not, the differences are shown and nothing is changed. A tool that has the rule in its state must let go of it
   * first, or it will delete the rule (docs/moving-over.md in the repository). Read at creation only: adding, changing or
   * removing it later is not a change. Default: none.
   */
  adopt?: pulumi.Input<string | undefined>;
  /** How long to wait for OSS to clear a rule. Default: 30 minutes. */
  timeouts?: pulumi.Input<ReplicationTimeouts | undefined>;
  /**
   * Whether a deletion ends only when OSS has cleared the rule, which takes minutes, and of which the engine makes a few at
   * a time. With `false` it ends as soon as OSS shows the rule `closing`: nothing is copied any more, and that cannot be
   * undone. A new rule for the same two buckets waits for the clearing in any case. Default: the stack's
   * (`oss:waitForClearing`), else `true`.
   * https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketreplication
   */
  waitForClearing?: pulumi.Input<boolean | undefined>;
}

/** Where the bucket of a rule that is managed elsewhere is: the third argument of `ReplicationRule.get`. */
export type ReplicationRuleLookup = Pick<ReplicationRuleArgs, "bucket" | "region" | "endpoint" | "network">;

/**
 * One replication rule of an OSS bucket. Its Pulumi id is OSS's rule id. State holds what the rule says. Its status and
 * progress change by themselves: ask `getReplicationRules` and `getReplicationProgress` for them.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication
 */
export class ReplicationRule extends pulumi.CustomResource {
  /** Name of the source bucket. */
  declare readonly bucket: pulumi.Output<string>;
  /** Region id of the source bucket, such as `cn-hangzhou`. */
  declare readonly region: pulumi.Output<string>;
  /** The target: its bucket, its location such as `oss-cn-beijing`, and the transfer type. */
  declare readonly destination: pulumi.Output<{ bucket: string; location: string; transferType: string }>;
  /** The prefixes, sorted and without duplicates. Absent when the whole bucket is copied. */
  declare readonly prefixSet: pulumi.Output<{ prefixes: string[] } | undefined>;
  /** `ALL`, or a comma-separated list of `PUT`, `DELETE` and `ABORT`, in this order. */
  declare readonly action: pulumi.Output<string>;
  /** Whether objects from before the rule are copied: `enabled` or `disabled`. */
  declare readonly historicalObjectReplication: pulumi.Output<string>;
  /** Name or ARN of the RAM role that OSS assumes to copy. Absent when there is none. */
  declare readonly syncRole: pulumi.Output<string | undefined>;
  /** Whether objects encrypted by KMS are copied. Absent when they are not. */
  declare readonly sourceSelectionCriteria: pulumi.Output<
    { sseKmsEncryptedObjects: { status: string } } | undefined
  >;
  /** Id or ARN of the KMS key for the copies of such objects. Absent when they are not copied. */
  declare readonly encryptionConfiguration: pulumi.Output<{ replicaKmsKeyId: string } | undefined>;
  /** Which objects are copied, by their tags. Absent when tags do not matter. */
  declare readonly userTaggings: pulumi.Output<
    { filterType: string; tags: { key: string; value: string }[] } | undefined
  >;

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
    const outputs = Object.fromEntries(OUTPUTS.map((key) => [key, undefined]));
    const registered = opts?.id
      ? {}
      : {
          hints: hintsOf(args, [args.bucket, args.destination], opts, {
            owner: ruleOwner(TYPE, name, opts),
            declared: declaredWith({ ...args }, opts, TYPE),
            retained: opts?.retainOnDelete,
          }),
        };
    super(TYPE, name, { ...outputs, ...args, ...registered, __provider: PROVIDER }, opts);
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

/** The compiler asks for an argument and an output for each field of a rule. */
type Fields = Pick<ReplicationRule, keyof RuleDefinition> & Pick<ReplicationRuleArgs, keyof RuleDefinition>;

const OUTPUTS: (keyof Fields | "bucket" | "region")[] = ["bucket", "region", ...RULE_FIELD_NAMES];
