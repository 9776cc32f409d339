import { outputsOf, type RuleInputs } from "../../../provider/lifecycle/inputs";
import { normaliseRule } from "../../../provider/lifecycle/normalise";
import { ruleId } from "../../../provider/lifecycle/ownership";
import { createRule, deleteRule } from "../../../provider/lifecycle/rule";
import { definitionIn, type Rule } from "../../../provider/oss";
import { ossError, type World, world } from "./support/fakes";

const OWNER = "00112233aabbccdd";

function inputs(more: Record<string, unknown> = {}): RuleInputs {
  const args = { bucket: "src", destination: { bucket: "dst", location: "oss-cn-beijing" }, owner: OWNER };
  return normaliseRule({ ...args, ...more }, "cn-hangzhou");
}

const ID = ruleId(OWNER, "src", definitionIn(inputs()));
const found = (id: string, more: Partial<Rule> = {}): Rule => ({
  ...{ id, status: "doing", ...definitionIn(inputs()) },
  ...more,
});
const clash = () => ossError("BucketReplicationAlreadyExist", "PutBucketReplication");
const busy = () => ossError("ServiceUnavailable", "GetBucketReplication", "src", { status: 503 });
const puts = ({ oss }: World) => oss.calls.filter((call) => call.includes("put"));

/** A world in which the state has had a rule, so that create looks first. */
function knowing(): World {
  const w = world();
  w.context.memory.noteOld(OWNER);
  return w;
}

/** The first put is refused, and these rules are there then. */
function refuseOnce({ oss }: World, error: Error, rules: Rule[] = []): void {
  const accept = oss.onPut;
  oss.onPut = () => {
    oss.onPut = accept;
    oss.rules = rules;
    throw error;
  };
}

describe("a pair that was free when it was looked at, and is not when the rule is put", () => {
  it("has the rule itself, where an earlier attempt has put it", async () => {
    const w = knowing();
    refuseOnce(w, clash(), [found(ID)]);
    expect((await createRule(w.context, inputs())).id).toBe(ID);
    expect(puts(w)).toHaveLength(1);
  });

  it("is put again where it is free after all", async () => {
    const w = knowing();
    refuseOnce(w, clash());
    expect((await createRule(w.context, inputs())).id).toBe(ID);
    expect(puts(w)).toEqual([`refused: put src ${ID}`, `put src ${ID}`]);
    expect(w.oss.putOptions).toEqual([{ wasFree: true }, { wasFree: true }]);
  });

  it("is told to be somebody's", async () => {
    const w = knowing();
    refuseOnce(w, clash(), [found("theirs")]);
    await expect(createRule(w.context, inputs())).rejects.toMatchObject({ code: "RuleInTheWay" });
    expect(puts(w)).toHaveLength(1);
  });

  it("is not looked at again after any other refusal", async () => {
    const w = knowing();
    const refusal = ossError("NoPermission", "PutBucketReplication");
    refuseOnce(w, refusal, [found(ID)]);
    await expect(createRule(w.context, inputs())).rejects.toBe(refusal);
    expect(w.oss.calls).toEqual(["get src", `refused: put src ${ID}`]);
  });
});

it("a rule that nobody has looked for is put without saying that the pair was free", async () => {
  const w = world();
  await createRule(w.context, inputs());
  expect(w.oss.putOptions).toEqual([{}]);
});

describe("a look that fails for a moment", () => {
  it("ends a create that has nothing to wait for", async () => {
    const w = knowing();
    const failure = busy();
    w.oss.onGet = () => {
      throw failure;
    };
    await expect(createRule(w.context, inputs())).rejects.toBe(failure);
    expect(w.oss.calls).toEqual(["get src"]);
  });

  it("does not end one that waits for a closing rule", async () => {
    const w = knowing();
    w.oss.rules = [found("r", { status: "closing" })];
    w.oss.onGet = () => {
      if (w.oss.looks.length === 2) throw busy();
      if (w.oss.looks.length > 3) w.oss.rules = [];
    };
    expect((await createRule(w.context, inputs())).id).toBe(ID);
  });
});

describe("a rule that the engine has deleted first", () => {
  const refusal = ossError("NoPermission", "PutBucketReplication");
  const afterDelete = async (news: RuleInputs) => {
    const w = world();
    w.oss.rules = [found("r")];
    await deleteRule(w.context, "r", outputsOf("r", inputs()));
    refuseOnce(w, refusal);
    const failure = await createRule(w.context, news).catch((error) => error);
    return { failure, rules: w.oss.rules.map(({ id }) => id) };
  };

  it("is put back where the new one of the same pair is refused", async () => {
    expect(await afterDelete(inputs({ action: "PUT" }))).toMatchObject({
      failure: { id: "r" },
      rules: ["r"],
    });
  });

  it.each([
    ["target", { destination: { bucket: "dst2", location: "oss-cn-beijing" } }],
    ["source", { bucket: "src2" }],
  ])("is put back where the new one has another %s and is refused", async (_, more) => {
    expect(await afterDelete(inputs(more))).toMatchObject({
      failure: {
        id: "r",
        code: "NotReplaced",
        message: expect.stringMatching(/^The rule from src to dst .* put back/),
      },
      rules: ["r"],
    });
  });

  const removedThen = async (then: (w: ReturnType<typeof world>) => void, news: RuleInputs) => {
    const w = world();
    w.oss.rules = [found("r")];
    await deleteRule(w.context, "r", outputsOf("r", inputs()));
    then(w);
    const ending = await createRule(w.context, news).catch((error) => error);
    return { ending, rules: w.oss.rules.map(({ id }) => id) };
  };

  it("is put back where somebody else's rule is in the way of the new one, for another pair", async () => {
    const news = inputs({ destination: { bucket: "dst2", location: "oss-cn-beijing" } });
    const theirs = found("theirs", { destination: { bucket: "dst2", location: "oss-cn-beijing" } });
    const { ending, rules } = await removedThen((w) => w.oss.rules.push(theirs), news);
    expect(ending).toMatchObject({
      code: "NotReplaced",
      message: expect.stringMatching(/^The rule from src to dst .* put back.*rule theirs is there already/),
    });
    expect(rules).toEqual(["theirs", "r"]);
  });

  it("is missed by name where somebody else's rule has its place", async () => {
    const { ending } = await removedThen((w) => w.oss.rules.push(found("theirs")), inputs({ action: "PUT" }));
    expect(ending).toMatchObject({
      code: "RuleInTheWay",
      message: expect.stringMatching(/^Rule r from src to dst .* is gone/),
    });
  });

  it("is put back where `adopt` names a rule that is not there", async () => {
    const { ending, rules } = await removedThen(() => {}, inputs({ action: "PUT", adopt: "none" }));
    expect(ending).toMatchObject({ code: "NotReplaced", message: expect.stringMatching(/put back.*none/) });
    expect(rules).toEqual(["r"]);
  });

  it("is followed by the new one though OSS is busy when it is looked for", async () => {
    const busy = (w: ReturnType<typeof world>) => {
      let looks = 0;
      w.oss.onGet = () => {
        if (looks++ < 3) throw ossError("ServiceUnavailable", "GetBucketReplication", "src", { status: 503 });
      };
    };
    const { ending, rules } = await removedThen(busy, inputs({ action: "PUT" }));
    expect(rules).toEqual([ending.id]);
  });

  it("is missed by name where OSS does not let the caller look", async () => {
    const denied = (w: ReturnType<typeof world>) => {
      w.oss.onGet = () => {
        throw ossError("AccessDenied", "GetBucketReplication", "src", { status: 403 });
      };
    };
    const { ending } = await removedThen(denied, inputs({ action: "PUT" }));
    expect(ending).toMatchObject({
      code: "Unprotected",
      message: expect.stringMatching(/^No rule is in effect from src to dst .*AccessDenied/),
    });
  });

  it("is put back for a resource whose former name the rule's id has", async () => {
    const w = world();
    const former = inputs({ owner: "f".repeat(16) });
    const id = ruleId(former.owner, "src", definitionIn(former));
    w.oss.rules = [found(id)];
    w.context.memory.noteOld(OWNER, id);
    await deleteRule(w.context, id, outputsOf(id, former));
    refuseOnce(w, refusal);
    await expect(createRule(w.context, inputs({ action: "PUT" }))).rejects.toMatchObject({ id });
    expect(w.oss.rules).toMatchObject([{ id }]);
  });
});

describe("a pair that is closing, where OSS refuses the put for a reason of its own", () => {
  const closing = async (status: number) => {
    const w = world();
    w.oss.rules = [found("old", { status: "closing" })];
    const accept = w.oss.onPut;
    w.oss.onPut = () => {
      w.oss.onPut = accept;
      throw ossError("BucketReplicationInClosingStatus", "PutBucketReplication", "src", { status });
    };
    w.oss.onGet = () => {
      if (w.clock.time > 60_000) w.oss.rules = [];
    };
    const ending = await createRule(w.context, inputs()).catch((error) => error);
    return { ending, time: w.clock.time };
  };

  it("is waited for, and then the rule is put", async () => {
    const { ending, time } = await closing(400);
    expect(ending).toMatchObject({ id: ID });
    expect(time).toBeGreaterThan(60_000);
  });

  it("is not waited for where the reason is that the caller may not", async () => {
    expect(await closing(403)).toMatchObject({ ending: { status: 403 }, time: 0 });
  });
});

describe("our own rule that is there already", () => {
  it("is not taken over, and so not recreated either, where OSS would refuse it now", async () => {
    const w = world();
    w.oss.rules = [found(ID)];
    const taking = createRule(w.context, inputs(), async () => ["Versioning differs."]);
    await expect(taking).rejects.toMatchObject({
      code: "NotReplaced",
      message: expect.stringMatching(
        /^Rule \S+ from src to dst .* is in effect as before.*Versioning differs\. See \S+#notreplaced\.$/,
      ),
    });
    expect(w.oss.rules).toEqual([found(ID)]);
  });

  it("says of one that is adopted what could not be compared", async () => {
    const w = world();
    w.oss.rules = [found("theirs")];
    await createRule(w.context, inputs({ adopt: "theirs", syncRole: "role" }));
    expect(w.notes).toMatchObject([
      { kind: "note", text: expect.stringMatching(/does not show its syncRole/) },
    ]);
    await createRule(w.context, inputs({ adopt: "theirs" }));
    expect(w.notes).toHaveLength(1);
  });
});
