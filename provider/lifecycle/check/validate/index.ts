import { NETWORKS, RULE_FIELD_NAMES, RULE_FIELDS, type TextField } from "../../../oss";
import { parseDuration } from "../../duration";
import type { RtcInputs, RuleInputs } from "../../inputs";
import { isObject } from "../../normalise";
import { isUnknown } from "../../unknown";
import { bucketName, destination, region } from "./destination";
import { keyAlias, kmsEncryption, kmsSelection } from "./kms";
import { literalPrefixes, prefixes } from "./prefixes";
import {
  type Arguments,
  type Check,
  choice,
  list,
  oneOf,
  optionalText,
  type Problem,
  show,
  text,
  unknownKeys,
} from "./values";
import { writable } from "./writable";

export type { Arguments, Problem } from "./values";

/** Arguments of `alicloud.oss.BucketReplication` that live elsewhere here. */
const MOVED: Record<string, string> = {
  rtc: "RTC is a resource of its own here: remove `rtc` and add `new ReplicationRtc(name, { rule })`.",
  progress: "Progress is never in state: remove `progress` and call `getReplicationProgress`.",
};

/** Everything about a rule's arguments that needs no service to be seen as wrong. */
export function validateRule(args: Arguments): Problem[] {
  return problemsIn(RULE_CHECKS, args);
}

/** What is legal and likely not meant, for a rule that is put or changed: a sentence each, without its end. */
export function remarksOn({ prefixSet, encryptionConfiguration }: Partial<RuleInputs>): string[] {
  return [...literalPrefixes(prefixSet), ...keyAlias(encryptionConfiguration)];
}

/** Everything about an RTC's arguments that needs no service to be seen as wrong. */
export function validateRtc(args: Arguments): Problem[] {
  return problemsIn(RTC_CHECKS, args);
}

function problemsIn(checks: Record<string, Check>, args: Arguments): Problem[] {
  const names = Object.keys(checks);
  const others = Object.keys(args).filter((name) => !names.includes(name));
  return [
    ...problems(Object.keys(args), (name) => writable(name, args[name])),
    ...problems(others, (name) => [
      Object.hasOwn(MOVED, name) ? (MOVED[name] as string) : unknownArgument(name, names),
    ]),
    ...problems(names, (name) => checks[name]?.(args) ?? []),
  ];
}

function problems(names: string[], reasonsFor: (name: string) => string[]): Problem[] {
  return names.flatMap((property) => reasonsFor(property).map((reason) => ({ property, reason })));
}

function unknownArgument(name: string, names: string[]): string {
  return noArgument(
    name,
    names.filter((each) => each !== "owner"),
  );
}

export function noArgument(name: string, names: string[]): string {
  return `There is no argument \`${name}\`. The arguments are ${list(names)}.`;
}

const action: Check = ({ action }) => {
  if (action === undefined || isUnknown(action)) return [];
  const parts = typeof action === "string" ? action.split(",").map((part) => part.trim()) : [""];
  return parts.every((part) => RULE_FIELDS.action.values.includes(part))
    ? []
    : [
        `\`action\` is ${show(action)}; it must be "ALL" (the default: writes, deletions and aborted uploads), "PUT" (writes only), or a comma-separated list of "PUT", "DELETE" and "ABORT", in capitals.`,
      ];
};

const userTaggings: Check = ({ userTaggings: value }) => {
  if (value === undefined || isUnknown(value)) return [];
  if (!isObject(value))
    return [`\`userTaggings\` is ${show(value)}; it must be \`{ filterType?, tags: [{ key, value }] }\`.`];
  const tags = value.tags ?? [];
  const shape = [
    ...unknownKeys("userTaggings", value, ["filterType", "tags"]),
    ...oneOf("userTaggings.filterType", value.filterType, RULE_FIELDS.userTaggings.values),
  ];
  if (isUnknown(tags)) return shape;
  const wellFormed =
    Array.isArray(tags) &&
    tags.every(
      (tag) =>
        isUnknown(tag) || (isObject(tag) && typeof tag.key === "string" && typeof tag.value === "string"),
    );
  if (!wellFormed) return [...shape, "`userTaggings.tags` must be a list of `{ key, value }`, both strings."];
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
      ([name, time]) =>
        `\`timeouts.${name}\` is ${show(time)}; it must be a duration such as "30m", "90s" or "2h".`,
    ),
  ];
};

const waitForClearing: Check = ({ waitForClearing: value }) =>
  value === undefined || isUnknown(value) || typeof value === "boolean"
    ? []
    : [`\`waitForClearing\` is ${show(value)}; it must be true (the default) or false.`];

const ruleId: Check = ({ ruleId }) =>
  ruleId === undefined
    ? ["Which rule? Give `rule` (a ReplicationRule), or `bucket` and `ruleId`."]
    : text("ruleId", ruleId);

/** Told by the constructor, and never wrong. */
const anything: Check = () => [];

const OWN_CHECKS: Record<Exclude<keyof RuleInputs, TextField>, Check> & { [Name in TextField]?: Check } = {
  bucket: bucketName("bucket", (args) => args.bucket),
  region,
  endpoint: optionalText("endpoint"),
  network: choice("network", NETWORKS),
  destination,
  prefixSet: prefixes,
  action,
  sourceSelectionCriteria: kmsSelection,
  encryptionConfiguration: kmsEncryption,
  userTaggings,
  adopt: optionalText("adopt"),
  timeouts,
  waitForClearing,
  owner: anything,
};

const RULE_CHECKS: Record<string, Check> = { ...OWN_CHECKS, ...textChecks() };

/** A text is one of the words that its row allows, or any. */
function textChecks(): Record<string, Check> {
  const others = RULE_FIELD_NAMES.filter((name) => !(name in OWN_CHECKS));
  return Object.fromEntries(
    others.map((name) => {
      const field = RULE_FIELDS[name];
      return [name, "values" in field ? choice(name, field.values) : optionalText(name)];
    }),
  );
}

const RTC_CHECKS: Record<keyof RtcInputs, Check> = {
  bucket: bucketName("bucket", (args) => args.bucket),
  region,
  ruleId,
  endpoint: optionalText("endpoint"),
  network: choice("network", NETWORKS),
  status: choice("status", ["enabled", "disabled"]),
};
