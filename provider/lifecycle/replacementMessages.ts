import type { RuleToPut } from "../oss";
import { formatDuration } from "./duration";
import { ReplicationError, type ReplicationErrorCode } from "./errors";
import { askedText, pairText } from "./messages";
import { optionsOf } from "./ruleOptions";
import type { Seen } from "./wait";

/** How a replacement ends that does not succeed. The first sentence says whether the pair of buckets is protected. */

type Old = RuleToPut & { id: string };

/** Nothing was removed. */
export function notRemoved(bucket: string, old: Old, cause: Error): ReplicationError {
  return failure(
    "NotReplaced",
    `The rule from ${pairText(bucket, old)} was not replaced, and rule ${old.id} is in effect as before: it could not be removed.`,
    cause.message,
  );
}

/** The delete was sent, and nobody can tell what it did. */
export function removalUnknown(bucket: string, old: Old, cause: Error): ReplicationError {
  return failure(
    "Unprotected",
    `It is not known whether rule ${old.id} from ${pairText(bucket, old)} is still in effect: its removal, to replace it, was not answered.`,
    cause.message,
    `Look with \`oss-replication rules --bucket ${bucket}\`. ${AGAIN}`,
  );
}

/** The rule is removed, and whether OSS has cleared it cannot be seen. */
export function removedUnseen(bucket: string, old: Old, cause: Error): ReplicationError {
  return failure(
    "Unprotected",
    `No rule is in effect from ${pairText(bucket, old)}: rule ${old.id} was removed to be replaced, and OSS does not let its end be seen.`,
    cause.message,
    AGAIN,
  );
}

export function replacedStillClosing(bucket: string, old: Old, limit: number, seen: Seen): ReplicationError {
  return failure(
    "Timeout",
    `No rule is in effect from ${pairText(bucket, old)}: rule ${old.id} was removed to be replaced, and is still closing after ${formatDuration(limit)} (${askedText(seen)}), so that the new one could not be put.`,
    `OSS clears it on its own. ${AGAIN} \`timeouts.create\` says how long to wait.`,
  );
}

/** The new rule was refused; the old one is in effect again, under the id it has now. */
export function putBack(bucket: string, old: Old, id: string, refusal: Error): ReplicationError {
  const under = id === old.id ? `rule ${id}` : `rule ${old.id}, which OSS now calls ${id},`;
  const history =
    old.historicalObjectReplication === "enabled"
      ? " OSS copies the objects that are there already once more."
      : "";
  return failure(
    "NotReplaced",
    `The rule from ${pairText(bucket, old)} was not replaced: the new one was not put, and the old one, ${under} was put back and is in effect.${history}`,
    refusal.message,
    "Correct that, or take the change back, and run the same command again.",
  );
}

/** A service that kept the id before, and does so no longer: state has the former one. */
export function remadeUnderOtherId(bucket: string, old: Old, id: string): ReplicationError {
  return failure(
    "OtherId",
    `The rule from ${pairText(bucket, old)} was made anew and is in effect, but under an id that state does not have: OSS calls it ${id} now, not ${old.id}.`,
    `Run \`pulumi refresh\`, and then \`pulumi up\` with \`adopt: ${JSON.stringify(id)}\`.`,
  );
}

/** While the pair was free, somebody else took it. */
export function takenMeanwhile(bucket: string, old: Old, cause: Error): ReplicationError {
  return failure(
    "RuleInTheWay",
    `Rule ${old.id} from ${pairText(bucket, old)} is gone: it was removed to be replaced, and another rule, not of this resource, has taken its place.`,
    cause.message,
  );
}

export function nothingLeft(bucket: string, old: Old, refusal: Error, cause: Error): ReplicationError {
  return failure(
    "Unprotected",
    `No rule is in effect from ${pairText(bucket, old)}: rule ${old.id} was removed to be replaced, the new one was not put, and putting the old one back failed, too.`,
    `The new one: ${refusal.message}`,
    `The old one: ${cause.message}`,
    `${AGAIN} To put the old one back by hand: \`${putCommand(bucket, old)}\`.`,
  );
}

const AGAIN =
  "Run the same command again, it goes on from here; if you take the change back instead, run `pulumi refresh` first.";

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
    value === undefined ? [] : [`--${flag} ${quoted(value)}`],
  );
  return ["oss-replication put", ...words].join(" ");
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w./:,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
