import type { Place } from "../../../provider/lifecycle/check/facts";
import { askSource, askTarget, type Target } from "../../../provider/lifecycle/check/inquiry";
import type { Note } from "../../../provider/lifecycle/engine/notes";
import { NAMING_RULE } from "../../../provider/oss";
import { ossError, world } from "./support/fakes";

const source = { bucket: "src", region: "cn-hangzhou" };
const target: Target = { source, bucket: "dst", location: "oss-cn-beijing", hasRole: false };
const offered = { locations: { locations: ["oss-cn-beijing"], transferTypes: {}, rtcLocations: [] } };

/** Asks of which nothing is answered but this, with the places that were asked and what was left unknown. */
function asking(answer: () => Promise<object>) {
  const { context, connections } = world();
  const places: Place[] = [];
  const unknown: string[] = [];
  const ask = (place: Place) => {
    places.push(place);
    return answer();
  };
  const leaveUnknown = (bucket: string, reason: string) => void unknown.push(`${bucket}: ${reason}`);
  return {
    context: { ...context, facts: { source: ask, target: ask, leaveUnknown } as never },
    connections,
    endpoints: () => places.map(({ endpoint, bucket }) => `${bucket} at ${endpoint}`),
    unknown,
  };
}

const facts = { info: { name: "x", location: "l" } };
const answering = () => asking(async () => facts);
const failing = (error: Error) => asking(() => Promise.reject(error));
const refused = (code: string) => ossError(code, "GetBucketInfo", "b", { status: 403 });

describe("where OSS is asked", () => {
  it("about a source: at the given endpoint, else at that of its region and network", async () => {
    const w = answering();
    expect(await askSource(w.context, source, {})).toEqual({ facts });
    await askSource(w.context, { ...source, network: "internal" }, {});
    await askSource(w.context, { ...source, endpoint: "e.example" }, {});
    expect(w.endpoints()).toEqual([
      "src at OSS in cn-hangzhou, public network",
      "src at OSS in cn-hangzhou, internal network",
      "src at e.example",
    ]);
  });

  it.each<[string, Partial<Target>, object, string]>([
    [
      "at the public endpoint of its own region",
      { source: { ...source, network: "internal" } },
      { region: "cn-beijing", network: undefined },
      "dst at OSS in cn-beijing, public network",
    ],
    [
      "not at the source's endpoint",
      { source: { ...source, endpoint: "e.example" } },
      { region: "cn-beijing", endpoint: undefined },
      "dst at OSS in cn-beijing, public network",
    ],
    [
      "but at an IP address, which serves all regions",
      { source: { ...source, endpoint: "127.0.0.1:9" } },
      { region: "cn-beijing", endpoint: "127.0.0.1:9" },
      "dst at 127.0.0.1:9",
    ],
    [
      "and as the source within its region",
      { location: "oss-cn-hangzhou", source: { ...source, network: "internal" } },
      { region: "cn-hangzhou", network: "internal" },
      "dst at OSS in cn-hangzhou, internal network",
    ],
  ])("about a target: %s", async (_, more, connection, place) => {
    const w = answering();
    expect(await askTarget(w.context, { ...target, ...more }, offered, {})).toEqual({ facts });
    expect(w.connections).toEqual([expect.objectContaining(connection)]);
    expect(w.endpoints()).toEqual([place]);
  });

  it("about no target where OSS offers none", async () => {
    const w = answering();
    expect(await askTarget(w.context, { ...target, location: "oss-cn-nowhere" }, offered, {})).toEqual({
      facts: {},
    });
    expect(w.connections).toEqual([]);
  });
});

describe("an answer that proves something wrong", () => {
  const missing = refused("NoSuchBucket");
  const text = (argument: string, bucket: string) =>
    `\`${argument}\` is ${bucket}, a bucket that does not exist. ${missing.message}`;

  it("is a problem, of the source or of the target", async () => {
    const w = failing(missing);
    expect(await askSource(w.context, source, {})).toEqual({ facts: {}, problem: text("bucket", "src") });
    expect(await askTarget(w.context, target, offered, {})).toEqual({
      facts: {},
      problem: text("destination.bucket", "dst"),
    });
  });

  it("is none about a bucket that the program may make first, unless no new bucket may be called so", async () => {
    const w = failing(missing);
    const toCome = { bucketsToCome: true };
    expect(await askSource(w.context, source, toCome)).toEqual({ facts: {} });
    expect(await askTarget(w.context, target, offered, toCome)).toEqual({ facts: {} });
    expect(await askSource(w.context, { ...source, bucket: "my_old" }, toCome)).toEqual({
      facts: {},
      problem: `${text("bucket", "my_old")} ${NAMING_RULE}`,
    });
    const wrong = refused("InvalidAccessKeyId");
    expect((await askSource(failing(wrong).context, source, toCome)).problem).toBe(wrong.message);
  });

  it("is said, but no problem, about a bucket that the program perhaps makes first", async () => {
    const w = failing(missing);
    const said: string[] = [];
    const context = { ...w.context, say: ({ kind, text }: Note) => void said.push(`${kind}: ${text}`) };
    expect(await askTarget(context, target, offered, { bucketsToCome: "perhaps" })).toEqual({ facts: {} });
    expect(said).toEqual([
      "note: bucket dst, the target of a rule, does not exist yet. If this program makes it before the rule, all is well; else the update fails.",
    ]);
    await askTarget(context, target, offered, { bucketsToCome: true });
    expect(said).toHaveLength(1);
  });

  it("of wrong credentials is a problem whatever role the rule has, and whatever the bucket is called", async () => {
    const wrong = refused("InvalidAccessKeyId");
    const w = failing(wrong);
    const asked = await askTarget(w.context, { ...target, bucket: "my_old", hasRole: true }, offered, {});
    expect(asked).toEqual({ facts: {}, problem: wrong.message });
    expect(w.unknown).toEqual([]);
  });

  it("is none about another account's target for a rule with a role, and said to be unknown", async () => {
    const w = failing(refused("BucketNotBelongTo"));
    expect((await askTarget(w.context, target, offered, {})).problem).toContain(
      "a bucket of another account",
    );
    expect(w.unknown).toEqual([]);
    expect(await askTarget(w.context, { ...target, hasRole: true }, offered, {})).toEqual({ facts: {} });
    expect(w.unknown).toEqual([
      "dst: it belongs to another account, and what that account allows the `syncRole` cannot be seen from here",
    ]);
  });
});

describe("a region without an endpoint of its own", () => {
  it.each(["InvalidEndpoint", "InvalidRegion"])("is a problem of the source alone: %s", async (code) => {
    const error = ossError(code, "ResolveEndpoint", "", { status: undefined, serviceMessage: "none there" });
    const w = failing(error);
    expect(await askSource(w.context, source, {})).toEqual({ facts: {}, problem: error.message });
    expect(await askTarget(w.context, target, offered, {})).toEqual({ facts: {} });
    expect(w.unknown).toEqual(["dst: none there"]);
  });

  it("is told from any other failure", async () => {
    const bug = new TypeError("bug");
    await expect(askSource(failing(bug).context, source, {})).rejects.toBe(bug);
  });
});
