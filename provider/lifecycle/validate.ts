import { locationOf, normaliseLocation } from "../oss";
import { parseDuration } from "./duration";
import { isObject, normaliseAction } from "./normalise";
import { isUnknown } from "./unknown";

/** Arguments as the program gives them, nulls taken out; anything may be unknown or of a wrong type. */
export type Arguments = Record<string, unknown>;

/** A check of one thing: what is wrong and what to do about it, a sentence each; empty when nothing is. */
type Check = (args: Arguments) => string[];

const RULE_ARGUMENTS = [
  "bucket",
  "region",
  "endpoint",
  "network",
  "destination",
  "prefixSet",
  "action",
  "historicalObjectReplication",
  "syncRole",
  "sourceSelectionCriteria",
  "encryptionConfiguration",
  "userTaggings",
  "adopt",
  "timeouts",
  "owner",
];

/** Arguments of `alicloud.oss.BucketReplication` that live elsewhere here. */
const MOVED: Record<string, string> = {
  rtc: "RTC is a resource of its own here: remove `rtc` and add `new ReplicationRtc(name, { rule })`.",
  progress: "Progress is never in state: remove `progress` and call `getReplicationProgress`.",
};

/** Everything about a rule's arguments that needs no service to be seen as wrong. */
export function validateRule(args: Arguments): string[] {
  return RULE_CHECKS.flatMap((check) => check(args));
}

/** Everything about an RTC's arguments that needs no service to be seen as wrong. */
export function validateRtc(args: Arguments): string[] {
  return RTC_CHECKS.flatMap((check) => check(args));
}

const known = (names: string[]) => (args: Arguments) =>
  Object.keys(args)
    .filter((name) => !names.includes(name))
    .map(
      (name) =>
        MOVED[name] ??
        `There is no argument \`${name}\`. The arguments are ${list(names.filter((n) => n !== "owner"))}.`,
    );

const region: Check = ({ region }) =>
  region === undefined
    ? [
        "No region is known for the source bucket. Give `region`, or run `pulumi config set oss:region cn-hangzhou`, or set OSS_REGION.",
      ]
    : text("region", region);

const bucketName =
  (name: string, of: (args: Arguments) => unknown): Check =>
  (args) => {
    const value = of(args);
    if (value === undefined) return [`\`${name}\` is missing: name the bucket.`];
    if (isUnknown(value)) return [];
    return typeof value === "string" && /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(value)
      ? []
      : [
          `\`${name}\` is ${show(value)}, which is no bucket name: 3 to 63 characters of a-z, 0-9 and "-", the first and the last a letter or a digit.`,
        ];
  };

const destination: Check = (args) => {
  const value = args.destination;
  if (value === undefined) return ["`destination` is missing: `{ bucket, location }` of the target bucket."];
  if (isUnknown(value)) return [];
  if (!isObject(value))
    return [`\`destination\` is ${show(value)}; it must be \`{ bucket, location, transferType? }\`.`];
  return [
    ...unknownKeys("destination", value, ["bucket", "location", "transferType"]),
    ...bucketName("destination.bucket", () => value.bucket)(args),
    ...location(value.location),
    ...oneOf("destination.transferType", value.transferType, ["internal", "oss_acc"]),
    ...sameBucket(args.bucket, value.bucket),
    ...accelerationInsideRegion(args.region, value),
  ];
};

function location(value: unknown): string[] {
  if (value === undefined)
    return ['`destination.location` is missing: the OSS location of the target bucket, as "oss-cn-beijing".'];
  return text("destination.location", value);
}

function sameBucket(source: unknown, target: unknown): string[] {
  if (typeof source !== "string" || isUnknown(source) || source !== target) return [];
  return [
    `The source bucket ${source} cannot be its own target, within a region too: name another bucket in \`destination.bucket\`.`,
  ];
}

function accelerationInsideRegion(sourceRegion: unknown, target: Record<string, unknown>): string[] {
  const known = [sourceRegion, target.location].every(
    (value) => typeof value === "string" && !isUnknown(value),
  );
  if (!known || target.transferType !== "oss_acc") return [];
  if (locationOf(sourceRegion as string) !== normaliseLocation(target.location as string)) return [];
  return [
    `\`destination.transferType\` "oss_acc" is for targets in another region, and ${target.location} is the source bucket's own: leave it out, or say "internal".`,
  ];
}

const prefixes: Check = ({ prefixSet }) => {
  if (prefixSet === undefined || isUnknown(prefixSet)) return [];
  if (!isObject(prefixSet))
    return [`\`prefixSet\` is ${show(prefixSet)}; it must be \`{ prefixes: [...] }\`.`];
  const { prefixes } = prefixSet;
  const misspelt = unknownKeys("prefixSet", prefixSet, ["prefixes"]);
  if (misspelt.length > 0 || prefixes === undefined || isUnknown(prefixes)) return misspelt;
  if (!Array.isArray(prefixes))
    return [`\`prefixSet.prefixes\` is ${show(prefixes)}; it must be a list of texts.`];
  const wrong = prefixes.filter((prefix) => typeof prefix !== "string");
  if (wrong.length > 0) return [`\`prefixSet.prefixes\` holds ${show(wrong[0])}; every prefix is a text.`];
  return prefixList(
    [...new Set(prefixes as string[])].filter((prefix) => !isUnknown(prefix)),
    prefixes.length,
  );
};

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication and the pages of EC 0031-00000018, -19. */
function prefixList(prefixes: string[], given: number): string[] {
  const count =
    prefixes.length > 10
      ? [
          `\`prefixSet.prefixes\` has ${given} prefixes; OSS takes 10 a rule. Use a shorter, common prefix, or none for the whole bucket.`,
        ]
      : [];
  const long = prefixes
    .filter((prefix) => [...prefix].length > 1023)
    .map((prefix) => `The prefix ${show(prefix)} has ${[...prefix].length} characters; OSS takes 1,023.`);
  const broken = prefixes
    .filter((prefix) => !isWellFormed(prefix))
    .map(
      (prefix) => `The prefix ${show(prefix)} cannot be written as UTF-8: it holds half of a surrogate pair.`,
    );
  return [...count, ...long, ...broken, ...overlaps(prefixes)];
}

function overlaps(prefixes: string[]): string[] {
  const sorted = [...prefixes].sort();
  return sorted.flatMap((longer, at) => {
    const shorter = sorted.slice(0, at).find((candidate) => longer.startsWith(candidate));
    return shorter === undefined
      ? []
      : [
          `The prefixes ${show(shorter)} and ${show(longer)} overlap, and OSS takes no rule with overlapping prefixes: leave out ${show(longer)}, which ${show(shorter)} covers.`,
        ];
  });
}

const action: Check = ({ action }) => {
  if (action === undefined || isUnknown(action)) return [];
  const parts = typeof action === "string" ? action.split(",").map((part) => part.trim()) : [];
  const valid = parts.length > 0 && parts.every((part) => ["ALL", "PUT", "DELETE", "ABORT"].includes(part));
  return valid && normaliseAction(action) !== ""
    ? []
    : [
        `\`action\` is ${show(action)}; OSS knows "ALL" (the default: writes, deletions and aborted uploads), "PUT" (writes only), or a comma list of "PUT", "DELETE" and "ABORT", in capitals.`,
      ];
};

/** What OSS stores of SyncRole and KMS settings, and what it drops in silence: live tests of the official clients. */
const kms: Check = (args) => {
  const { sourceSelectionCriteria: criteria, encryptionConfiguration: encryption, syncRole } = args;
  if ([criteria, encryption].some((value) => value !== undefined && !isUnknown(value) && !isObject(value))) {
    return [
      "`sourceSelectionCriteria` is `{ sseKmsEncryptedObjects: { status } }` and `encryptionConfiguration` is `{ replicaKmsKeyId }`.",
    ];
  }
  const status = at(criteria, "sseKmsEncryptedObjects", "status") ?? "Disabled";
  const key = at(encryption, "replicaKmsKeyId");
  const shape = [
    ...unknownKeys("sourceSelectionCriteria", criteria, ["sseKmsEncryptedObjects"]),
    ...unknownKeys("encryptionConfiguration", encryption, ["replicaKmsKeyId"]),
    ...oneOf("sourceSelectionCriteria.sseKmsEncryptedObjects.status", status, ["Enabled", "Disabled"]),
    ...(key === undefined ? [] : text("encryptionConfiguration.replicaKmsKeyId", key)),
  ];
  return [...shape, ...droppedKms(status, key, syncRole)];
};

function droppedKms(status: unknown, key: unknown, role: unknown): string[] {
  if (isUnknown(status)) return [];
  if (status === "Enabled" && role === undefined) {
    return [
      "OSS would drop the KMS settings without a word, since there is no `syncRole`: name the RAM role that may use the key, or leave out `sourceSelectionCriteria`.",
    ];
  }
  if (status === "Enabled" && key === undefined) {
    return [
      "Objects encrypted with SSE-KMS need a key at the target: give `encryptionConfiguration.replicaKmsKeyId`, a KMS key of the target's region.",
    ];
  }
  if (status === "Disabled" && key !== undefined) {
    return [
      'OSS would drop `encryptionConfiguration` without a word, since SSE-KMS objects are not selected: add `sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } }`, or leave out the key.',
    ];
  }
  return [];
}

const userTaggings: Check = ({ userTaggings: value }) => {
  if (value === undefined || isUnknown(value)) return [];
  if (!isObject(value))
    return [`\`userTaggings\` is ${show(value)}; it must be \`{ filterType?, tags: [{ key, value }] }\`.`];
  const tags = value.tags ?? [];
  const shape = [
    ...unknownKeys("userTaggings", value, ["filterType", "tags"]),
    ...oneOf("userTaggings.filterType", value.filterType, ["AND", "OR"]),
  ];
  if (isUnknown(tags)) return shape;
  const wellFormed =
    Array.isArray(tags) &&
    tags.every(
      (tag) =>
        isUnknown(tag) || (isObject(tag) && typeof tag.key === "string" && typeof tag.value === "string"),
    );
  if (!wellFormed) return [...shape, "`userTaggings.tags` must be a list of `{ key, value }`, both texts."];
  return tags.length > 10
    ? [...shape, `\`userTaggings.tags\` has ${tags.length} tags; OSS takes 10 a rule.`]
    : shape;
};

const timeouts: Check = ({ timeouts: value }) => {
  if (value === undefined || isUnknown(value)) return [];
  if (!isObject(value)) return [`\`timeouts\` is ${show(value)}; it must be \`{ create?, delete? }\`.`];
  const wrong = Object.entries(value).filter(
    ([, time]) => !isUnknown(time) && parseDuration(time) === undefined,
  );
  return [
    ...unknownKeys("timeouts", value, ["create", "delete"]),
    ...wrong.map(
      ([name, time]) => `\`timeouts.${name}\` is ${show(time)}; it must be a time as "30m", "90s" or "2h".`,
    ),
  ];
};

const ruleId: Check = ({ ruleId }) =>
  ruleId === undefined
    ? ["Which rule? Give `rule` (a ReplicationRule), or `bucket` and `ruleId`."]
    : text("ruleId", ruleId);

const optionalText =
  (name: string): Check =>
  (args) =>
    args[name] === undefined ? [] : text(name, args[name]);

const choice =
  (name: string, allowed: string[]): Check =>
  (args) =>
    oneOf(name, args[name], allowed);

const RULE_CHECKS: Check[] = [
  known(RULE_ARGUMENTS),
  bucketName("bucket", (args) => args.bucket),
  region,
  optionalText("endpoint"),
  choice("network", ["public", "internal", "dual-stack"]),
  destination,
  prefixes,
  action,
  choice("historicalObjectReplication", ["enabled", "disabled"]),
  optionalText("syncRole"),
  kms,
  userTaggings,
  optionalText("adopt"),
  timeouts,
];

const RTC_CHECKS: Check[] = [
  known(["bucket", "region", "ruleId", "status", "endpoint", "network"]),
  bucketName("bucket", (args) => args.bucket),
  region,
  ruleId,
  optionalText("endpoint"),
  choice("network", ["public", "internal", "dual-stack"]),
  choice("status", ["enabled", "disabled"]),
];

function text(name: string, value: unknown): string[] {
  return typeof value === "string" && value !== ""
    ? []
    : [`\`${name}\` is ${show(value)}; it must be a text that is not empty.`];
}

function oneOf(name: string, value: unknown, allowed: string[]): string[] {
  if (value === undefined || isUnknown(value) || allowed.includes(value as string)) return [];
  return [
    `\`${name}\` is ${show(value)}; it must be ${list(
      allowed.map((word) => `"${word}"`),
      "or",
    )}.`,
  ];
}

function unknownKeys(name: string, value: unknown, allowed: string[]): string[] {
  if (!isObject(value)) return [];
  return Object.keys(value)
    .filter((key) => !allowed.includes(key))
    .map((key) => `\`${name}\` has no property \`${key}\`; it has ${list(allowed)}.`);
}

function at(value: unknown, ...path: string[]): unknown {
  if (path.length === 0 || isUnknown(value)) return value;
  return isObject(value) ? at(value[path[0] as string], ...path.slice(1)) : undefined;
}

function list(words: string[], last = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** A value as it may stand in a message: quoted, control characters escaped, not endless. */
function show(value: unknown): string {
  const shown = JSON.stringify(value) ?? String(value);
  return shown.length > 80 ? `${shown.slice(0, 76)}..."` : shown;
}

/** `String.prototype.isWellFormed` is of Node.js 20, but not of the ES2023 types. */
function isWellFormed(value: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value);
}
