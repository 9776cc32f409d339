import { createHash } from "node:crypto";
import type { RuleDefinition } from "../oss";

/**
 * Ids we choose for our rules: `<owner>-<content>`, and `<owner>-<content>-2` for a rule that replaces one of the same
 * content. They are a state format: a rule's Pulumi id is its OSS id.
 */
export function ruleId(owner: string, bucket: string, definition: RuleDefinition): string {
  return `${owner}-${digest(JSON.stringify(content(bucket, definition)))}`;
}

/** Another id for the same content, told apart from the one that is being replaced. */
export function otherId(id: string, taken: ReadonlySet<string>): string {
  const second = `${id}-2`;
  return taken.has(id) ? second : id;
}

/** Whether `id` is one that `ruleId` or `otherId` makes for this owner, whatever the content. */
export function hasOwner(id: string, owner: string): boolean {
  return new RegExp(`^${owner}-[0-9a-f]{16}(-2)?$`).test(id);
}

/** Whether `id` is one that `ruleId` or `otherId` makes for whatever owner. */
export function isOurForm(id: string): boolean {
  return /^[0-9a-f]{16}-[0-9a-f]{16}(-2)?$/.test(id);
}

/** Who a rule belongs to: the resource's place in its organisation, project and stack, as 16 hexadecimal digits. */
export function ownerOf(organisation: string, urn: string): string {
  return digest(`${organisation}\n${urn}`);
}

function digest(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 16);
}

/** A list, not an object: the order is part of the format. */
function content(bucket: string, rule: RuleDefinition): unknown[] {
  return [
    bucket,
    rule.destination.bucket,
    rule.destination.location,
    rule.destination.transferType ?? null,
    rule.prefixes,
    rule.action ?? null,
    rule.historicalObjectReplication ?? null,
    rule.syncRole ?? null,
    rule.sseKmsStatus ?? null,
    rule.replicaKmsKeyId ?? null,
    rule.userTaggings
      ? [rule.userTaggings.filterType ?? null, rule.userTaggings.tags.map((tag) => [tag.key, tag.value])]
      : null,
  ];
}
