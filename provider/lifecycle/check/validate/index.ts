import { parseDuration } from "../../duration";
import type { RuleInputs } from "../../inputs";
import { isObject, normaliseAction } from "../../normalise";
import { RTC_MEANING, RULE_MEANING } from "../../plan";
import { isUnknown } from "../../unknown";
import { bucketName, destination, region } from "./destination";
import { keyAlias, kms } from "./kms";
import { literalPrefixes, prefixes } from "./prefixes";
import {
  type Arguments,
  type Check,
  choice,
  list,
  oneOf,
  optionalText,
  show,
  text,
  unknownKeys,
} from "./values";
import { writable } from "./writable";

export type { Arguments } from "./values";

/** Arguments of `alicloud.oss.BucketReplication` that live elsewhere here. */
const MOVED: Record<string, string> = {
  rtc: "RTC is a resource of its own here: remove `rtc` and add `new ReplicationRtc(name, { rule })`.",
  progress: "Progress is never in state: remove `progress` and call `getReplicationProgress`.",
};

/** Everything about a rule's arguments that needs no service to be seen as wrong. */
export function validateRule(args: Arguments): string[] {
  return RULE_CHECKS.flatMap((check) => check(args));
}

/** What is legal and likely not meant, for a rule that is put or changed: a sentence each, without its end. */
export function remarksOn({ prefixSet, encryptionConfiguration }: Partial<RuleInputs>): string[] {
  return [...literalPrefixes(prefixSet), ...keyAlias(encryptionConfiguration)];
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

const RULE_CHECKS: Check[] = [
  writable,
  known(Object.keys(RULE_MEANING)),
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
  writable,
  known(Object.keys(RTC_MEANING)),
  bucketName("bucket", (args) => args.bucket),
  region,
  ruleId,
  optionalText("endpoint"),
  choice("network", ["public", "internal", "dual-stack"]),
  choice("status", ["enabled", "disabled"]),
];
