import type * as pulumi from "@pulumi/pulumi";
import { rtcProvider, ruleProvider } from "../../../provider/lifecycle/engine/providers";
import { outputsOf } from "../../../provider/lifecycle/inputs";
import { normaliseRule } from "../../../provider/lifecycle/normalise";
import { ruleId } from "../../../provider/lifecycle/ownership";
import { definitionIn, see } from "../../../provider/oss";
import { ossError, world } from "./support/fakes";

const args = {
  bucket: "src",
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  region: "cn-hangzhou",
  owner: "00112233aabbccdd",
};

async function failuresOf(news: Record<string, unknown>) {
  const { failures = [] } = (await ruleProvider(world().context).check?.({}, { ...args, ...news })) ?? {};
  return failures;
}

describe("a failed check names the argument", () => {
  it("where the engine, which writes its value as it is, has a short text to write", async () => {
    expect(await failuresOf({ action: "SOME" })).toEqual([
      { property: "action", reason: expect.stringContaining('`action` is "SOME"') },
    ]);
  });

  it("where it is one that the resource does not have", async () => {
    expect(await failuresOf({ colour: "red" })).toMatchObject([{ property: "colour" }]);
  });

  it.each([
    ["is secret", { action: "SOME", hints: { secrets: ["action"] } }],
    ["is an object", { prefixSet: { prefixes: ["/a"] } }],
    ["would steer a terminal", { network: "\u001b[31m" }],
    ["is long", { network: "x".repeat(101) }],
    ["is not there", { bucket: undefined }],
  ])("but not where its value %s", async (_, news) => {
    const failures = await failuresOf(news);
    expect(failures.map(({ property }) => property)).toEqual(failures.map(() => ""));
    expect(failures).not.toEqual([]);
  });

  it.each([null, "action", { action: true }])("whatever the hints of secrets are: %j", async (secrets) => {
    expect(await failuresOf({ action: "SOME", hints: { secrets } })).toMatchObject([{ property: "action" }]);
  });
});

const TEXT = 'exports.handler = () => require("pulumi-oss-replication/engine").rule;';
const inputs = normaliseRule(args, "cn-hangzhou");
const ID = "r";
/** As the engine passes what is in its state. */
const inState = { ...outputsOf(ID, inputs), __provider: TEXT, endpoint: null };

type Functions = Required<pulumi.dynamic.ResourceProvider>;

function rules(...ids: string[]) {
  const w = world();
  w.oss.rules = ids.map((id) => ({ id, status: "doing", ...definitionIn(inputs) }));
  return { ...w, provider: ruleProvider(w.context) as Functions };
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error) => error,
  );

describe("what the engine is told of a change", () => {
  const plan = (news: object) => rules().provider.diff("r", inState, { ...inState, ...news });

  it("is that there is none, and that nothing is to be called", async () => {
    expect(await plan({})).toEqual({ changes: false });
    expect(await plan({ adopt: "other", __provider: "another text" })).toEqual({ changes: false });
  });

  it("lets the check that follows ask OSS, though the program says what the state's inputs say: the last replacement failed", async () => {
    const { provider, oss } = rules("r");
    const hints = { applying: true };
    oss.infos.dst = { name: "dst", location: "oss-us-west-1" };
    const news = { ...args, action: "PUT", hints };
    expect((await provider.check({ ...args, action: "PUT" }, news)).failures).toEqual([]);
    expect(await provider.diff("r", inState, { ...inState, action: "PUT" })).toMatchObject({
      replaces: ["action"],
    });
    expect((await provider.check({}, news)).failures).toMatchObject([
      { reason: expect.stringMatching(/dst is in oss-us-west-1/) },
    ]);
  });

  it("is what needs a replacement, and never that the old one is deleted first", async () => {
    expect(await plan({ action: "PUT", timeouts: { create: "1h", delete: "1h" } })).toEqual({
      replaces: ["action"],
    });
  });

  it("is nothing at all where the change is made in place: the engine then shows what it is", async () => {
    expect(await plan({ timeouts: { create: "1h", delete: "1h" } })).toEqual({});
  });

  it("is so where the inputs are the same, and only the rule is another", async () => {
    const { provider } = rules("r");
    await provider.check(inState, inState);
    const olds = { ...inState, action: "PUT" };
    expect(await provider.diff("r", olds, inState)).toEqual({ replaces: ["action"], changes: true });
    expect(await provider.diff("r", inState, inState)).toEqual({ changes: false });
  });

  it("is the same for RTC", async () => {
    const provider = rtcProvider(world().context) as Functions;
    const rtc = { bucket: "src", region: "cn-hangzhou", ruleId: "r", status: "enabled", __provider: TEXT };
    const change = (news: object) => provider.diff("r", rtc, { ...rtc, ...news });
    expect(await change({ __provider: "another text" })).toEqual({ changes: false });
    expect(await change({ status: "disabled" })).toEqual({});
    expect(await change({ ruleId: "s", status: "disabled" })).toEqual({ replaces: ["ruleId"] });
  });
});

describe("a refresh or an import", () => {
  it("reads what the rule is, without adopt, and without what belongs to the engine", async () => {
    const { provider } = rules("r");
    const known = { ...inState, adopt: "r" };
    expect(await provider.read("r", known)).toEqual({
      id: "r",
      props: outputsOf(ID, inputs),
      inputs: { ...inputs, adopt: "r" },
    });
  });

  it("keeps the owner in a state that tells it, though the id does, and leaves it out of one that does not", async () => {
    const id = ruleId(inputs.owner, inputs.bucket, definitionIn(inputs));
    const { provider } = rules(id);
    const { owner, ...state } = { owner: inputs.owner, ...outputsOf(id, inputs) };
    expect((await provider.read(id, state)).props).toEqual(state);
    expect((await provider.read(id, state)).inputs).toEqual(inputs);
    expect((await provider.read(id, { ...state, owner })).props).toEqual({ ...state, owner });
  });

  it("says that the rule is gone where it is", async () => {
    expect(await rules("other").provider.read("r", inState)).toEqual({ id: "" });
  });

  it("fails where the program asks for a rule that is not there", async () => {
    const failure = await failureOf(
      rules("other").provider.read("r", { bucket: "src", region: "cn-hangzhou" }),
    );
    expect(failure).toMatchObject({
      code: "NoSuchReplicationRule",
      message: `There is no rule r on bucket src. List its rules with \`oss-replication rules --bucket src\`. ${see("NoSuchReplicationRule")}`,
    });
  });

  it("reads RTC as it is, and none of a rule that is gone", async () => {
    const { oss, context } = rules("r");
    const provider = rtcProvider(context) as Functions;
    const rtc = { bucket: "src", region: "cn-hangzhou", ruleId: "r", status: "enabled" };
    const off = { ...rtc, status: "disabled" };
    expect(await provider.read("r", { ...rtc, __provider: TEXT })).toEqual({
      id: "r",
      props: off,
      inputs: off,
    });
    oss.rules = [];
    expect(await provider.read("r", rtc)).toEqual({ id: "" });
  });
});

describe("create, update and delete", () => {
  it("take what the engine passes without what belongs to it, and without nulls", async () => {
    const { provider, oss } = rules();
    const { id, outs } = await provider.create(inState);
    expect(outs).toEqual(outputsOf(id as string, inputs));
    expect(await provider.update(id as string, inState, { ...inState, timeouts: inputs.timeouts })).toEqual({
      outs: outputsOf(id as string, inputs),
    });
    const next = rules(id as string);
    await next.provider.delete(id as string, inState);
    expect([oss.rules.length, next.oss.rules.length]).toEqual([1, 0]);
  });

  it("turn RTC on, to another state and off", async () => {
    const { oss, context } = rules("r");
    const rtc = { bucket: "src", region: "cn-hangzhou", ruleId: "r", status: "enabled", __provider: TEXT };
    const provider = rtcProvider(context) as Functions;
    const { __provider: _, ...outs } = rtc;
    expect(await provider.create(rtc)).toEqual({ id: "r", outs });
    expect(await provider.update("r", rtc, { ...rtc, status: "disabled" })).toEqual({
      outs: { ...outs, status: "disabled" },
    });
    const next = { ...world().context, connect: context.connect };
    oss.rules = oss.rules.map((rule) => ({ ...rule, rtcStatus: "enabled" }));
    await (rtcProvider(next) as Functions).delete("r", rtc);
    expect(oss.calls.filter((call) => call.startsWith("rtc"))).toEqual([
      "rtc src r enabled",
      "rtc src r disabled",
      "rtc src r disabled",
    ]);
  });

  it("keep the provider's text in the state of an old rule that a failed create leaves in place", async () => {
    const { provider, oss } = rules("old");
    await provider.diff("old", inState, { ...inState, action: "PUT" });
    let puts = 0;
    const accept = oss.onPut;
    oss.onPut = (rule) => {
      if (puts++ === 0) throw ossError("NoPermission", "PutBucketReplication");
      accept({ ...rule, id: "uuid" });
      return { ruleId: "uuid" };
    };
    const failure = await failureOf(provider.create({ ...inState, action: "PUT" }));
    expect(failure).toMatchObject({ id: "uuid", properties: { action: "ALL", __provider: TEXT } });
  });
});

describe("a delete in the command that has shown the rule to stay", () => {
  it("leaves the rule, and removes one that is replaced or that the program no longer has", async () => {
    const leftAfter = async (...steps: ((provider: Functions) => Promise<unknown>)[]) => {
      const { provider, oss } = rules("r");
      for (const step of steps) await step(provider);
      await provider.delete("r", inState);
      return oss.rules.map(({ id }) => id);
    };
    const news = { ...inState, action: "PUT" };
    expect(
      await leftAfter(
        (p) => p.check(inState, inState),
        (p) => p.diff("r", inState, inState),
      ),
    ).toEqual(["r"]);
    expect(
      await leftAfter(
        (p) => p.check(inState, news),
        (p) => p.diff("r", inState, news),
      ),
    ).toEqual([]);
    expect(await leftAfter((p) => p.diff("r", inState, inState))).toEqual([]);
  });

  it("leaves its RTC on, and switches off that of another rule", async () => {
    const rtc = { bucket: "src", region: "cn-hangzhou", ruleId: "r", status: "enabled" };
    const leftAfter = async (news: typeof rtc) => {
      const { context, oss } = rules("r");
      const provider = rtcProvider(context) as Functions;
      expect(await provider.check(rtc, news)).toMatchObject({ inputs: news });
      await provider.diff("r", rtc, news);
      await provider.delete("r", rtc);
      return oss.calls.filter((call) => call.startsWith("rtc"));
    };
    expect(await leftAfter(rtc)).toEqual([]);
    expect(await leftAfter({ ...rtc, ruleId: "s" })).toEqual(["rtc src r disabled"]);
  });
});

it("the settings of the stack are there as soon as the engine has given them", async () => {
  const { provider, context } = rules();
  const config = { get: (key: string) => (key === "oss:region" ? "cn-beijing" : undefined) };
  const configured = provider.configure({ config } as never);
  expect(context.settings.region).toBe("cn-beijing");
  await configured;
  const rtc = rtcProvider(context) as Functions;
  await rtc.configure({ config: { get: () => "cn-shanghai" } } as never);
  expect(context.settings.region).toBe("cn-shanghai");
});

describe("a failure of any function", () => {
  it("is one plain line for the engine, where it is for the user", async () => {
    const { provider, oss } = rules("r");
    oss.onGet = () => {
      throw ossError("AccessDenied");
    };
    const failure = await failureOf(provider.read("r", inState));
    expect(failure.stack).toBe(failure.message);
    expect(String(failure)).toBe("OSS replication");
  });

  it("keeps its stack trace where it is a bug", async () => {
    const { provider, oss } = rules("r");
    oss.onGet = () => {
      throw new TypeError("oops");
    };
    const failure = await failureOf(provider.read("r", inState));
    expect(failure.stack).toMatch(/^TypeError: oops\n +at /);
    expect(String(failure)).toBe("TypeError: oops");
  });

  it("repeats no value that the program marked as secret, wherever it is", async () => {
    const { provider, oss } = rules("r");
    const secret = "my-secret-role";
    await provider.check(
      { syncRole: "old-secret-role" },
      { ...args, syncRole: secret, hints: { secrets: ["syncRole"] } },
    );
    const failures = [ossError(secret, "x", secret), new Error(`${secret}, old-secret-role`), `is ${secret}`];
    const shown = [];
    for (const failure of failures) {
      // The stack is written when it is first read, and holds the message of that moment.
      expect(String(Object(failure).stack ?? failure)).toContain(secret);
      oss.onGet = () => {
        throw failure;
      };
      const { message, stack } = Object(await failureOf(provider.read("r", inState)));
      shown.push(message, stack, await failureOf(provider.read("r", inState)));
    }
    expect(shown.map(String).join()).not.toContain("secret-role");
    expect(shown.at(-1)).toBe("is (secret)");
    oss.onGet = () => {
      throw 5;
    };
    expect(await failureOf(provider.read("r", inState))).toBe(5);
  });

  it("also where a create has left the old rule in place", async () => {
    const { provider, oss } = rules("old");
    const news = { ...inState, action: "PUT" };
    await provider.check(inState, { ...news, syncRole: "my-secret-role", hints: { secrets: ["syncRole"] } });
    await provider.diff("old", inState, news);
    const accept = oss.onPut;
    oss.onPut = (rule) => {
      oss.onPut = (again) => {
        accept({ ...again, id: "uuid" });
        return { ruleId: "uuid" };
      };
      throw ossError("NoPermission", "PutBucketReplication", "src", {
        serviceMessage: `no ${rule.action} my-secret-role`,
      });
    };
    const { message, reasons } = await failureOf(provider.create(news));
    expect(message).toContain("no PUT (secret)");
    expect(reasons).toEqual([message]);
  });

  it("has the properties of a rule only where one was left in place", async () => {
    const { provider, oss } = rules();
    oss.onPut = () => {
      throw ossError("NoPermission", "PutBucketReplication");
    };
    expect(await failureOf(provider.create(inState))).not.toHaveProperty("properties");
  });

  it("of a check, too", async () => {
    const { provider } = rules();
    const news = { ...args, endpoint: 5, action: "MY_SECRET", hints: { secrets: ["action"] } };
    const { failures } = await provider.check(undefined, news);
    expect(failures?.map(({ reason }) => reason).join()).toMatch(/`action` is "\(secret\)"/);
  });
});
