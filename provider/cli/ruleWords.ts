import type { ReplicationRuleInfo } from "../functions/answers";

type Said = Pick<ReplicationRuleInfo, "prefixes" | "userTaggings" | "sourceSelectionCriteria">;

/** Which objects a rule copies: `"logs/","media/" tagged "env=prod" or "env=test", KMS-encrypted too`. */
export function objectsOf(said: Said): string {
  const named =
    said.prefixes.length > 0 ? said.prefixes.map((prefix) => JSON.stringify(prefix)).join(",") : "(all)";
  return `${named}${taggedText(said)}${said.sourceSelectionCriteria ? ", KMS-encrypted too" : ""}`;
}

function taggedText({ userTaggings }: Said): string {
  const tags = userTaggings?.tags.map(({ key, value }) => JSON.stringify(`${key}=${value}`)) ?? [];
  return tags.length > 0 ? ` tagged ${tags.join(userTaggings?.filterType === "OR" ? " or " : " and ")}` : "";
}
