import { isObject } from "../../normalise";
import { isUnknown } from "../../unknown";
import { type Check, show, unknownKeys } from "./values";

export const prefixes: Check = ({ prefixSet }) => {
  if (prefixSet === undefined || isUnknown(prefixSet)) return [];
  if (!isObject(prefixSet))
    return [`\`prefixSet\` is ${show(prefixSet)}; it must be \`{ prefixes: [...] }\`.`];
  const { prefixes } = prefixSet;
  const misspelt = unknownKeys("prefixSet", prefixSet, ["prefixes"]);
  if (misspelt.length > 0 || prefixes === undefined || isUnknown(prefixes)) return misspelt;
  if (!Array.isArray(prefixes))
    return [`\`prefixSet.prefixes\` is ${show(prefixes)}; it must be a list of strings.`];
  const wrong = prefixes.filter((prefix) => typeof prefix !== "string");
  if (wrong.length > 0)
    return [`\`prefixSet.prefixes\` holds ${show(wrong[0])}; every prefix must be a string.`];
  return prefixList(
    [...new Set(prefixes as string[])].filter((prefix) => !isUnknown(prefix)),
    prefixes.length,
  );
};

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication and the page of EC 0031-00000019. */
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
  return [...count, ...long, ...prefixes.flatMap(matchesNothing), ...overlaps(prefixes)];
}

/** Object names: https://www.alibabacloud.com/help/en/oss/user-guide/object-naming-conventions, and EC 0016-00000005. */
function matchesNothing(prefix: string): string[] {
  if (!/^[/\\]/.test(prefix)) return [];
  const without = prefix.replace(/[/\\]+/, "");
  const instead = without === "" ? "Leave out `prefixSet` for the whole bucket" : `Say ${show(without)}`;
  return [
    `The prefix ${show(prefix)} would copy nothing: no object name of OSS begins with ${show(prefix[0])}. ${instead}.`,
  ];
}

/** What a prefix means that looks like a pattern. It is literal: OSS's replication FAQ, and the put page. */
export function literalPrefixes(prefixSet: unknown): string[] {
  const prefixes = isObject(prefixSet) && Array.isArray(prefixSet.prefixes) ? prefixSet.prefixes : [];
  return prefixes
    .filter((prefix) => typeof prefix === "string" && /[*?]/.test(prefix))
    .map(
      (prefix) =>
        `the prefix ${show(prefix)} is taken literally: a "*" or "?" in it stands for itself alone, not for other characters (https://www.alibabacloud.com/help/en/oss/user-guide/data-replication-troubleshooting)`,
    );
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
