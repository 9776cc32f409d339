import { RULE_FIELD_NAMES, type RuleDefinition, type TextField } from "../oss";

/** One option of `oss-replication put`. */
interface RuleOption {
  flag: string;
  /** What its value is called. */
  value: string;
  help: string;
  required?: boolean;
  /** It can be given again, once for each of several values. */
  repeats?: boolean;
  /** The arguments that messages speak of where they mean it. */
  arguments: string[];
  /** Its values for a rule. */
  of(rule: RuleDefinition): (string | undefined)[];
}

/** What was given, by flag. */
export type Given = (flag: string) => string[];

/** A field of a rule as options, and back. */
interface FieldOptions {
  options: RuleOption[];
  /** The argument that the options stand for, not checked; `undefined` where none of them is given. */
  argumentOf(given: Given): unknown;
}

/** The fields of a rule as options of the command line, which the failures of a replacement write, too. */
const OWN_OPTIONS: Record<Exclude<keyof RuleDefinition, TextField>, FieldOptions> & {
  [Name in TextField]?: FieldOptions;
} = {
  destination: {
    options: [
      {
        flag: "target-bucket",
        value: "name",
        help: "target bucket",
        required: true,
        arguments: ["destination.bucket"],
        of: ({ destination }) => [destination.bucket],
      },
      {
        flag: "target-location",
        value: "location",
        help: "OSS location of the target bucket, such as oss-cn-beijing",
        required: true,
        arguments: ["destination.location"],
        of: ({ destination }) => [destination.location],
      },
      {
        flag: "transfer-type",
        value: "type",
        help: "internal (default) or oss_acc",
        arguments: ["destination.transferType"],
        of: ({ destination }) => [destination.transferType],
      },
    ],
    argumentOf: (given) => ({
      bucket: given("target-bucket")[0],
      location: given("target-location")[0],
      transferType: given("transfer-type")[0],
    }),
  },
  prefixSet: {
    options: [
      {
        flag: "prefix",
        value: "text",
        help: "copy objects whose names begin with it; can be given again; default: all",
        repeats: true,
        arguments: ["prefixSet", "prefixSet.prefixes"],
        of: ({ prefixSet }) => prefixSet?.prefixes ?? [],
      },
    ],
    argumentOf: (given) => some(given("prefix"), (prefixes) => ({ prefixes })),
  },
  userTaggings: {
    options: [
      {
        flag: "tag",
        value: "key=value",
        help: "copy objects that have this tag; can be given again; = and % within key or value as %3D and %25; default: whatever their tags",
        repeats: true,
        arguments: ["userTaggings", "userTaggings.tags"],
        of: ({ userTaggings }) => (userTaggings?.tags ?? []).map(tagText),
      },
      {
        flag: "tag-filter",
        value: "type",
        help: "AND (default: objects that have all the tags) or OR (one of them)",
        arguments: ["userTaggings.filterType"],
        of: ({ userTaggings }) => [userTaggings?.filterType],
      },
    ],
    argumentOf: (given) =>
      some([...given("tag"), ...given("tag-filter")], () => ({
        tags: given("tag").map(tagOf),
        filterType: given("tag-filter")[0],
      })),
  },
  action: {
    options: [
      {
        flag: "action",
        value: "action",
        help: "ALL (default), PUT, or a comma-separated list of PUT, DELETE and ABORT",
        arguments: ["action"],
        of: ({ action }) => [action],
      },
    ],
    argumentOf: (given) => given("action")[0],
  },
  historicalObjectReplication: {
    options: [
      {
        flag: "historical",
        value: "what",
        help: "copy objects that are there before: enabled (default) or disabled",
        arguments: ["historicalObjectReplication"],
        of: ({ historicalObjectReplication }) => [historicalObjectReplication],
      },
    ],
    argumentOf: (given) => given("historical")[0],
  },
  syncRole: {
    options: [
      {
        flag: "sync-role",
        value: "name",
        help: "RAM role that OSS assumes to copy",
        arguments: ["syncRole"],
        of: ({ syncRole }) => [syncRole],
      },
    ],
    argumentOf: (given) => given("sync-role")[0],
  },
  // The key says it: without one OSS takes no objects that are encrypted.
  sourceSelectionCriteria: {
    options: [],
    argumentOf: (given) =>
      some(given("replica-kms-key-id"), () => ({ sseKmsEncryptedObjects: { status: "Enabled" } })),
  },
  encryptionConfiguration: {
    options: [
      {
        flag: "replica-kms-key-id",
        value: "id",
        help: "copy objects encrypted by KMS, too, with this key at the target",
        arguments: [
          "encryptionConfiguration",
          "encryptionConfiguration.replicaKmsKeyId",
          "sourceSelectionCriteria",
        ],
        of: ({ encryptionConfiguration }) => [encryptionConfiguration?.replicaKmsKeyId],
      },
    ],
    argumentOf: (given) => some(given("replica-kms-key-id"), ([replicaKmsKeyId]) => ({ replicaKmsKeyId })),
  },
};

const FIELD_OPTIONS: Record<string, FieldOptions> = { ...OWN_OPTIONS, ...textOptions() };

/** A text without an option of its own has one of its name. */
function textOptions(): Record<string, FieldOptions> {
  const others = RULE_FIELD_NAMES.filter((name): name is TextField => !(name in OWN_OPTIONS));
  return Object.fromEntries(others.map((name) => [name, textOption(name)]));
}

function textOption(name: TextField): FieldOptions {
  const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const help = `as the argument ${name}`;
  return {
    options: [{ flag, value: "text", help, arguments: [name], of: (rule) => [rule[name]] }],
    argumentOf: (given) => given(flag)[0],
  };
}

/** All options of a rule's fields. */
export const RULE_OPTIONS: readonly RuleOption[] = Object.values(FIELD_OPTIONS).flatMap(
  ({ options }) => options,
);

/** The arguments that the options stand for, for the checks that the resource's own go through. */
export function argumentsGiven(given: Given): Record<string, unknown> {
  const entries = Object.entries(FIELD_OPTIONS).map(([name, { argumentOf }]) => [name, argumentOf(given)]);
  return Object.fromEntries(entries);
}

/** The options that say what a rule says. */
export function optionsOf(rule: RuleDefinition): [flag: string, value: string][] {
  return RULE_OPTIONS.flatMap(({ flag, of }) =>
    of(rule).flatMap((value): [string, string][] => (value === undefined ? [] : [[flag, value]])),
  );
}

/** A message that names options where it named arguments. */
export function inOptions(message: string): string {
  return message.replace(/`([\w.]+)`/g, (whole, argument) => {
    const option = RULE_OPTIONS.find((each) => each.arguments.includes(argument));
    return option ? `--${option.flag}` : whole;
  });
}

function some<T>(values: string[], argument: (values: string[]) => T): T | undefined {
  return values.length > 0 ? argument(values) : undefined;
}

/** As in the header x-oss-tagging: a `=` or `%` within key or value is URL-encoded. */
function tagText({ key, value }: { key: string; value: string }): string {
  return [key, value].map((part) => part.replace(/[=%]/g, encodeURIComponent)).join("=");
}

function tagOf(text: string): { key: string; value: string } {
  const at = text.includes("=") ? text.indexOf("=") : text.length;
  return { key: decoded(text.slice(0, at)), value: decoded(text.slice(at + 1)) };
}

function decoded(text: string): string {
  return text.replace(/%(3d|25)/gi, decodeURIComponent);
}
