import { refusal } from "../errors";
import type { RuleTaggings } from "../model";
import type { XmlElement } from "../xml/read";
import { childOf, childrenOf, many, one, optional, type Shape, textOf } from "../xml/shape";
import { isUtf8, readBody } from "./context";

/**
 * A rule as it was sent: text that is not checked yet. A missing element is `undefined`. So is an empty one where OSS
 * makes no difference.
 */
export interface RuleToPut {
  id?: string;
  rtc?: string;
  prefixes: string[];
  action?: string;
  /** Name of the target bucket. */
  target: string;
  location: string;
  transferType?: string;
  history?: string;
  syncRole?: string;
  sseKmsStatus?: string;
  replicaKmsKeyId?: string;
  userTaggings?: RuleTaggings;
}

/**
 * Elements of https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication, and those that
 * official clients send all the same and nobody reads: Status (sample of the Python SDK V2), Source, Cloud and
 * CloudLocation (Java SDK V1).
 */
const ruleShape: Shape = {
  ID: optional(),
  RTC: optional({ Status: one() }),
  PrefixSet: optional({ Prefix: many() }),
  Action: optional(),
  Destination: one({
    Bucket: one(),
    Location: one(),
    TransferType: optional(),
    Cloud: optional("anything"),
    CloudLocation: optional("anything"),
  }),
  HistoricalObjectReplication: optional(),
  SyncRole: optional(),
  SourceSelectionCriteria: optional({ SseKmsEncryptedObjects: one({ Status: optional() }) }),
  EncryptionConfiguration: optional({ ReplicaKmsKeyID: optional() }),
  UserTaggings: optional({ FilterType: optional(), UserTagging: many({ Key: one(), Value: optional() }) }),
  Status: optional("anything"),
  Source: optional("anything"),
};

/** Reads the one rule of a PutBucketReplication body. */
export function readRuleToPut(body: Uint8Array): RuleToPut {
  const root = readBody(body, "ReplicationConfiguration", { Rule: many(ruleShape) }, "malformedRule");
  const [rule, ...more] = childrenOf(root, "Rule");
  if (!rule) throw refusal("malformedRule");
  if (more.length > 0) throw refusal("tooManyRules");
  if (!isUtf8(body)) throw refusal(hasBadPrefix(rule) ? "prefixEncoding" : "malformedRule");
  return toRule(rule);
}

function toRule(rule: XmlElement): RuleToPut {
  return {
    id: textOf(rule, "ID") || undefined,
    rtc: textOf(rule, "RTC", "Status"),
    prefixes: prefixesOf(rule).filter((prefix, _, all) => prefix !== "" || all.length > 1),
    action: textOf(rule, "Action"),
    target: textOf(rule, "Destination", "Bucket") ?? "",
    location: textOf(rule, "Destination", "Location") ?? "",
    transferType: textOf(rule, "Destination", "TransferType"),
    history: textOf(rule, "HistoricalObjectReplication"),
    syncRole: textOf(rule, "SyncRole") || undefined,
    sseKmsStatus: sseKmsStatusOf(rule),
    replicaKmsKeyId: textOf(rule, "EncryptionConfiguration", "ReplicaKmsKeyID") || undefined,
    userTaggings: taggingsOf(rule),
  };
}

function prefixesOf(rule: XmlElement): string[] {
  return childrenOf(childOf(rule, "PrefixSet"), "Prefix").map((prefix) => prefix.text);
}

function hasBadPrefix(rule: XmlElement): boolean {
  return prefixesOf(rule).some((prefix) => prefix.includes("\uFFFD"));
}

/** `Disabled` is the default of the innermost element, not of the whole. */
function sseKmsStatusOf(rule: XmlElement): string | undefined {
  const encrypted = childOf(rule, "SourceSelectionCriteria", "SseKmsEncryptedObjects");
  return encrypted && (textOf(encrypted, "Status") ?? "Disabled");
}

function taggingsOf(rule: XmlElement): RuleTaggings | undefined {
  const taggings = childOf(rule, "UserTaggings");
  const tags = childrenOf(taggings, "UserTagging").map((tag) => ({
    key: textOf(tag, "Key") ?? "",
    value: textOf(tag, "Value") ?? "",
  }));
  return tags.length === 0 ? undefined : { filterType: textOf(taggings, "FilterType"), tags };
}
