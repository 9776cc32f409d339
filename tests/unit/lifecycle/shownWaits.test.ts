import { outputsOf, type RuleInputs } from "../../../provider/lifecycle/inputs";
import { normaliseRule } from "../../../provider/lifecycle/normalise";
import { ruleId } from "../../../provider/lifecycle/ownership";
import { createRule, deleteRule } from "../../../provider/lifecycle/rule";
import { definitionIn, type Rule } from "../../../provider/oss";
import { ossError, type World, world } from "./support/fakes";

/** Whoever looks at a command sees what it waits for, and how long that may take. */

const OWNER = "00112233aabbccdd";

function inputs(more: Record<string, unknown> = {}): RuleInputs {
  const args = { bucket: "src", destination: { bucket: "dst", location: "oss-cn-beijing" }, owner: OWNER };
  return normaliseRule({ ...args, ...more }, "cn-hangzhou");
}

const idOf = (wanted: RuleInputs) => ruleId(wanted.owner, wanted.bucket, definitionIn(wanted));
const OLD = inputs({ prefixSet: { prefixes: ["a/"] } });
const NEW = inputs({ prefixSet: { prefixes: ["b/"] } });

const PAIR = "src to dst (oss-cn-beijing)";
const busy = (operation: string) => ossError("ServiceUnavailable", operation, "src", { status: 503 });

/** The old rule is there, and once deleted is cleared after so many looks. */
function withOld(looks: number, status: Rule["status"] = "doing"): World {
  const w = world();
  w.oss.rules = [{ id: idOf(OLD), status, ...definitionIn(OLD) }];
  let [left, isDeleted] = [looks, status === "closing"];
  w.oss.onDelete = () => {
    isDeleted = true;
    for (const rule of w.oss.rules) rule.status = "closing";
  };
  w.oss.onGet = () => {
    if (isDeleted && left-- === 0) w.oss.rules = [];
  };
  return w;
}

/** A world in which diff has shown the old rule. */
function replacing(looks: number): World {
  const w = withOld(looks);
  w.context.memory.noteOld(OWNER, idOf(OLD), outputsOf(idOf(OLD), OLD));
  return w;
}

function failingPuts(w: World, times: number, error: () => Error): void {
  const accept = w.oss.onPut;
  let left = times;
  w.oss.onPut = (rule) => {
    if (left-- > 0) throw error();
    return accept(rule);
  };
}

const texts = ({ statuses }: World) => statuses.map(({ text }) => text);
const clearing = (limit: string) => [
  `waiting up to ${limit} for OSS to clear the rule from ${PAIR}`,
  `OSS has cleared the rule from ${PAIR}`,
];

describe("what is waited for is shown once, and its end", () => {
  it.each<[string, string[], object]>([
    ["its rule is cleared", clearing("30m"), {}],
    ["for as long as the program says", clearing("90s"), { timeouts: { delete: "1.5m" } }],
    [
      "or only ended",
      [`waiting up to 30m for OSS to end the rule from ${PAIR}`, `OSS has ended the rule from ${PAIR}`],
      { waitForClearing: false },
    ],
  ])("by a deletion: %s", async (_, shown, more) => {
    const w = withOld(3);
    if ("waitForClearing" in more) {
      // OSS shows the rule in effect for another look.
      const [close, look] = [w.oss.onDelete, w.oss.onGet];
      w.oss.onDelete = () => {};
      w.oss.onGet = () => (w.oss.looks.length > 1 ? close("") : look());
    }
    await deleteRule(w.context, idOf(OLD), { ...outputsOf(idOf(OLD), OLD), ...more });
    expect(texts(w)).toEqual(shown);
  });

  it("by a replacement", async () => {
    const w = replacing(2);
    await createRule(w.context, NEW);
    expect(texts(w)).toEqual(clearing("30m"));
  });

  it("by a replacement whose put is not answered at once", async () => {
    const w = replacing(0);
    failingPuts(w, 2, () => busy("PutBucketReplication"));
    await createRule(w.context, NEW);
    expect(texts(w)).toEqual([
      `waiting up to 30m for OSS to take the rule from ${PAIR}`,
      `OSS has taken the rule from ${PAIR}`,
    ]);
  });

  it("by a replacement that is refused, and the old rule not taken back at once", async () => {
    const w = replacing(0);
    const errors = [ossError("NoPermission", "PutBucketReplication"), busy("PutBucketReplication")];
    failingPuts(w, 2, () => errors.shift() as Error);
    await expect(createRule(w.context, NEW)).rejects.toMatchObject({ code: "NotReplaced" });
    expect(texts(w)).toEqual([
      `waiting up to 30m for OSS to take back the rule from ${PAIR}`,
      `OSS has taken back the rule from ${PAIR}`,
    ]);
  });

  it("by a replacement of which nobody knows whether the old rule is gone", async () => {
    const w = replacing(0);
    const remove = w.oss.onDelete;
    w.oss.onDelete = (id) => {
      remove(id);
      w.oss.rules = [];
      throw busy("DeleteBucketReplication");
    };
    const look = w.oss.onGet;
    w.oss.onGet = () => {
      if (w.oss.looks.length === 2) throw busy("GetBucketReplication");
      look();
    };
    await createRule(w.context, NEW);
    expect(texts(w)).toEqual([
      "waiting up to 1m for OSS to list the rules of bucket src",
      "OSS has listed them",
    ]);
  });

  it("by a new rule whose pair has one that is closing", async () => {
    const w = withOld(3, "closing");
    await createRule(w.context, { ...NEW, timeouts: { create: "1h" } });
    expect(texts(w)).toEqual(clearing("1h"));
  });
});

it("a wait goes on though it cannot be shown", async () => {
  const w = replacing(2);
  w.context.showStatus = () => {
    throw new Error("no engine");
  };
  expect((await createRule(w.context, NEW)).id).toBe(idOf(NEW));
});

it("a deletion goes on though its rule cannot be named, as in a state that was edited by hand", async () => {
  const w = withOld(2);
  const { destination: _, ...outputs } = outputsOf(idOf(OLD), OLD);
  await deleteRule(w.context, idOf(OLD), outputs as ReturnType<typeof outputsOf>);
  expect(w.statuses).toEqual([]);
});

describe("nothing is shown", () => {
  it("where there is nothing to wait for", async () => {
    const w = replacing(0);
    await createRule(w.context, NEW);
    await deleteRule(w.context, "another", outputsOf("another", OLD));
    expect(w.statuses).toEqual([]);
  });

  it("of an end that does not come", async () => {
    const w = withOld(1_000);
    await expect(
      deleteRule(w.context, idOf(OLD), { ...outputsOf(idOf(OLD), OLD), timeouts: { delete: "20s" } }),
    ).rejects.toMatchObject({ code: "Timeout" });
    expect(texts(w)).toEqual(clearing("20s").slice(0, 1));
  });
});
