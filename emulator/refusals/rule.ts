import type { Row } from "./row";

/**
 * What PutBucketReplication refuses.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication
 */
export const ruleRefusals = {
  malformedXml: [
    400,
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema.",
  ],
  malformedRule: [
    400,
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema.",
    "0031-00000001",
  ],
  tooManyRules: [400, "TooManyReplicationRules", "One request takes exactly one replication rule."],
  missingTransferType: [400, "MissingArgument", "TransferType is missing."],
  missingSyncRole: [400, "MissingArgument", "SyncRole is missing."],
  missingKmsKey: [400, "MissingArgument", "ReplicaKmsKeyID is missing."],
  missingRuleId: [400, "MissingArgument", "rule-id is missing."],
  transferType: [400, "InvalidArgument", "TransferType must be internal or oss_acc.", "0031-00000010"],
  transferTypeOfPair: [
    400,
    "InvalidArgument",
    "TransferType is not allowed between the two locations.",
    "0031-00000107",
  ],
  history: [
    400,
    "InvalidArgument",
    "HistoricalObjectReplication must be enabled or disabled.",
    "0031-00000011",
  ],
  rtcStatus: [400, "InvalidArgument", "The status of RTC must be enabled or disabled.", "0031-00000012"],
  prefixEncoding: [400, "InvalidArgument", "A prefix is not encoded in UTF-8.", "0031-00000018"],
  prefixOverlap: [400, "InvalidArgument", "The prefixes of a rule must not overlap.", "0031-00000019"],
  tooManyPrefixes: [400, "InvalidArgument", "A rule takes at most 10 prefixes."],
  prefixLength: [400, "InvalidArgument", "A prefix has at most 1023 characters."],
  idLength: [400, "InvalidArgument", "A rule ID has at most 255 characters."],
  idCharacters: [400, "InvalidArgument", "A rule ID must not hold control characters."],
  idTaken: [400, "InvalidArgument", "Rule ID is not unique."],
  action: [400, "InvalidArgument", "Action must be ALL or a list of PUT, DELETE and ABORT.", "0031-00000023"],
  sseKmsStatus: [400, "InvalidArgument", "The status of SseKmsEncryptedObjects must be Enabled or Disabled."],
  filterType: [400, "InvalidArgument", "FilterType must be AND or OR."],
  tooManyTags: [400, "InvalidArgument", "A rule takes at most 10 tags."],
  targetName: [400, "InvalidArgument", "The name of the target bucket is not valid.", "0031-00000101"],
  targetBucket: [
    400,
    "InvalidTargetBucket",
    "The target bucket is the source bucket, does not exist or is not yours.",
  ],
  targetLocation: [
    400,
    "InvalidTargetLocation",
    "The target bucket you specified does not locate in the target location.",
  ],
  badLocation: [400, "BadReplicationLocation", "The replication location you choose is invalid"],
  noLocation: [400, "NoReplicationLocation", "The location of the source bucket has no replication partner."],
  pairTaken: [400, "BucketReplicationAlreadyExist", "Bucket replication already exists", "0031-00000044"],
  versioningDiffers: [
    400,
    "InvalidArgument",
    "Source and target bucket must both be without versioning or both have it enabled.",
    "0031-00000053",
  ],
  tooManyIncoming: [400, "TooManyIncomingReplication", "The target bucket is in 100 replication rules."],
  tooManyOutgoing: [400, "TooManyOutgoingReplication", "The source bucket has 100 replication rules."],
  locationWithoutRtc: [
    400,
    "ReplicationLocationNotSupportRtc",
    "The location pair does not support replication time control.",
  ],
  role: [403, "NoPermission", "OSS cannot assume the role given as SyncRole."],
} satisfies Record<string, Row>;
