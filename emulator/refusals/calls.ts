import type { Row } from "./row";

/**
 * What the other calls refuse.
 */
export const callsRefusals = {
  noConfiguration: [
    404,
    "NoSuchReplicationConfiguration",
    "The bucket you specified does not have replication configuration",
  ],
  noRule: [404, "NoSuchReplicationRule", "The BucketReplicationRule you specified does not exist"],
  noRuleForRtc: [
    404,
    "NoSuchReplicationRule",
    "The BucketReplicationRule you specified does not exist",
    "0031-00000110",
  ],
  deleteWithoutId: [400, "MalformedXML", "The ID of the rule is missing.", "0031-00000008"],
  rtcWithoutRtc: [400, "MalformedXML", "The RTC element is missing.", "0031-00000013"],
  rtcWithoutId: [400, "MalformedXML", "The ID of the rule is missing.", "0031-00000015"],
  rtcClosing: [400, "BucketReplicationInClosingStatus", "The replication rule is being closed."],
  rtcNotForRule: [
    400,
    "BucketReplicationNotSupportRtc",
    "The replication rule does not support replication time control.",
  ],
  // The page names the EC alone: https://www.alibabacloud.com/help/en/oss/user-guide/0012-00000005
  versioningFrozen: [
    400,
    "InvalidArgument",
    "Versioning cannot be changed while the bucket is part of a replication rule.",
    "0012-00000005",
  ],
  // The code and text are of an answer that the documentation of a client shows, the EC is of its page:
  // https://github.com/ug0/aliyun-oss and https://help.aliyun.com/zh/oss/user-guide/0017-00000289
  maxKeys: [
    400,
    "InvalidArgument",
    "Argument max-keys must be an integer between 1 and 1000.",
    "0017-00000289",
  ],
  versioningStatus: [400, "InvalidArgument", "The versioning status must be Enabled or Suspended."],
} satisfies Record<string, Row>;
