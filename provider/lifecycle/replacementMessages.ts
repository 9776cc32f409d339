import type { RuleToPut } from "../oss";
import { ReplicationError, type ReplicationErrorCode } from "./errors";
import { askedText, endText, pairText } from "./messages";
import { optionsOf } from "./ruleOptions";
import type { Seen } from "./watchRules";

/** How a replacement fails. The first sentence says whether the pair of buckets is protected. */

type Old = RuleToPut & { id: string };

/** Nothing was removed. */
export function notRemoved(bucket: string, old: Old, cause: Error): ReplicationError {
  return failure(
    "NotReplaced",
    `The rule from ${pairText(bucket, old)} was not replaced, and rule ${old.id} is in effect as before: it could not be removed.`,
    cause.message,
  );
}

/** The delete was sent, and it is not known what it did. */
export function removalUnknown(bucket: string, old: Old, cause: Error): ReplicationError {
  return failure(
    "Unprotected",
    `It is not known whether rule ${old.id} from ${pairText(bucket, old)} is still in effect: its removal, to replace it, was not answered.`,
    cause.message,
    `List the rules with \`oss-replication rules --bucket ${bucket}\`. ${AGAIN}`,
  );
}

/** The rule is removed, and it cannot be seen whether OSS has cleared it. */
export function removedUnseen(bucket: string, old: Old, cause: Error): ReplicationError {
  return failure(
    "Unprotected",
    `No rule is in effect from ${pairText(bucket, old)}: rule ${old.id} was removed to be replaced, and OSS did not show whether it has been cleared.`,
    cause.message,
    AGAIN,
  );
}

export function replacedStillClosing(bucket: string, old: Old, limit: number, seen: Seen): ReplicationError {
  return failure(
    "Timeout",
    `No rule is in effect from ${pairText(bucket, old)}: rule ${old.id} was removed to be replaced, and is still closing ${endText(limit, seen)} (${askedText(seen)}), so the new one could not be put.`,
    `OSS clears it by itself. ${AGAIN} \`timeouts.create\` sets how long to wait.`,
  );
}

/** The new rule was refused; the old one is in effect again, under the id it has now. */
export function putBack(bucket: string, old: Old, id: string, refusal: Error): ReplicationError {
  const under = id === old.id ? `rule ${id}` : `rule ${old.id}, which OSS now calls ${id}`;
  const written =
    old.historicalObjectReplication === "enabled"
      ? "OSS copies the objects that were there before once more, and with them what was written in between."
      : "What was written in between is not copied, since it copies no objects from before it.";
  return failure(
    "NotReplaced",
    `The rule from ${pairText(bucket, old)} was not replaced: the new one was not put, and the old one, ${under}, was put back and is in effect. ${written}`,
    refusal.message,
    "Correct that, or undo the change, and run the same command again.",
  );
}

/** The service kept chosen ids before and no longer does. State has the former id. */
export function remadeUnderOtherId(bucket: string, old: Old, id: string): ReplicationError {
  return failure(
    "OtherId",
    `The rule from ${pairText(bucket, old)} was recreated and is in effect, but under an id that the state does not have: OSS now calls it ${id}, not ${old.id}.`,
    `Run \`pulumi refresh\`, then \`pulumi up\` with \`adopt: ${JSON.stringify(id)}\`.`,
  );
}

/** While no rule was there, somebody else put one. */
export function takenMeanwhile(bucket: string, old: Old, cause: Error): ReplicationError {
  return failure(
    "RuleInTheWay",
    `Rule ${old.id} from ${pairText(bucket, old)} is gone: it was removed to be replaced, and another rule, which is not this resource's, has taken its place.`,
    cause.message,
  );
}

export function nothingLeft(bucket: string, old: Old, refusal: Error, cause: Error): ReplicationError {
  return failure(
    "Unprotected",
    `No rule is in effect from ${pairText(bucket, old)}: rule ${old.id} was removed to be replaced, the new one was not put, and putting the old one back failed too.`,
    `The new one: ${refusal.message}`,
    `The old one: ${cause.message}`,
    `${AGAIN} To put the old one back by hand: \`${putCommand(bucket, old)}\`.`,
  );
}

const AGAIN =
  "Run the same command again, and it continues from here. If you undo the change instead, run `pulumi refresh` first.";

function failure(code: ReplicationErrorCode, ...sentences: string[]): ReplicationError {
  return new ReplicationError(sentences.join(" "), code);
}

/** The call that puts the rule as it was. */
function putCommand(bucket: string, old: Old): string {
  const options: [flag: string, value: string | undefined][] = [
    ["bucket", bucket],
    ...optionsOf(old),
    ["rule-id", old.id],
    ["rtc", old.rtc],
  ];
  const words = options.flatMap(([flag, value]) =>
    value === undefined ? [] : [`--${flag} ${shellQuoted(value)}`],
  );
  return ["oss-replication put", ...words].join(" ");
}

/** For a POSIX shell. */
function shellQuoted(text: string): string {
  return /^[\w./:,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
