import type { Change } from "./change";
import { mayEqual } from "./maybe";
import { type Phrase, say, words } from "./phrase";
import { gained, lossText, lost, objectsOf } from "./prefixes";
import { mayBeSamePair, type Rule, tagsChange } from "./rule";

/** What a new rule copies otherwise than the one before. */
export function differences(change: Change, old: Rule, now: Rule): Phrase[] {
  return [
    ...(mayEqual(old.bucket, now.bucket) ? prefixDifferences(old, now) : []),
    ...filterDifferences(change, old, now),
    ...actionDifferences(old, now),
    words((mayBeSamePair(old, now) ? HISTORY_AGAIN : HISTORY_AT_START)[now.history]),
  ];
}

function prefixDifferences(old: Rule, now: Rule): Phrase[] {
  const more = gained(old.coverage, now.coverage);
  const losses = now.coverage.hidden ? [] : lossText(lost(old.coverage, now.coverage));
  const unclear = now.coverage.hidden || old.coverage.hidden;
  return [
    ...losses,
    ...(more.length > 0 && !old.coverage.hidden
      ? [say`${objectsOf({ prefixes: more, hidden: false })} are copied, too`]
      : []),
    ...(unclear ? [words("which objects are copied is not to be seen in the preview")] : []),
  ];
}

function filterDifferences(change: Change, old: Rule, now: Rule): Phrase[] {
  return [
    ...(tagsChange(change, old, now) ? [words(TAGS[now.tagged])] : []),
    ...(old.encrypted !== now.encrypted ? [words(ENCRYPTED[now.encrypted])] : []),
  ];
}

function actionDifferences(old: Rule, now: Rule): Phrase[] {
  return [
    ...(old.deletes !== now.deletes ? [words(DELETES_CHANGED[now.deletes])] : []),
    ...(old.writes !== now.writes && now.writes === "no" ? [words("writes are no longer copied")] : []),
  ];
}

const HISTORY_AGAIN = {
  yes: "objects that are there already are copied again",
  no: "objects that are there already are not copied again",
  maybe: "whether objects that are there already are copied is not to be seen in the preview",
};
/** For a pair of buckets that was not replicated before. */
export const HISTORY_AT_START = {
  ...HISTORY_AGAIN,
  yes: "objects that are there already are copied, too",
  no: "objects that are there already are not copied",
};
const DELETES_CHANGED = {
  yes: "deletions are repeated in the target from then on",
  no: "deletions are no longer repeated in the target",
  maybe: "whether deletions are repeated in the target is not to be seen in the preview",
};
const TAGS = {
  yes: "only objects with the given tags are copied",
  no: "objects are copied whatever their tags",
  maybe: "which tags an object needs is not to be seen in the preview",
};
const ENCRYPTED = {
  yes: "objects encrypted by KMS are copied, too",
  no: "objects encrypted by KMS are no longer copied",
  maybe: "whether objects encrypted by KMS are copied is not to be seen in the preview",
};
