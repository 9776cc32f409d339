import * as pulumi from "@pulumi/pulumi";
import { refuseImport } from "./importing";
import { expectLoadable } from "./loadable";
import { declaredWith, hintsOf, ruleOwner } from "./registration";

/** Where a rule copies to. */
export interface ReplicationDestination {
  /** Name of the target bucket: another one than the source bucket. Changing it replaces the rule, the new one first. */
  bucket: pulumi.Input<string>;
  /**
   * OSS location of the target bucket, as `oss-cn-beijing`; `cn-beijing` means the same. The source bucket's own
   * location makes it same-region replication (SRR), any other cross-region replication (CRR).
   * `getReplicationLocations` tells what a bucket can replicate to.
   * https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplicationlocation
   */
  location: pulumi.Input<string>;
  /**
   * The link that data takes: `internal` (default) or `oss_acc` (transfer acceleration, only between regions; OSS
   * requires it between the Chinese mainland and other regions, and bills it).
   */
  transferType?: pulumi.Input<"internal" | "oss_acc" | (string & {}) | undefined>;
}

/** Which objects are copied, by the beginning of their names. */
export interface ReplicationPrefixSet {
  /**
   * At most 10 texts of at most 1,023 characters, none of them the beginning of another, none with `/` or `\` first. They
   * are literal: no wildcard, no bucket name. Empty or left out: the whole bucket. Order and duplicates mean nothing.
   */
  prefixes: pulumi.Input<pulumi.Input<string>[]>;
}

/** Which objects encrypted by KMS are copied. */
export interface ReplicationSourceSelectionCriteria {
  sseKmsEncryptedObjects?: pulumi.Input<
    | {
        /**
         * `Enabled`: objects encrypted with SSE-KMS are copied too, which needs `syncRole` and
         * `encryptionConfiguration`. `Disabled` (default): they are left out.
         */
        status: pulumi.Input<"Enabled" | "Disabled" | (string & {})>;
      }
    | undefined
  >;
}

/** How copies of objects encrypted by KMS are encrypted at the target. */
export interface ReplicationEncryptionConfiguration {
  /** Id or ARN of a KMS key in the target's region. OSS does not check it: with a wrong one such objects are not copied. */
  replicaKmsKeyId: pulumi.Input<string>;
}

/**
 * Which objects are copied, by their tags. Only OSS's newest pages have it and no official SDK models it, so try it
 * in your region before you rely on it.
 */
export interface ReplicationUserTaggings {
  /** `AND` (default): an object needs all the tags; `OR`: one of them. */
  filterType?: pulumi.Input<"AND" | "OR" | (string & {}) | undefined>;
  /** 1 to 10 tags. */
  tags: pulumi.Input<pulumi.Input<{ key: pulumi.Input<string>; value: pulumi.Input<string> }>[]>;
}

/** How long to wait for OSS, as `"30m"`, `"90s"` or `"2h"`. The engine's own `customTimeouts` are not passed on to dynamic resources. */
export interface ReplicationTimeouts {
  /** In a creation or replacement, until OSS has cleared the earlier rule of the same buckets. Default `"30m"`. */
  create?: pulumi.Input<string | undefined>;
  /** In a deletion, until OSS has cleared the rule. Default `"30m"`. */
  delete?: pulumi.Input<string | undefined>;
}

/**
 * Arguments of a rule: names and values of `alicloud.oss.BucketReplication`, and those of OSS.
 * OSS changes none of them in place, so that every change but `endpoint`, `network`, `timeouts` and `adopt` replaces
 * the rule: to the same target the old rule is removed first, which leaves a gap, and put back if OSS refuses the new
 * one; to another target the new one comes first.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication
 */
export interface ReplicationRuleArgs {
  /** Name of the source bucket. */
  bucket: pulumi.Input<string>;
  /** Region id of the source bucket, as `cn-hangzhou`. Default: that of the provider, or of the stack (`oss:region`), else `OSS_REGION`. */
  region?: pulumi.Input<string | undefined>;
  /**
   * Host or URL to reach OSS at; path style for an IP address. `http://` only to this machine, or with `oss:allowHttp`.
   * Default: that of the provider, or of the stack (`oss:endpoint`), else `OSS_ENDPOINT`, else the region's own by
   * `network`.
   */
  endpoint?: pulumi.Input<string | undefined>;
  /** Which endpoint of the region: `public` (default), `internal` (from inside the region's cloud network) or `dual-stack`. */
  network?: pulumi.Input<"public" | "internal" | "dual-stack" | (string & {}) | undefined>;
  /** The target. OSS keeps one rule for a source and a target bucket. */
  destination: pulumi.Input<ReplicationDestination>;
  /** Which objects, by prefix. Default: the whole bucket. */
  prefixSet?: pulumi.Input<ReplicationPrefixSet | undefined>;
  /**
   * What is copied: `ALL` (default: writes, deletions and aborted uploads, so that what is deleted in the source is
   * deleted in the target), `PUT` (writes only), or a comma list of `PUT`, `DELETE` and `ABORT`.
   */
  action?: pulumi.Input<"ALL" | "PUT" | (string & {}) | undefined>;
  /**
   * Whether objects that are in the bucket before the rule are copied: `enabled` (default) or `disabled`. They are
   * copied, and billed, again with every new rule.
   */
  historicalObjectReplication?: pulumi.Input<"enabled" | "disabled" | (string & {}) | undefined>;
  /**
   * Name or ARN of the RAM role that OSS takes to copy. OSS's page asks for it always and the service accepts rules without
   * it; with KMS or another account's target it is needed.
   * https://www.alibabacloud.com/help/en/oss/user-guide/introduction-to-data-replication-permissions
   */
  syncRole?: pulumi.Input<string | undefined>;
  /** Objects encrypted by KMS. Default: left out. */
  sourceSelectionCriteria?: pulumi.Input<ReplicationSourceSelectionCriteria | undefined>;
  /** Needed with `sourceSelectionCriteria`, refused without it, since OSS would drop it in silence. */
  encryptionConfiguration?: pulumi.Input<ReplicationEncryptionConfiguration | undefined>;
  /** Which objects, by tag. Only in OSS's newest pages. Default: whatever their tags. */
  userTaggings?: pulumi.Input<ReplicationUserTaggings | undefined>;
  /**
   * Id of a rule that exists at OSS and is taken over when this resource is created, if it says what the program
   * says; else the differences are shown and nothing is changed. A tool that has the rule in its state lets go of it
   * first, since it would delete it (docs/moving-over.md of the repository). Read at creation only: adding, changing or
   * removing it later is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  /** How long to wait. */
  timeouts?: pulumi.Input<ReplicationTimeouts | undefined>;
}

/** What identifies a rule that is managed elsewhere. */
export type ReplicationRuleLookup = Pick<ReplicationRuleArgs, "bucket" | "region" | "endpoint" | "network">;

/**
 * One replication rule of an OSS bucket. Its Pulumi id is OSS's rule id. State holds what the rule says; `status` and
 * progress move on their own and are asked by `getReplicationRules` and `getReplicationProgress`.
 */
export class ReplicationRule extends pulumi.CustomResource {
  /** Name of the source bucket. */
  declare readonly bucket: pulumi.Output<string>;
  /** Region id of the source bucket, as `cn-hangzhou`. */
  declare readonly region: pulumi.Output<string>;
  /** The target: bucket, location as `oss-cn-beijing`, transfer type. */
  declare readonly destination: pulumi.Output<{ bucket: string; location: string; transferType: string }>;
  /** The prefixes in order, once each; absent for the whole bucket. */
  declare readonly prefixSet: pulumi.Output<{ prefixes: string[] } | undefined>;
  /** `ALL`, or a comma list of `PUT`, `DELETE` and `ABORT` in this order. */
  declare readonly action: pulumi.Output<string>;
  /** `enabled` or `disabled`. */
  declare readonly historicalObjectReplication: pulumi.Output<string>;
  /** Name of the RAM role that OSS takes to copy. */
  declare readonly syncRole: pulumi.Output<string | undefined>;
  /** Present when objects encrypted by KMS are copied. */
  declare readonly sourceSelectionCriteria: pulumi.Output<
    { sseKmsEncryptedObjects: { status: string } } | undefined
  >;
  /** The key for their copies. */
  declare readonly encryptionConfiguration: pulumi.Output<{ replicaKmsKeyId: string } | undefined>;
  /** The tag filter. */
  declare readonly userTaggings: pulumi.Output<
    { filterType: string; tags: { key: string; value: string }[] } | undefined
  >;

  /**
   * How the program says the bucket is reached, for an RTC of the rule. As outputs they would be unknown in every
   * preview where they are left out.
   * @internal
   */
  readonly reach: Pick<ReplicationRuleArgs, "endpoint" | "network">;

  constructor(name: string, args: ReplicationRuleArgs, opts?: pulumi.CustomResourceOptions) {
    refuseImport("ReplicationRule", name, opts, "name the rule in the argument `adopt`, which takes it over");
    expectLoadable();
    const outputs = Object.fromEntries(OUTPUTS.map((key) => [key, undefined]));
    const registered = opts?.id
      ? {}
      : {
          owner: ruleOwner(TYPE, name, opts),
          hints: hintsOf(args, [args.bucket, args.destination], opts, {
            declared: declaredWith({ ...args }),
            retained: opts?.retainOnDelete,
          }),
        };
    super(TYPE, name, { ...outputs, ...args, ...registered, __provider: PROVIDER }, opts);
    this.reach = { endpoint: args.endpoint, network: args.network };
  }

  /**
   * A rule that is managed elsewhere: read, never changed or deleted. A rule that is not there is an error.
   * @param id OSS's rule id, as `getReplicationRules` or the console shows it.
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

const OUTPUTS = [
  "bucket",
  "region",
  "destination",
  "prefixSet",
  "action",
  "historicalObjectReplication",
  "syncRole",
  "sourceSelectionCriteria",
  "encryptionConfiguration",
  "userTaggings",
];
