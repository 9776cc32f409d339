import { setImmediate } from "node:timers/promises";
import { type Checked, checkRtc, checkRule } from "../../../provider/lifecycle/check/check";
import { Facts } from "../../../provider/lifecycle/check/facts";
import { noteLine } from "../../../provider/lifecycle/engine/notes";
import { normaliseRule } from "../../../provider/lifecycle/normalise";
import { ruleId } from "../../../provider/lifecycle/ownership";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";
import { type BucketInfo, definitionIn, type Rule } from "../../../provider/oss";
import { ossError, type World, world } from "./support/fakes";
import { VirtualClock } from "./support/virtualClock";

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
  ...definitionIn(like),
});
const info = (name: string, location: string, versioning?: string): BucketInfo => ({
  name,
  location,
  versioning,
});
const elsewhere = (endpoint: string) =>
  ossError("AccessDenied", "GetBucketInfo", "src", {
    status: 403,
    serviceMessage: "The bucket must be addressed using the specified endpoint.",
    endpoint,
  });
const reasons = ({ problems }: Checked<object>) => problems.map(({ reason }) => reason);
const problemsOf = async (w: World, news: object, olds: object = {}) =>
  reasons(await checkRule(w.context, olds as never, { ...args, ...news }));

describe("the check of a rule", () => {
  it("says of a rule that is adopted what could not be compared", async () => {
    const w = world();
    w.oss.rules = [rule("theirs")];
    expect(await problemsOf(w, { adopt: "theirs", syncRole: "role" })).toEqual([]);
    expect(w.notes).toEqual([
      {
        kind: "note",
        text: "rule theirs from src to dst (oss-cn-beijing) is adopted, and OSS does not show its syncRole: whether the program says what the rule has could not be compared.",
      },
    ]);
  });

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

  it("asks a target in the own location, which OSS does not list, and none where OSS offers no target", async () => {
    const w = world();
    w.oss.infos.near = info("near", "oss-cn-hangzhou", "Enabled");
    const near = { destination: { bucket: "near", location: "cn-hangzhou" } };
    expect(await problemsOf(w, near)).toEqual([expect.stringMatching(/near has versioning/)]);
    const nowhere = { destination: { bucket: "dst", location: "oss-cn-nowhere" } };
    expect(await problemsOf(w, nowhere)).toHaveLength(1);
    expect(w.oss.calls).not.toContain("info dst");
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
      "a source bucket that OSS has elsewhere",
      {},
      (w) => {
        w.oss.infos.src = elsewhere("oss-us-west-1.aliyuncs.com");
        w.oss.locations = elsewhere("oss-us-west-1.aliyuncs.com");
      },
      /^Bucket src is in us-west-1, not in cn-hangzhou: set `region` to "us-west-1"/,
    ],
    [
      "a target bucket that OSS has elsewhere",
      {},
      (w) => {
        w.oss.infos.dst = elsewhere("oss-us-west-1.aliyuncs.com");
      },
      /dst is in us-west-1, not in oss-cn-beijing: set `destination.location` to "oss-us-west-1"/,
    ],
    [
      "a source bucket of another account",
      { syncRole: "r" },
      (w) => {
        w.oss.infos.src = ossError("BucketNotBelongTo");
        w.oss.locations = ossError("BucketNotBelongTo");
        w.oss.onGet = () => {
          throw ossError("BucketNotBelongTo");
        };
      },
      /^`bucket` is src, a bucket of another account/,
    ],
    [
      "a target bucket of another account without a role",
      {},
      (w) => {
        w.oss.infos.dst = ossError("BucketNotBelongTo");
      },
      /^`destination.bucket` is dst, a bucket of another account.*name a `syncRole`/,
    ],
    [
      "no credentials",
      {},
      (w) => {
        w.oss.infos.src = ossError("NoCredentials");
      },
      /NoCredentials.*`pulumi config set oss:checks off`/,
    ],
    [
      "a region that is none",
      { region: "not a region" },
      (w) => {
        w.context.connect = () => {
          throw ossError("InvalidRegion", "ResolveEndpoint", "");
        };
      },
      /InvalidRegion/,
    ],
    [
      "a bucket that no bucket can be called like",
      { bucket: "my_old_bucket", hints: { bucketsToCome: true } },
      () => {},
      /^`bucket` is my_old_bucket, a bucket that does not exist.* 3 to 63 characters of a-z, 0-9 and "-"/,
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
        w.oss.rules = [rule(ruleId(OWNER, "src", definitionIn(inputs())))];
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

  it("is taken for a bucket with a name from before the present rule, too", async () => {
    const w = world();
    w.oss.infos.my_old_bucket = info("my_old_bucket", "oss-cn-hangzhou");
    expect(await problemsOf(w, { bucket: "my_old_bucket" })).toEqual([]);
  });

  it("does not prove much of another account's target, where a role may have been granted it", async () => {
    const w = world();
    w.oss.infos.dst = ossError("BucketNotBelongTo");
    expect(await problemsOf(w, { syncRole: "r" })).toEqual([]);
    expect(w.notes).toEqual([
      { kind: "not checked", text: expect.stringMatching(/^bucket dst \(.*`syncRole`/) },
    ]);
  });

  it("does not prove much of another account's source, where its owner has granted more than the information", async () => {
    const w = world();
    w.oss.infos.src = ossError("BucketNotBelongTo");
    expect(await problemsOf(w, {})).toEqual([]);
    expect(w.notes).toEqual([
      { kind: "not checked", text: expect.stringMatching(/^bucket src \(.*BucketNotBelongTo/) },
    ]);
  });

  it("of versioning is not judged, but said, where the same program may change it first", async () => {
    const w = world();
    w.oss.infos.dst = info("dst", "oss-cn-beijing", "Enabled");
    expect(await problemsOf(w, { hints: { bucketsToCome: true } })).toEqual([]);
    expect(w.notes).toEqual([
      {
        kind: "note",
        text: expect.stringMatching(
          /^rule from src to dst.*dst has versioning and bucket src has not.*not refused/,
        ),
      },
    ]);
  });

  it("of the one bucket is heard though the other is still to come", async () => {
    const w = world();
    delete w.oss.infos.src;
    w.oss.infos.dst = elsewhere("oss-us-west-1.aliyuncs.com");
    expect(await problemsOf(w, { hints: { bucketsToCome: true } })).toEqual([
      expect.stringMatching(/`destination.location`/),
    ]);
  });

  it("is not asked for what the program itself makes in the same command", async () => {
    const w = world();
    delete w.oss.infos.src;
    expect(await problemsOf(w, { hints: { bucketsToCome: true } })).toEqual([]);
    w.oss.infos.src = info("src", "oss-us-west-1");
    expect(await problemsOf(w, { hints: { bucketsToCome: true } })).toHaveLength(1);
  });
});

describe("rules that are declared together", () => {
  const names = Array.from({ length: 40 }, (_, at) => `src-${at}`);
  const declaredOf = (more: object = {}) =>
    names.map((bucket) => ({ bucket, target: `${bucket}-dr`, location: "oss-cn-beijing", ...more }));

  /** Buckets that are all there, each call taking so long. */
  function slowWorld(ms: number) {
    const w = world();
    const clock = new VirtualClock();
    w.context.facts = new Facts({ clock, say: (note) => w.notes.push(note) });
    const slowly = <A extends unknown[], T>(call: (...args: A) => Promise<T>) => {
      return async (...args: A) => {
        await clock.sleep(ms);
        return call.apply(w.oss, args);
      };
    };
    for (const name of names) {
      w.oss.infos[name] = info(name, "oss-cn-hangzhou");
      w.oss.infos[`${name}-dr`] = info(`${name}-dr`, "oss-cn-beijing");
    }
    w.oss.getBucketInfo = slowly(w.oss.getBucketInfo);
    w.oss.getBucketReplication = slowly(w.oss.getBucketReplication);
    w.oss.getBucketReplicationLocation = slowly(w.oss.getBucketReplicationLocation);
    const check = (bucket: string, hints: object, olds: object = {}) => {
      const destination = { bucket: `${bucket}-dr`, location: "oss-cn-beijing" };
      return checkRule(w.context, olds as never, { ...args, bucket, destination, owner: bucket, hints });
    };
    return { ...w, clock, check };
  }

  it.each([300, 3_000])("are asked about side by side, at %d ms a call", async (ms) => {
    const { clock, check, oss, notes } = slowWorld(ms);
    for (const [at, name] of names.entries()) {
      const hints = at === 0 ? { declared: JSON.stringify(declaredOf()) } : {};
      expect((await clock.run(check(name, hints))).problems).toEqual([]);
    }
    expect(oss.calls).toHaveLength(4 * names.length);
    expect(new Set(oss.calls).size).toBe(4 * names.length);
    expect(clock.now()).toBeLessThanOrEqual(16 * ms);
    expect(notes).toEqual([]);
  });

  it("are asked about one after the other where none is listed, with the same answers", async () => {
    const { clock, check, oss } = slowWorld(300);
    for (const name of names) await clock.run(check(name, {}));
    expect(oss.calls).toHaveLength(4 * names.length);
    expect(clock.now()).toBe(2 * 300 * names.length);
  });

  it("are not all asked about for the sake of the one that is new", async () => {
    const { clock, check, oss } = slowWorld(10);
    const hints = { declared: JSON.stringify(declaredOf()) };
    await clock.run(check("src-20", hints));
    for (const name of names.filter((name) => name !== "src-20")) {
      const destination = { bucket: `${name}-dr`, location: "oss-cn-beijing" };
      await clock.run(check(name, {}, inputs({ bucket: name, destination })));
    }
    expect(new Set(oss.calls.map((call) => call.split(" ")[1]?.replace("-dr", "")))).toEqual(
      new Set(["src-20", "src-0", "src-1", "src-2"]),
    );
  });

  it("are not asked about before the program can have made their buckets", async () => {
    const { clock, check, oss } = slowWorld(10);
    await clock.run(check("src-0", { declared: JSON.stringify(declaredOf({ toCome: true })) }));
    expect(oss.calls).toHaveLength(4);
  });

  it("are told of by their own checks alone where they cannot be asked about", async () => {
    const w = slowWorld(10);
    w.oss.infos["src-1"] = ossError("AccessDenied");
    const hints = { declared: JSON.stringify(declaredOf()) };
    await w.clock.run(w.check("src-0", hints));
    expect([w.notes, w.oss.calls.length]).toEqual([[], 4 * 4]);
    await w.clock.run(w.check("src-1", {}));
    expect(w.notes).toMatchObject([{ kind: "not checked", text: expect.stringMatching(/^bucket src-1 \(/) }]);
  });

  it("each report what is wrong with them, whoever asked", async () => {
    const w = slowWorld(10);
    w.oss.infos["src-1-dr"] = ossError("NoSuchBucket");
    const hints = { declared: JSON.stringify(declaredOf()) };
    expect((await w.clock.run(w.check("src-0", hints))).problems).toEqual([]);
    expect((await w.clock.run(w.check("src-1", {}))).problems).toMatchObject([
      { reason: expect.stringMatching(/src-1-dr, a bucket that does not exist/) },
    ]);
  });
});

describe("while a change is applied", () => {
  const hints = { applying: true };

  it("nothing is asked that OSS says in its answer to the put", async () => {
    const w = world();
    w.oss.rules = [{ id: "theirs", status: "doing", destination: inputs().destination }];
    expect(await problemsOf(w, { hints })).toEqual([]);
    const rtc = { bucket: "src", ruleId: "r", hints };
    expect((await checkRtc(w.context, {}, rtc)).problems).toEqual([]);
    expect(w.oss.calls).toEqual([]);
    w.context.settings.checks = "off";
    await problemsOf(w, { hints });
    expect(w.notes).toEqual([]);
  });

  it("arguments that are wrong in themselves are refused", async () => {
    expect(await problemsOf(world(), { action: "MOVE", hints })).toHaveLength(1);
  });

  it.each([
    ["within the pair", {}],
    ["to another target, too", { destination: { bucket: "dst2", location: "cn-beijing" } }],
  ])(
    "a replacement %s is checked, since its old rule may go before OSS can refuse the new one",
    async (_, more) => {
      const w = world();
      w.oss.infos = {
        ...w.oss.infos,
        dst: info("dst", "oss-us-west-1"),
        dst2: info("dst2", "oss-us-west-1"),
      };
      for (const olds of [inputs(), {}]) {
        expect(await problemsOf(w, { action: "PUT", ...more, hints }, olds)).toEqual([
          expect.stringMatching(/dst2? is in oss-us-west-1/),
        ]);
      }
    },
  );

  it("nobody else is asked about beside a replacement", async () => {
    const w = world();
    const declared = JSON.stringify([{ bucket: "src2", target: "dst", location: "oss-cn-beijing" }]);
    await problemsOf(w, { action: "PUT", hints: { ...hints, declared } }, inputs());
    expect(w.oss.calls.filter((call) => call.includes("src2"))).toEqual([]);
    expect(w.oss.calls).toHaveLength(4);
  });
});

describe("a replacement", () => {
  it("is never refused because its own older version is still there", async () => {
    const w = world();
    const old = ruleId(OWNER, "src", definitionIn(inputs()));
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
    own.oss.rules = [rule(ruleId(OWNER, "src", definitionIn(inputs())))];
    expect(await problemsOf(own, { prefixSet: { prefixes: UNKNOWN } })).toEqual([]);
    for (const userTaggings of [UNKNOWN, { tags: UNKNOWN }, { tags: [UNKNOWN] }]) {
      expect(await problemsOf(w, { userTaggings })).toEqual([expect.stringMatching(/theirs/)]);
    }
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
    expect(w.notes).toEqual([{ kind: "not checked", text: expect.stringMatching(/^bucket dst \(/) }]);
  });

  it.each(["AccessDenied", "NetworkError", "RequestTimeTooSkewed"])(
    "is one note with all buckets: %s",
    async (code) => {
      const w = world();
      w.oss.infos = { src: ossError(code), dst: ossError(code) };
      w.oss.locations = ossError(code);
      expect(await problemsOf(w, {})).toEqual([]);
      expect(await problemsOf(w, { action: "PUT" })).toEqual([]);
      expect(w.notes).toEqual([
        { kind: "not checked", text: expect.stringMatching(/^bucket src \(.*\); bucket dst \(.*\)$/) },
      ]);
    },
  );

  it("is asked about for all rules of the program at once, and for those that stay as they are never", async () => {
    const w = world();
    const names = Array.from({ length: 40 }, (_, at) => `src-${at}`);
    w.oss.infos = Object.fromEntries(["dst", ...names].map((name) => [name, ossError("AccessDenied")]));
    const declared = ["src-0", ...names, "UPPER"].map((bucket) => ({
      bucket,
      target: "dst",
      location: "cn-beijing",
      owner: OWNER,
    }));
    const hints = { declared: JSON.stringify(declared) };
    const check = (bucket: string, olds = {}) =>
      checkRule(w.context, olds, { ...args, bucket, owner: bucket, hints });
    await check("src-1", inputs({ bucket: "src-1" }));
    expect(w.oss.calls).toEqual([]);
    for (const name of names.filter((each) => each !== "src-1")) await check(name);
    expect(w.notes).toHaveLength(1);
    const listed = [...(w.notes[0]?.text ?? "").matchAll(/bucket (\S+) \(/g)].map(([, bucket]) => bucket);
    expect(listed.sort()).toEqual(["dst", ...names].filter((each) => each !== "src-1").sort());
    expect(w.oss.calls.filter((call) => call === "info src-7")).toHaveLength(1);
  });

  it("is asked sixteen questions at a time", async () => {
    const w = world();
    let [now, most] = [0, 0];
    w.oss.getBucketInfo = async () => {
      most = Math.max(most, ++now);
      await setImmediate();
      now--;
      throw ossError("AccessDenied");
    };
    const declared = Array.from({ length: 40 }, (_, at) => ({ bucket: `src-${at}`, target: "dst" }));
    await problemsOf(w, { hints: { declared: JSON.stringify(declared) } });
    expect(most).toBe(16);
  });

  it("is other accounts' targets in one note, too", async () => {
    const w = world();
    const names = ["dr-1", "dr-2", "dr-3"];
    for (const name of names) w.oss.infos[name] = ossError("BucketNotBelongTo");
    const location = "oss-cn-beijing";
    const declared = names.map((target) => ({ bucket: "src", target, location, hasRole: true }));
    for (const bucket of names) {
      const news = {
        syncRole: "r",
        destination: { bucket, location },
        owner: bucket,
        hints: { declared: JSON.stringify(declared) },
      };
      expect(await problemsOf(w, news)).toEqual([]);
    }
    expect(w.notes).toHaveLength(1);
    expect(w.notes[0]?.text.split("; ")).toHaveLength(3);
  });

  it("says in a second note only what the first did not", async () => {
    const w = world();
    w.oss.infos.dst = ossError("AccessDenied");
    await problemsOf(w, {});
    w.oss.infos.other = ossError("AccessDenied");
    await problemsOf(w, { destination: { bucket: "other", location: "cn-beijing" } });
    expect(w.notes.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^bucket dst \([^;]*\)$/),
      expect.stringMatching(/^bucket other \([^;]*\)$/),
    ]);
  });

  it("judges by what a survey brings, when the first bucket gave no answer in time", async () => {
    const w = world();
    const clock = new VirtualClock();
    w.context.facts = new Facts({ clock, say: (note) => w.notes.push(note) });
    const getInfo = w.oss.getBucketInfo.bind(w.oss);
    w.oss.getBucketInfo = (bucket) => (bucket === "src" ? new Promise(() => {}) : getInfo(bucket));
    w.oss.infos.dst = info("dst", "oss-us-west-1");
    const declared = [{ bucket: "src", target: "dst", location: "oss-cn-beijing" }];
    const news = { endpoint: "127.0.0.1", hints: { declared: JSON.stringify(declared) } };
    expect(await clock.run(problemsOf(w, news))).toEqual([expect.stringMatching(/dst is in oss-us-west-1/)]);
    expect(clock.now()).toBe(5_000);
    expect(w.notes).toEqual([
      { kind: "not checked", text: "bucket src (no answer from 127.0.0.1 within 5 s)" },
    ]);
  });

  it.each([100, 2])(
    "takes seconds for %d rules at a service that never answers, and one note",
    async (count) => {
      const w = world();
      const clock = new VirtualClock();
      w.context.facts = new Facts({ clock, say: (note) => w.notes.push(note) });
      const never = () => new Promise<never>(() => {});
      Object.assign(w.oss, {
        getBucketInfo: never,
        getBucketReplication: never,
        getBucketReplicationLocation: never,
      });
      const names = Array.from({ length: count }, (_, at) => `src-${at}`);
      const declared = names.map((bucket) => ({
        bucket,
        target: `${bucket}-dr`,
        location: "oss-cn-beijing",
      }));
      for (const bucket of names) {
        const destination = { bucket: `${bucket}-dr`, location: "oss-cn-beijing" };
        const news = {
          bucket,
          destination,
          owner: bucket,
          endpoint: "127.0.0.1",
          hints: { declared: JSON.stringify(declared) },
        };
        expect(await clock.run(problemsOf(w, news))).toEqual([]);
      }
      expect(clock.now()).toBe(10_000);
      expect(w.notes).toHaveLength(1);
      expect(w.notes[0]?.text.split("; ")).toHaveLength(2 * count);
    },
  );

  it("is everything where the stack says so, in one note and without a call", async () => {
    const w = world();
    w.context.settings.checks = "off";
    const hints = {
      declared: JSON.stringify([{ bucket: "src", target: "dst", location: "oss-cn-beijing" }]),
    };
    expect(await problemsOf(w, { hints }, inputs())).toEqual([]);
    expect(w.notes).toEqual([]);
    expect(await problemsOf(w, { hints })).toEqual([]);
    expect(await problemsOf(w, { action: "PUTT" })).toHaveLength(1);
    expect((await checkRtc(w.context, {}, { bucket: "src", ruleId: "r" })).problems).toEqual([]);
    expect(new Set(w.notes.map(noteLine))).toEqual(
      new Set(["OSS replication, not checked: nothing was checked, since oss:checks is off"]),
    );
    expect(w.oss.calls).toEqual([]);
    w.context.settings.checks = "no";
    expect(await problemsOf(w, {}, inputs())).toEqual([
      expect.stringMatching(/`oss:checks` is "no"; it must be "on"/),
    ]);
    expect((await checkRtc(w.context, {}, { bucket: "src", ruleId: "r" })).problems).toHaveLength(1);
  });

  it("keeps what could be asked: a taken pair is seen though the target cannot", async () => {
    const w = world();
    w.oss.infos.dst = ossError("AccessDenied");
    w.oss.rules = [rule("theirs")];
    expect(await problemsOf(w, {})).toEqual([expect.stringMatching(/theirs/)]);
    expect(w.notes).toHaveLength(1);
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
    ["a bucket that does not exist", [], { bucket: "nosuch" }, /^`bucket` is nosuch/],
    ["a rule that is closing", [{ ...rule("r"), status: "closing" }], {}, /no rule r in effect/],
  ])("refuses %s", async (_, rules, news, message) => {
    const w = world();
    w.oss.rules = rules;
    expect(reasons(await checkRtc(w.context, {}, { ...rtc, ...news }))).toEqual([
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

  it.each([
    [
      "one question where the program gives the rule",
      { hints: { targetLocation: "oss-cn-beijing" } },
      ["locations"],
    ],
    ["two where it gives the rule's id", {}, ["get", "locations"]],
  ])("asks %s, once a bucket", async (_, news, questions) => {
    const w = world();
    w.oss.rules = [rule("r"), rule("s")];
    for (const ruleId of ["r", "s"]) await checkRtc(w.context, {}, { ...rtc, ...news, ruleId });
    expect(w.oss.calls).toEqual(questions.map((question) => `${question} src`));
  });

  it("asks nothing about an RTC that stays as it is", async () => {
    const w = world();
    await checkRtc(w.context, { bucket: "src", region: "cn-hangzhou", ruleId: "r", status: "enabled" }, rtc);
    expect(w.oss.calls).toEqual([]);
  });
});
