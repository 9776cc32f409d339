import { type Refusal, refusal } from "../errors";
import type { Switches } from "../options";
import type { RuleToPut } from "./ruleToPut";

/** Checks all of a rule that needs no look at the buckets. Order: as in the table of the protocol. */
export function checkValues(rule: RuleToPut, switches: Switches): void {
  const fault = findFault(rule, switches);
  if (fault) throw refusal(fault);
}

function findFault(rule: RuleToPut, switches: Switches): Refusal | undefined {
  if (rule.id !== undefined && switches.ruleIds === "refuse") return "malformedRule";
  return (
    missing(rule, switches) ??
    badWord(rule) ??
    prefixFault(rule.prefixes) ??
    idFault(rule.id) ??
    tagFault(rule)
  );
}

function missing(rule: RuleToPut, switches: Switches): Refusal | undefined {
  if (switches.requireTransferType && rule.transferType === undefined) return "missingTransferType";
  if (switches.requireSyncRole && rule.syncRole === undefined) return "missingSyncRole";
  const needsKey = rule.syncRole !== undefined && rule.sseKmsStatus === "Enabled";
  if (switches.requireKmsKey && needsKey && rule.replicaKmsKeyId === undefined) return "missingKmsKey";
  return undefined;
}

/** Letter case counts: history and RTC are lower case, SSE-KMS is capitalised. */
function badWord(rule: RuleToPut): Refusal | undefined {
  if (!isOneOf(rule.transferType, ["internal", "oss_acc"])) return "transferType";
  if (!isOneOf(rule.history, ["enabled", "disabled"])) return "history";
  if (!isOneOf(rule.rtc, ["enabled", "disabled"])) return "rtcStatus";
  if (!isOneOf(rule.sseKmsStatus, ["Enabled", "Disabled"])) return "sseKmsStatus";
  if (rule.action !== undefined && !isAction(rule.action)) return "action";
  return undefined;
}

function isOneOf(value: string | undefined, words: string[]): boolean {
  return value === undefined || words.includes(value);
}

/** The page lists `ALL` and `PUT`; live tests put lists such as `PUT,DELETE` and read them back. */
function isAction(action: string): boolean {
  const words = action.split(",");
  const known = words.every((word) => ["PUT", "DELETE", "ABORT"].includes(word));
  return action === "ALL" || (known && new Set(words).size === words.length);
}

function prefixFault(prefixes: string[]): Refusal | undefined {
  if (prefixes.length > 10) return "tooManyPrefixes";
  if (prefixes.some((prefix) => [...prefix].length > 1023)) return "prefixLength";
  const overlap = prefixes.some((a, i) => prefixes.some((b, j) => i !== j && b.startsWith(a)));
  return overlap ? "prefixOverlap" : undefined;
}

function idFault(id: string | undefined): Refusal | undefined {
  const characters = [...(id ?? "")];
  if (characters.length > 255) return "idLength";
  return characters.some((character) => character < " " || character === "\x7f") ? "idCharacters" : undefined;
}

function tagFault({ userTaggings }: RuleToPut): Refusal | undefined {
  if (!userTaggings) return undefined;
  if (!isOneOf(userTaggings.filterType, ["AND", "OR"])) return "filterType";
  return userTaggings.tags.length > 10 ? "tooManyTags" : undefined;
}
