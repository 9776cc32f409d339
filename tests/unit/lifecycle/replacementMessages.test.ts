import type { ReplicationError } from "../../../provider/lifecycle/errors";
import {
  nothingLeft,
  notRemoved,
  putBack,
  remadeUnderOtherId,
  removalUnknown,
  removedUnseen,
  replacedStillClosing,
  takenMeanwhile,
} from "../../../provider/lifecycle/replacementMessages";
import { see } from "../../../provider/oss";

const old = {
  id: "r1",
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  prefixSet: { prefixes: ["it's here/"] },
  historicalObjectReplication: "enabled",
  rtc: "enabled" as const,
};
const calm = { ...old, historicalObjectReplication: "disabled" };
const cause = new Error("The cause.");
const again =
  "Run the same command again, and it continues from here. If you undo the change instead, run `pulumi refresh` first.";

it.each<[string, ReplicationError, string, string]>([
  [
    "nothing was removed",
    notRemoved("src", old, cause),
    "NotReplaced",
    "The rule from src to dst (oss-cn-beijing) was not replaced, and rule r1 is in effect as before: it could not be removed. The cause.",
  ],
  [
    "nobody knows what the removal did",
    removalUnknown("src", old, cause),
    "Unprotected",
    `It is not known whether rule r1 from src to dst (oss-cn-beijing) is still in effect: its removal, to replace it, was not answered. The cause. List the rules with \`oss-replication rules --bucket src\`. ${again}`,
  ],
  [
    "nobody knows whether OSS has cleared the rule",
    removedUnseen("src", old, cause),
    "Unprotected",
    `No rule is in effect from src to dst (oss-cn-beijing): rule r1 was removed to be replaced, and OSS did not show whether it has been cleared. The cause. ${again}`,
  ],
  [
    "OSS has not cleared the rule in time",
    replacedStillClosing("src", old, 60_000, { asked: 3, isStopped: false }),
    "Timeout",
    `No rule is in effect from src to dst (oss-cn-beijing): rule r1 was removed to be replaced, and is still closing after 1m (asked 3 times), so the new one could not be put. OSS clears it by itself. ${again} \`timeouts.create\` sets how long to wait.`,
  ],
  [
    "the old rule was put back",
    putBack("src", calm, "r1", cause),
    "NotReplaced",
    "The rule from src to dst (oss-cn-beijing) was not replaced: the new one was not put, and the old one, rule r1, was put back and is in effect. What was written in between is not copied, since it copies no objects from before it. The cause. Correct that, or undo the change, and run the same command again.",
  ],
  [
    "the old rule was put back under another id, and copies what was there",
    putBack("src", old, "uuid", cause),
    "NotReplaced",
    "The rule from src to dst (oss-cn-beijing) was not replaced: the new one was not put, and the old one, rule r1, which OSS now calls uuid, was put back and is in effect. OSS copies the objects that were there before once more, and with them what was written in between. The cause. Correct that, or undo the change, and run the same command again.",
  ],
  [
    "the rule has an id that the state does not have",
    remadeUnderOtherId("src", old, "uuid"),
    "OtherId",
    'The rule from src to dst (oss-cn-beijing) was recreated and is in effect, but under an id that the state does not have: OSS now calls it uuid, not r1. Run `pulumi refresh`, then `pulumi up` with `adopt: "uuid"`.',
  ],
  [
    "somebody else has put a rule",
    takenMeanwhile("src", old, cause),
    "RuleInTheWay",
    "Rule r1 from src to dst (oss-cn-beijing) is gone: it was removed to be replaced, and another rule, which is not this resource's, has taken its place. The cause.",
  ],
  [
    "no rule is left",
    nothingLeft("src", old, new Error("The refusal."), cause),
    "Unprotected",
    `No rule is in effect from src to dst (oss-cn-beijing): rule r1 was removed to be replaced, the new one was not put, and putting the old one back failed too. The new one: The refusal. The old one: The cause. ${again} To put the old one back by hand: \`oss-replication put --bucket src --target-bucket dst --target-location oss-cn-beijing --prefix 'it'\\''s here/' --historical enabled --rule-id r1 --rtc enabled\`.`,
  ],
  [
    "no rule is left of one without RTC",
    nothingLeft("src", { ...calm, rtc: undefined }, new Error("The refusal."), cause),
    "Unprotected",
    `No rule is in effect from src to dst (oss-cn-beijing): rule r1 was removed to be replaced, the new one was not put, and putting the old one back failed too. The new one: The refusal. The old one: The cause. ${again} To put the old one back by hand: \`oss-replication put --bucket src --target-bucket dst --target-location oss-cn-beijing --prefix 'it'\\''s here/' --historical disabled --rule-id r1\`.`,
  ],
])("a replacement that fails says whether the pair is protected: %s", (_, failure, code, message) => {
  expect([failure.name, failure.code, failure.message]).toEqual([
    "ReplicationError",
    code,
    `${message} ${see(code === "Timeout" ? "Timeout of a wait" : code)}`,
  ]);
});
