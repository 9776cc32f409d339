import { isSameKmsKey, isSameRole } from "./arn";
import { normaliseLocation } from "./location";
import { elements, text, texts, type XmlContent, type XmlNode } from "./xml/tree";

/** One of these words, or another that OSS has come to know since. */
export type Open<Word extends string> = Word | (string & {});

/** The link that copies take. */
export type TransferType =
  /** The ordinary link. */
  | "internal"
  /**
   * Transfer acceleration, between regions only. OSS requires it between the Chinese mainland and other regions, and
   * bills for it.
   */
  | "oss_acc";

/** How many of its tags an object must have. */
export type TagFilter =
  /** All of them. */
  | "AND"
  /** One of them. */
  | "OR";

/** Whether objects that were in the bucket before the rule are copied. */
export type HistoricalObjectReplication =
  /** They are copied, and billed, again with every new rule. */
  | "enabled"
  /** Only what is written from then on is copied. */
  | "disabled";

/** Whether objects encrypted with SSE-KMS are copied. */
export type SseKmsStatus =
  /** They are copied too. This needs `syncRole` and `encryptionConfiguration`. */
  | "Enabled"
  /** They are left out. */
  | "Disabled";

/** Where a rule copies to. */
export interface Destination {
  /** Name of the target bucket, which must not be the source bucket. A change replaces the rule, the new one first. */
  bucket: string;
  /**
   * OSS location of the target bucket, such as `oss-cn-beijing`. `cn-beijing` means the same. With the source bucket's
   * own location this is same-region replication (SRR), with any other cross-region replication (CRR).
   * `getReplicationLocations` says where a bucket can replicate to.
   * https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplicationlocation
   */
  location: string;
  /**
   * The link that the data takes: `internal`, or `oss_acc` (transfer acceleration, between regions only). OSS requires
   * `oss_acc` between the Chinese mainland and other regions, and bills for it.
   * https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication
   * @default internal
   */
  transferType?: Open<TransferType>;
}

/** Which objects are copied, by the beginning of their names. */
export interface PrefixSet {
  /**
   * At most 10 prefixes of at most 1,023 characters each. None may begin with `/` or `\`, or be the beginning of another.
   * They are literal, without wildcards, and without the name of the bucket. An empty list means the whole bucket. Order
   * and duplicates mean nothing: state has them sorted, once each.
   */
  prefixes: string[];
}

/**
 * Which objects are copied, by their tags. Only the newest pages of OSS describe it and no official SDK has it, so try
 * it in your region before you rely on it.
 */
export interface UserTaggings {
  /**
   * `AND`: an object must have all the tags. `OR`: it must have one of them.
   * @default AND
   */
  filterType?: Open<TagFilter>;
  /** 1 to 10 tags. Their order means nothing. */
  tags: UserTagging[];
}

/** A tag of an object. */
export interface UserTagging {
  /** The tag's key. */
  key: string;
  /** The tag's value. */
  value: string;
}

/** Which objects encrypted by KMS are copied. */
export interface SourceSelectionCriteria {
  /** Whether objects encrypted with SSE-KMS are copied. Default: they are not. */
  sseKmsEncryptedObjects?: SseKmsEncryptedObjects;
}

/** What becomes of objects encrypted with SSE-KMS. */
export interface SseKmsEncryptedObjects {
  /**
   * `Enabled`: objects encrypted with SSE-KMS are copied too. This needs `syncRole` and `encryptionConfiguration`.
   * `Disabled`: they are left out.
   */
  status: Open<SseKmsStatus>;
}

/** How copies of objects encrypted by KMS are encrypted at the target. */
export interface EncryptionConfiguration {
  /**
   * Id or ARN of a KMS key in the target's region, not an alias. OSS does not check it: with a wrong key such objects are
   * not copied.
   */
  replicaKmsKeyId: string;
}

/**
 * What a rule says: all that its put fixes. Here alone are name, type and text of an argument: the resources, the
 * schema and the pages have them from here. OSS changes none of it afterwards
 * (https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication).
 */
export interface RuleDefinition {
  /** Where the rule copies to. OSS keeps one rule for each pair of source and target bucket. */
  destination: Destination;
  /** Which objects are copied, by prefix. Default: the whole bucket. */
  prefixSet?: PrefixSet;
  /**
   * Which operations are copied. `ALL`: writes, deletions and aborted uploads, so what is deleted in the source is
   * deleted in the target. `PUT`: writes only. Or a comma-separated list of `PUT`, `DELETE` and `ABORT`, which state has
   * in this order.
   * @default ALL
   */
  action?: Open<"ALL" | "PUT">;
  /**
   * Whether objects that were in the bucket before the rule are copied: `enabled` or `disabled`. They are copied, and
   * billed, again with every new rule, a replacement too.
   * @default enabled
   */
  historicalObjectReplication?: Open<HistoricalObjectReplication>;
  /**
   * Name or ARN of the RAM role that OSS assumes to copy. Needed with KMS and for a target of another account. OSS's page
   * always asks for it, but the service accepts rules without it. Default: none.
   * https://www.alibabacloud.com/help/en/oss/user-guide/introduction-to-data-replication-permissions
   */
  syncRole?: string;
  /** Whether objects encrypted by KMS are copied. Default: they are not. */
  sourceSelectionCriteria?: SourceSelectionCriteria;
  /**
   * The key for the copies of objects encrypted by KMS. Needed with `sourceSelectionCriteria`, and refused without it,
   * because OSS would silently drop it.
   */
  encryptionConfiguration?: EncryptionConfiguration;
  /** Which objects are copied, by their tags. Only the newest pages of OSS describe it. Default: whatever their tags. */
  userTaggings?: UserTaggings;
}

/** The fields that are plain text: checks and options for them follow from their rows. */
export type TextField = {
  [Name in keyof RuleDefinition]-?: NonNullable<RuleDefinition[Name]> extends string ? Name : never;
}[keyof RuleDefinition];

/** A value with all its parts. */
type Whole<T> = T extends string
  ? T
  : T extends readonly (infer Element)[]
    ? Whole<Element>[]
    : T extends object
      ? { [Part in keyof T]-?: Whole<T[Part]> }
      : T;

type WholeFields = { [Name in keyof RuleDefinition]: Whole<RuleDefinition[Name]> };

type Table = typeof RULE_FIELDS;

/** The fields that every rule has, by default if not by its definition. */
type Defaulted = {
  [Name in keyof Table]: Table[Name] extends { default: string } ? Name : never;
}[keyof Table];

/** A definition in its one spelling, defaults written out. */
export interface CanonicalDefinition
  extends Omit<WholeFields, Defaulted>,
    Required<Pick<WholeFields, Defaulted>> {}

/** How values of one field compare. */
export interface Comparison<T> {
  /** Whether the two mean the same; `undefined` is a rule that does not say it. */
  same(a: T | undefined, b: T | undefined): boolean;
  /** What an answer of OSS means that leaves it out: the rule has the default, or nobody can tell. */
  omitted: "default" | "unknown";
}

/** All there is to know of one field of a rule. It is compared as a whole, or each of its parts on its own. */
export type Field<T> = Spelling<T> &
  (Comparison<T> | { parts: { [Part in keyof T]-?: Comparison<T[Part]> } });

interface Spelling<T> {
  /** Whether a change of it needs another rule, since OSS cannot change it in place. */
  replaces: boolean;
  /** What a rule has that does not say it; absent where that is nothing at all. */
  default?: string;
  /** Allowed words. */
  values?: readonly string[];
  /** One spelling for each meaning, defaults written out. A value of another form, as one not known yet, stays as it is. */
  canonical?(value: unknown): unknown;
  /** Its element in a rule's XML. */
  element: string;
  /** The content of the element; `undefined` leaves it out. */
  write(value: T): XmlContent | undefined;
  /** The value in a rule's XML; `undefined` where it is left out. */
  read(rule: XmlNode): T | undefined;
}

type Fields = { [Name in keyof RuleDefinition]-?: Field<NonNullable<RuleDefinition[Name]>> };

interface Words<Word> {
  default: Word;
  values: readonly Word[];
}

const TRANSFER_TYPES = {
  default: "internal",
  values: ["internal", "oss_acc"],
} as const satisfies Words<TransferType>;
const TAG_FILTERS = { default: "AND", values: ["AND", "OR"] } as const satisfies Words<TagFilter>;
const KMS_STATUSES = {
  default: "Disabled",
  values: ["Enabled", "Disabled"],
} as const satisfies Words<SseKmsStatus>;
const HISTORY = {
  default: "enabled",
  values: ["enabled", "disabled"],
} as const satisfies Words<HistoricalObjectReplication>;
const ACTIONS = ["PUT", "DELETE", "ABORT"];

/**
 * The fields of a rule, in the order of their elements in OSS's own examples. What of a read is unknown where it is left
 * out: https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplication; SyncRole, TransferType and the
 * elements of KMS are not always shown, and the tag filter is in the newest pages alone.
 */
export const RULE_FIELDS = {
  prefixSet: {
    replaces: true,
    omitted: "default",
    canonical: canonicalPrefixSet,
    same: (a, b) => isSameSet(a?.prefixes ?? [], b?.prefixes ?? []),
    element: "PrefixSet",
    write: ({ prefixes }) => some(prefixes.map((prefix) => ["Prefix", prefix])),
    read: (rule) => {
      const prefixes = texts(rule, "PrefixSet", "Prefix");
      return prefixes.length > 0 ? { prefixes } : undefined;
    },
  },
  userTaggings: {
    replaces: true,
    omitted: "unknown",
    values: TAG_FILTERS.values,
    canonical: canonicalTaggings,
    same: isSameTaggings,
    element: "UserTaggings",
    write: writeTaggings,
    read: readTaggings,
  },
  action: {
    replaces: true,
    default: "ALL",
    values: ["ALL", ...ACTIONS],
    omitted: "default",
    canonical: (value) => canonicalAction(value ?? "ALL"),
    same: (a, b) => isSameSet(actionParts(a || "ALL"), actionParts(b || "ALL")),
    element: "Action",
    write: (value) => value,
    read: (rule) => word(rule, "Action"),
  },
  destination: {
    replaces: true,
    values: TRANSFER_TYPES.values,
    canonical: canonicalDestination,
    parts: {
      bucket: { omitted: "default", same: (a, b) => a === b },
      location: {
        omitted: "default",
        same: (a, b) => normaliseLocation(a ?? "") === normaliseLocation(b ?? ""),
      },
      // Its page says that OSS leaves `internal` out; that it always shows `oss_acc`, nobody says.
      transferType: { omitted: "unknown", same: isEqualOr(TRANSFER_TYPES.default) },
    },
    element: "Destination",
    write: ({ bucket, location, transferType }) => [
      ["Bucket", bucket],
      ["Location", normaliseLocation(location)],
      ["TransferType", transferType],
    ],
    read: (rule) => ({
      bucket: word(rule, "Destination", "Bucket") ?? "",
      location: word(rule, "Destination", "Location") ?? "",
      transferType: word(rule, "Destination", "TransferType"),
    }),
  },
  historicalObjectReplication: {
    replaces: true,
    ...HISTORY,
    omitted: "default",
    canonical: (value) => value ?? HISTORY.default,
    same: isEqualOr(HISTORY.default),
    element: "HistoricalObjectReplication",
    write: (value) => value,
    read: (rule) => word(rule, "HistoricalObjectReplication"),
  },
  // Stays as it is spelt, since a rule's id is made of it.
  syncRole: {
    replaces: true,
    omitted: "unknown",
    same: (a, b) => isSameRole(a ?? "", b ?? ""),
    element: "SyncRole",
    write: (value) => value || undefined,
    read: (rule) => text(rule, "SyncRole"),
  },
  sourceSelectionCriteria: {
    replaces: true,
    omitted: "unknown",
    values: KMS_STATUSES.values,
    canonical: canonicalSelection,
    same: (a, b) => kmsStatus(a) === kmsStatus(b),
    element: "SourceSelectionCriteria",
    write: (value) =>
      value.sseKmsEncryptedObjects?.status
        ? [["SseKmsEncryptedObjects", [["Status", value.sseKmsEncryptedObjects.status]]]]
        : undefined,
    read: (rule) => {
      const status = word(rule, "SourceSelectionCriteria", "SseKmsEncryptedObjects", "Status");
      return status === undefined ? undefined : { sseKmsEncryptedObjects: { status } };
    },
  },
  // Stays as it is spelt, as the role does.
  encryptionConfiguration: {
    replaces: true,
    omitted: "unknown",
    same: (a, b) => isSameKmsKey(a?.replicaKmsKeyId ?? "", b?.replicaKmsKeyId ?? ""),
    element: "EncryptionConfiguration",
    write: ({ replicaKmsKeyId }) => (replicaKmsKeyId ? [["ReplicaKmsKeyID", replicaKmsKeyId]] : undefined),
    read: (rule) => {
      const replicaKmsKeyId = text(rule, "EncryptionConfiguration", "ReplicaKmsKeyID");
      return replicaKmsKeyId ? { replicaKmsKeyId } : undefined;
    },
  },
} satisfies Fields;

/** What a rule has that says nothing of it. */
export const RULE_DEFAULTS = {
  action: RULE_FIELDS.action.default,
  historicalObjectReplication: RULE_FIELDS.historicalObjectReplication.default,
  transferType: TRANSFER_TYPES.default,
  sseKmsStatus: KMS_STATUSES.default,
  filterType: TAG_FILTERS.default,
};

/** `ALL` is the same as its three parts; parts come in one order, once each. */
function canonicalAction(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const parts = actionParts(value);
  if (!parts.every((part) => ACTIONS.includes(part))) return value;
  const ordered = ACTIONS.filter((part) => parts.includes(part));
  return ordered.length === ACTIONS.length ? "ALL" : ordered.join(",");
}

function actionParts(action: string): string[] {
  const parts = action.split(",").map((part) => part.trim());
  return parts.includes("ALL") ? ACTIONS : parts;
}

function canonicalDestination(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { location } = value;
  const isLocation = typeof location === "string" && /^[a-z]/.test(location);
  return {
    ...value,
    location: isLocation ? normaliseLocation(location) : location,
    transferType: value.transferType ?? TRANSFER_TYPES.default,
  };
}

/** No prefixes, or the empty one, is the whole bucket, the same as no prefixSet. Order and duplicates mean nothing to OSS. */
function canonicalPrefixSet(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (!Array.isArray(value.prefixes)) return value.prefixes === undefined ? undefined : value;
  const prefixes = [...new Set(value.prefixes as string[])].sort(byCodeUnit);
  const isWholeBucket = prefixes.length === 0 || prefixes.includes("");
  return isWholeBucket ? undefined : { prefixes };
}

/** `Disabled` is the default and changes nothing about what is replicated. */
function canonicalSelection(value: unknown): unknown {
  if (!isObject(value)) return value;
  const objects = value.sseKmsEncryptedObjects;
  if (objects === undefined) return undefined;
  return isObject(objects) && (objects.status ?? KMS_STATUSES.default) === KMS_STATUSES.default
    ? undefined
    : value;
}

function kmsStatus(value: RuleDefinition["sourceSelectionCriteria"]): string {
  return value?.sseKmsEncryptedObjects?.status || KMS_STATUSES.default;
}

function canonicalTaggings(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (value.tags === undefined || (Array.isArray(value.tags) && value.tags.length === 0)) return undefined;
  const tags = Array.isArray(value.tags) ? sortedTags(value.tags) : value.tags;
  return { filterType: value.filterType ?? TAG_FILTERS.default, tags };
}

function sortedTags(tags: unknown[]): unknown[] {
  const key = (tag: unknown) => (isObject(tag) ? `${String(tag.key)}\n${String(tag.value)}` : String(tag));
  const distinct = new Map(tags.map((tag) => [key(tag), tag]));
  return [...distinct].sort(([a], [b]) => byCodeUnit(a, b)).map(([, tag]) => tag);
}

function isSameTaggings(a: UserTaggings | undefined, b: UserTaggings | undefined): boolean {
  const isSameFilter = !a?.filterType || !b?.filterType || a.filterType === b.filterType;
  return isSameFilter && isSameSet(tagTexts(a), tagTexts(b));
}

function tagTexts(taggings: UserTaggings | undefined): string[] {
  return (taggings?.tags ?? []).map(({ key, value }) => JSON.stringify([key, value]));
}

function writeTaggings({ filterType, tags }: UserTaggings): XmlContent | undefined {
  if (tags.length === 0) return undefined;
  const written = tags.map(({ key, value }): [string, XmlContent] => [
    "UserTagging",
    [
      ["Key", key],
      ["Value", value],
    ],
  ]);
  return [["FilterType", filterType], ...written];
}

function readTaggings(rule: XmlNode): UserTaggings | undefined {
  const [node] = elements(rule, "UserTaggings");
  const tags = elements(node, "UserTagging").map((tag) => ({
    key: text(tag, "Key") ?? "",
    value: text(tag, "Value") ?? "",
  }));
  return tags.length > 0 ? { filterType: word(node, "FilterType"), tags } : undefined;
}

/** The first text at the path without the blanks around it; undefined when there is none or it is empty. */
export function word(node: XmlNode | undefined, ...path: string[]): string | undefined {
  return texts(node, ...path)[0]?.trim() || undefined;
}

function some(content: [string, XmlContent][]): XmlContent | undefined {
  return content.length > 0 ? content : undefined;
}

function isEqualOr(otherwise: string) {
  return (a: string | undefined, b: string | undefined) => (a || otherwise) === (b || otherwise);
}

function isSameSet(a: string[], b: string[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((each) => right.has(each));
}

/** A plain order that is the same on every machine, unlike `localeCompare`. */
function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
