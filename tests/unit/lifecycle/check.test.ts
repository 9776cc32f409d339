import { checkRtc, checkRule } from "../../../provider/lifecycle/check";
import { ruleId } from "../../../provider/lifecycle/identity";
import { normaliseRule } from "../../../provider/lifecycle/normalise";
import { definitionOf } from "../../../provider/lifecycle/ruleInputs";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";
import type { BucketInfo, Rule } from "../../../provider/oss";
import { ossError, type World, world } from "./support/fakes";

const OWNER = "00112233aabbccdd";
const args = {
  bucket: "src",
  destination: { bucket: "dst", location: "cn-beijing" },
  owner: OWNER,
  __provider: "text",
  hints: { bucketsToCome: false },
};
const inputs = (more: object = {}) => {
  const { __provider: _, hints: __, ...rest } = { ...args, ...more } as typeof args;
  return normaliseRule(rest, "cn-hangzhou");
};
const rule = (id: string, like = inputs(), status: Rule["status"] = "doing"): Rule => ({
  id,
  status,
  ...definitionOf(like),
});
const info = (name: string, location: string, versioning?: string): BucketInfo => ({
  name,
  location,
  versioning,
});
const problemsOf = async (w: World, news: object, olds: object = {}) =>
  (await checkRule(w.context, olds as never, { ...args, ...news })).problems;

describe("the check of a rule", () => {
  it("answers normalised inputs without what is for the engine or for the check alone", async () => {
    const w = world();
    const checked = await checkRule(w.context, {}, args);
    expect(checked).toEqual({ inputs: inputs(), problems: [] });
    expect(checked.inputs).not.toHaveProperty("hints");
    expect(checked.inputs).not.toHaveProperty("__provider");
  });

  it("takes the region from the settings where the resource has none", async () => {
    const w = world();
    w.context.settings = { region: "oss-cn-hangzhou" };
    expect((await checkRule(w.context, {}, args)).inputs.region).toBe("cn-hangzhou");
    w.context.settings = {};
    expect(await problemsOf(w, {})).toEqual([expect.stringMatching(/No region/)]);
  });

  it("asks OSS nothing about arguments that are wrong in themselves", async () => {
    const w = world();
    expect(await problemsOf(w, { action: "PUTT" })).toHaveLength(1);
    expect(w.oss.calls).toEqual([]);
  });

  it("asks once per bucket, whatever the number of rules", async () => {
    const w = world();
    for (const prefix of ["a", "b", "c"]) await problemsOf(w, { prefixSet: { prefixes: [prefix] } });
    expect([...w.oss.calls].sort()).toEqual(["get src", "info dst", "info src", "locations src"]);
  });

  it("asks about new and changed rules only", async () => {
    const w = world();
    await problemsOf(w, {}, inputs());
    await problemsOf(w, { timeouts: { delete: "1h" }, endpoint: "127.0.0.1" }, inputs());
    expect(w.oss.calls).toEqual([]);
    await problemsOf(w, { action: "PUT" }, inputs());
    expect(w.oss.calls).not.toEqual([]);
  });

  it("remarks on what is likely not meant, for new and changed rules alone", async () => {
    const w = world();
    const starred = { prefixSet: { prefixes: ["logs/*"] } };
    expect(await problemsOf(w, starred, inputs(starred))).toEqual([]);
    expect(w.notes).toEqual([]);
    expect(await problemsOf(w, starred)).toEqual([]);
    expect(w.notes).toEqual([
      {
        kind: "note",
        text: expect.stringMatching(/^rule from src to dst \(oss-cn-beijing\): the prefix "logs\/\*"/),
      },
    ]);
  });

  it.each([
    ["bucket", { bucket: UNKNOWN }],
    ["region", { region: UNKNOWN }],
    ["endpoint", { endpoint: UNKNOWN }],
  ])("asks nothing while the %s is unknown", async (_, news) => {
    const w = world();
    expect(await problemsOf(w, news)).toEqual([]);
    expect(w.oss.calls).toEqual([]);
  });

  it("asks the target at its own region's public endpoint, and an IP endpoint for both", async () => {
    const w = world();
    await problemsOf(w, { endpoint: "oss-cn-hangzhou-internal.aliyuncs.com", network: "internal" });
    expect(w.connections).toMatchObject([
      { region: "cn-hangzhou", endpoint: "oss-cn-hangzhou-internal.aliyuncs.com", network: "internal" },
      { region: "cn-beijing", endpoint: undefined, network: undefined },
    ]);
    w.connections.length = 0;
    await problemsOf(w, { endpoint: "http://127.0.0.1:80" });
    expect(w.connections).toMatchObject([
      { region: "cn-hangzhou" },
      { region: "cn-beijing", endpoint: "http://127.0.0.1:80" },
    ]);
  });
});

describe("what OSS says of the buckets", () => {
  it.each<[string, object, (w: World) => void, RegExp]>([
    [
      "a location that is not offered",
      { destination: { bucket: "dst", location: "oss-cn-beijin" } },
      (w) => {
        w.oss.infos.dst = ossError("AccessDenied");
      },
      /does not offer oss-cn-beijin.*oss-cn-beijing, oss-us-west-1/,
    ],
    [
      "a transfer type of another link",
      { destination: { bucket: "far", location: "oss-us-west-1" } },
      (w) => {
        w.oss.infos.far = info("far", "oss-us-west-1");
      },
      /by "oss_acc" only/,
    ],
    [
      "acceleration where there is none",
      { destination: { bucket: "dst", location: "cn-beijing", transferType: "oss_acc" } },
      () => {},
      /by "internal" only/,
    ],
    [
      "a source bucket in another region",
      { region: "cn-shanghai" },
      () => {},
      /in oss-cn-hangzhou, not in the region cn-shanghai/,
    ],
    [
      "a target bucket in another location",
      {},
      (w) => {
        w.oss.infos.dst = info("dst", "oss-us-west-1");
      },
      /dst is in oss-us-west-1, not in oss-cn-beijing/,
    ],
    [
      "versioning of the source alone",
      {},
      (w) => {
        w.oss.infos.src = info("src", "oss-cn-hangzhou", "Enabled");
      },
      /src has versioning and bucket dst has not/,
    ],
    [
      "versioning of the target alone",
      {},
      (w) => {
        w.oss.infos.dst = info("dst", "oss-cn-beijing", "Enabled");
      },
      /dst has versioning and bucket src has not/,
    ],
    [
      "versioning that is suspended",
      {},
      (w) => {
        w.oss.infos.dst = info("dst", "oss-cn-beijing", "Suspended");
      },
      /dst is suspended/,
    ],
    [
      "a pair that is taken",
      {},
      (w) => {
        w.oss.rules = [rule("theirs")];
      },
      /rule theirs is there already.*adopt: "theirs"/,
    ],
    ["a rule to adopt that is not there", { adopt: "nobody" }, () => {}, /names rule nobody/],
    [
      "a rule to adopt with another content",
      { adopt: "theirs" },
      (w) => {
        w.oss.rules = [rule("theirs", inputs({ action: "PUT" }))];
      },
      /action: the program says "ALL", the rule has "PUT"/,
    ],
    [
      "a source bucket that does not exist",
      {},
      (w) => {
        delete w.oss.infos.src;
      },
      /NoSuchBucket/,
    ],
    [
      "a target bucket that does not exist",
      {},
      (w) => {
        delete w.oss.infos.dst;
      },
      /NoSuchBucket/,
    ],
    [
      "a wrong secret",
      {},
      (w) => {
        w.oss.infos.src = ossError("SignatureDoesNotMatch");
      },
      /SignatureDoesNotMatch/,
    ],
    [
      "a wrong key",
      {},
      (w) => {
        w.oss.locations = ossError("InvalidAccessKeyId");
      },
      /InvalidAccessKeyId/,
    ],
  ])("refuses %s", async (_, news, arrange, message) => {
    const w = world();
    arrange(w);
    expect(await problemsOf(w, news)).toEqual([expect.stringMatching(message)]);
  });

  it.each<[string, object, (w: World) => void]>([
    [
      "the own location, which OSS does not list",
      { destination: { bucket: "near", location: "cn-hangzhou" } },
      (w) => {
        w.oss.infos.near = info("near", "oss-cn-hangzhou");
      },
    ],
    [
      "versioning on both sides",
      {},
      (w) => {
        w.oss.infos = {
          src: info("src", "oss-cn-hangzhou", "Enabled"),
          dst: info("dst", "oss-cn-beijing", "Enabled"),
        };
      },
    ],
    [
      "rules to other targets",
      {},
      (w) => {
        w.oss.rules = [rule("x", inputs({ destination: { bucket: "z", location: "oss-cn-beijing" } }))];
      },
    ],
    [
      "a pair that is being cleared",
      {},
      (w) => {
        w.oss.rules = [rule("theirs", inputs(), "closing")];
      },
    ],
    [
      "our own rule of an interrupted create",
      {},
      (w) => {
        w.oss.rules = [rule(ruleId(OWNER, "src", definitionOf(inputs())))];
      },
    ],
    [
      "the rule to adopt",
      { adopt: "theirs" },
      (w) => {
        w.oss.rules = [rule("theirs")];
      },
    ],
    [
      "a finance region, whose location has another name",
      { region: "cn-shanghai-finance-1", destination: { bucket: "dst", location: "oss-cn-beijing" } },
      (w) => {
        w.oss.infos.src = info("src", "oss-cn-shanghai-finance-1-pub");
      },
    ],
  ])("lets pass %s", async (_, news, arrange) => {
    const w = world();
    arrange(w);
    expect(await problemsOf(w, news)).toEqual([]);
  });

  it("is not asked for what the program itself makes in the same command", async () => {
    const w = world();
    delete w.oss.infos.src;
    expect(await problemsOf(w, { hints: { bucketsToCome: true } })).toEqual([]);
    w.oss.infos.src = info("src", "oss-us-west-1");
    expect(await problemsOf(w, { hints: { bucketsToCome: true } })).toHaveLength(1);
  });
});

describe("a replacement", () => {
  it("is never refused because its own older version is still there", async () => {
    const w = world();
    const old = ruleId(OWNER, "src", definitionOf(inputs()));
    w.oss.rules = [rule(old)];
    const news = { action: "PUT" };
    expect(await problemsOf(w, news, inputs())).toEqual([]);
    w.context.memory.noteOld(OWNER, old);
    expect(await problemsOf(w, news)).toEqual([]);
  });

  it("is never refused because of an older version whose id OSS has made", async () => {
    const w = world();
    w.oss.rules = [rule("uuid")];
    expect(await problemsOf(w, { action: "PUT" }, inputs())).toEqual([]);
    w.context.memory.noteOld(OWNER, "uuid");
    expect(await problemsOf(w, { action: "PUT" })).toEqual([]);
  });

  it("is refused the second time where somebody else's rule holds the pair", async () => {
    const w = world();
    w.oss.rules = [rule("theirs")];
    w.context.memory.noteOld(OWNER, "uuid");
    expect(await problemsOf(w, { action: "PUT" })).toEqual([expect.stringMatching(/theirs/)]);
  });

  it("to another pair is refused where that is taken", async () => {
    const w = world();
    w.oss.rules = [rule("theirs")];
    const before = inputs({ destination: { bucket: "other", location: "oss-cn-beijing" } });
    expect(await problemsOf(w, {}, before)).toEqual([expect.stringMatching(/theirs/)]);
  });
});

describe("a pair of buckets", () => {
  it("is one resource's: a second one of the program is refused before OSS is asked", async () => {
    const w = world();
    expect(await problemsOf(w, {})).toEqual([]);
    const calls = w.oss.calls.length;
    expect(await problemsOf(w, { owner: "f".repeat(16), action: "PUT" })).toEqual([
      expect.stringMatching(/Another ReplicationRule of this program/),
    ]);
    expect(w.oss.calls).toHaveLength(calls);
    expect(await problemsOf(w, { action: "PUT" })).toEqual([]);
  });

  it("is seen as taken while another argument is still unknown", async () => {
    const w = world();
    w.oss.rules = [rule("theirs")];
    expect(await problemsOf(w, { syncRole: UNKNOWN })).toEqual([expect.stringMatching(/theirs/)]);
    expect(await problemsOf(w, { adopt: UNKNOWN })).toEqual([]);
    const own = world();
    own.oss.rules = [rule(ruleId(OWNER, "src", definitionOf(inputs())))];
    expect(await problemsOf(own, { prefixSet: { prefixes: UNKNOWN } })).toEqual([]);
  });

  it("is not looked at for the rule that was adopted, when the resource moves to another", async () => {
    const w = world();
    w.oss.infos.other = info("other", "oss-cn-beijing");
    w.oss.rules = [rule("theirs")];
    const moved = { destination: { bucket: "other", location: "cn-beijing" }, adopt: "theirs" };
    expect(await problemsOf(w, moved, inputs({ adopt: "theirs" }))).toEqual([]);
  });
});

describe("what cannot be checked beforehand", () => {
  it("is a target whose endpoint does not follow from its location", async () => {
    const w = world();
    const connect = w.context.connect;
    w.oss.locations = { locations: ["oss-cn-shanghai-finance-1"], transferTypes: {} };
    w.context.connect = (connection) => {
      if (connection.region.includes("finance")) throw ossError("InvalidEndpoint", "ResolveEndpoint", "");
      return connect(connection);
    };
    expect(
      await problemsOf(w, { destination: { bucket: "dst", location: "oss-cn-shanghai-finance-1" } }),
    ).toEqual([]);
    expect(w.warnings).toEqual([expect.stringMatching(/bucket dst/)]);
  });

  it.each(["AccessDenied", "NetworkError", "NoCredentials", "BucketNotBelongTo"])(
    "is one warning per bucket: %s",
    async (code) => {
      const w = world();
      w.oss.infos = { src: ossError(code), dst: ossError(code) };
      w.oss.locations = ossError(code);
      expect(await problemsOf(w, {})).toEqual([]);
      expect(await problemsOf(w, { action: "PUT" })).toEqual([]);
      expect(w.warnings).toEqual([expect.stringMatching(/bucket src/), expect.stringMatching(/bucket dst/)]);
    },
  );

  it("keeps what could be asked: a taken pair is seen though the target cannot", async () => {
    const w = world();
    w.oss.infos.dst = ossError("AccessDenied");
    w.oss.rules = [rule("theirs")];
    expect(await problemsOf(w, {})).toEqual([expect.stringMatching(/theirs/)]);
    expect(w.warnings).toHaveLength(1);
  });

  it("takes a missing list of RTC locations for unknown, not for none", async () => {
    const w = world();
    w.oss.locations = { locations: ["oss-cn-beijing"], transferTypes: {} };
    w.oss.rules = [rule("r")];
    const { problems } = await checkRtc(w.context, {}, { bucket: "src", ruleId: "r" });
    expect(problems).toEqual([]);
  });
});

describe("the check of an RTC", () => {
  const rtc = { bucket: "src", ruleId: "r", __provider: "text" };
  const near = inputs({ destination: { bucket: "near", location: "oss-cn-hangzhou" } });
  const far = inputs({ destination: { bucket: "far", location: "oss-us-west-1", transferType: "oss_acc" } });

  it("fills in that RTC is to be on", async () => {
    const w = world();
    w.oss.rules = [rule("r")];
    expect(await checkRtc(w.context, {}, rtc)).toEqual({
      inputs: { bucket: "src", ruleId: "r", region: "cn-hangzhou", status: "enabled" },
      problems: [],
    });
  });

  it.each<[string, Rule[], object, RegExp]>([
    ["a rule within the region", [rule("r", near)], {}, /copies within oss-cn-hangzhou/],
    [
      "a pair that cannot have RTC",
      [rule("r", far)],
      {},
      /from oss-cn-hangzhou to oss-us-west-1.*oss-cn-beijing only/,
    ],
    [
      "such a pair of a rule that is still to come",
      [],
      { ruleId: UNKNOWN, hints: { targetLocation: "oss-us-west-1" } },
      /oss-us-west-1/,
    ],
    ["a rule by an id that is not there", [], {}, /no rule r in effect/],
    ["a rule that is closing", [{ ...rule("r"), status: "closing" }], {}, /no rule r in effect/],
  ])("refuses %s", async (_, rules, news, message) => {
    const w = world();
    w.oss.rules = rules;
    expect((await checkRtc(w.context, {}, { ...rtc, ...news })).problems).toEqual([
      expect.stringMatching(message),
    ]);
  });

  it.each<[string, object]>([
    ["a rule that is still to come", { ruleId: UNKNOWN, hints: { targetLocation: "oss-cn-beijing" } }],
    ["a rule of which nothing is known yet", { ruleId: UNKNOWN, hints: { targetLocation: UNKNOWN } }],
    ["RTC switched off, wherever", { status: "disabled" }],
    ["a bucket that is unknown", { bucket: UNKNOWN }],
  ])("lets pass %s", async (_, news) => {
    expect((await checkRtc(world().context, {}, { ...rtc, ...news })).problems).toEqual([]);
  });

  it("asks nothing about an RTC that stays as it is", async () => {
    const w = world();
    await checkRtc(w.context, { bucket: "src", region: "cn-hangzhou", ruleId: "r", status: "enabled" }, rtc);
    expect(w.oss.calls).toEqual([]);
  });
});
