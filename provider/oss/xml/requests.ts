import { normaliseLocation } from "../location";
import type { Destination, RtcStatus, RuleToPut, UserTaggings } from "../model";
import { writeXml, type XmlContent } from "./tree";

/* Bodies of requests. Element names are here and in `answers.ts` alone; their order is that of OSS's own examples. */

/** Body of PutBucketReplication. An id that is empty is left out: OSS then makes one. */
export function putReplicationXml(rule: RuleToPut): string {
  return writeXml("ReplicationConfiguration", [
    [
      "Rule",
      [
        ["ID", rule.id || undefined],
        ["RTC", rule.rtc && [["Status", rule.rtc]]],
        ["PrefixSet", some(rule.prefixes.map((prefix) => ["Prefix", prefix]))],
        ["UserTaggings", rule.userTaggings && taggingsContent(rule.userTaggings)],
        ["Action", rule.action],
        ["Destination", destinationContent(rule.destination)],
        ["HistoricalObjectReplication", rule.historicalObjectReplication],
        ["SyncRole", rule.syncRole],
        [
          "SourceSelectionCriteria",
          rule.sseKmsStatus ? [["SseKmsEncryptedObjects", [["Status", rule.sseKmsStatus]]]] : undefined,
        ],
        [
          "EncryptionConfiguration",
          rule.replicaKmsKeyId ? [["ReplicaKmsKeyID", rule.replicaKmsKeyId]] : undefined,
        ],
      ],
    ],
  ]);
}

function some(content: [string, XmlContent][]): XmlContent | undefined {
  return content.length > 0 ? content : undefined;
}

function destinationContent(destination: Destination): XmlContent {
  return [
    ["Bucket", destination.bucket],
    ["Location", normaliseLocation(destination.location)],
    ["TransferType", destination.transferType],
  ];
}

function taggingsContent(taggings: UserTaggings): XmlContent | undefined {
  if (taggings.tags.length === 0) return undefined;
  return [
    ["FilterType", taggings.filterType],
    ...taggings.tags.map(({ key, value }): [string, XmlContent] => [
      "UserTagging",
      [
        ["Key", key],
        ["Value", value],
      ],
    ]),
  ];
}

/** Body of DeleteBucketReplication. */
export function deleteReplicationXml(ruleId: string): string {
  return writeXml("ReplicationRules", [["ID", ruleId]]);
}

/** Body of PutBucketRTC; its root is `ReplicationRule`, whatever the SDKs' class is called. */
export function putRtcXml(ruleId: string, status: RtcStatus): string {
  return writeXml("ReplicationRule", [
    ["RTC", [["Status", status]]],
    ["ID", ruleId],
  ]);
}
