import { type ServiceError, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import {
  ARGS,
  answerOf,
  newProvider,
  type Provider,
  providerOf,
  RTC,
  RULE,
  secret,
} from "./support/provider";

const UNKNOWNS = {
  string: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  list: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
};

const FULL = {
  ...ARGS,
  region: "cn-hangzhou",
  destination: { ...ARGS.destination, transferType: "internal" },
  action: "ALL",
  historicalObjectReplication: "enabled",
};

const writes = ({ emulator }: Pick<Provider, "emulator">) =>
  emulator.requests.filter(({ method }) => method !== "GET").map(({ operation }) => operation);

describe("check", () => {
  it("answers one spelling for each meaning, defaults written out, and nothing of ours", async () => {
    const { check, emulator } = await newProvider();
    const destination = { bucket: "dst", location: "cn-beijing" };
    const news = { ...ARGS, destination, prefixSet: { prefixes: ["b/", "a/", "b/"] }, syncRole: null };
    expect(await check(news)).toEqual({
      inputs: { ...FULL, prefixSet: { prefixes: ["a/", "b/"] } },
      failures: [],
    });
    expect(emulator.requests).toEqual([]);
  });

  it("keeps every kind of unknown value for unknown", async () => {
    const { check } = await newProvider();
    const { inputs, failures } = await check({
      bucket: UNKNOWNS.string,
      destination: UNKNOWNS.object,
      prefixSet: { prefixes: UNKNOWNS.list },
    });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({
      bucket: UNKNOWNS.string,
      destination: UNKNOWNS.string,
      prefixSet: { prefixes: UNKNOWNS.string },
    });
  });

  it("keeps secret what is, and never repeats it", async () => {
    const { check } = await newProvider();
    const role = "acs:ram::1001:role/very-secret-role";
    const { inputs } = await check({ ...ARGS, syncRole: secret(role) });
    expect(inputs.syncRole).toEqual(secret(role));
    const bad = await check({ ...ARGS, historicalObjectReplication: secret("topsecretvalue") });
    expect(bad.failures).toMatchObject([{ property: "", reason: expect.stringContaining("(secret)") }]);
    expect(JSON.stringify(bad.failures)).not.toContain("topsecretvalue");
  });

  it("names the argument that is wrong, and the ones that are the engine's here", async () => {
    const { check } = await newProvider();
    const reasonOf = async (news: object) => (await check({ ...ARGS, ...news })).failures;
    expect(await reasonOf({ action: "COPY" })).toMatchObject([{ property: "action" }]);
    expect(await reasonOf({ adopt: "r" })).toMatchObject([
      { property: "adopt", reason: expect.stringMatching(/resource option `import: "BUCKET\/RULE"`/) },
    ]);
    expect(await reasonOf({ timeouts: { create: "1m" } })).toMatchObject([
      { reason: expect.stringMatching(/resource option `customTimeouts`/) },
    ]);
    const [unknown] = await reasonOf({ prefix: "a/" });
    expect(unknown?.reason).toMatch(/There is no argument `prefix`\. The arguments are bucket/);
    expect(unknown?.reason).not.toMatch(/adopt|timeouts|owner/);
  });

  it("says where a region is looked for, by the names of this package", async () => {
    const { emulator } = await newProvider();
    const other = await providerOf(emulator);
    Object.assign(other.session, { configuration: { settings: {}, owner: "organization" } });
    const { failures } = await other.check(ARGS);
    expect(failures[0]?.reason).toMatch(/`oss-replication:region`, OSS_REGION, ALICLOUD_REGION/);
  });

  it("asks OSS about a replacement at once, since the engine may delete first", async () => {
    const { check, emulator } = await newProvider();
    const { failures } = await check(
      { ...ARGS, destination: { bucket: "dst", location: "oss-cn-shanghai" } },
      { olds: FULL },
    );
    expect(failures).toMatchObject([
      { reason: expect.stringMatching(/target bucket dst is not in oss-cn-shanghai/) },
    ]);
    expect(emulator.requests.length).toBeGreaterThan(0);
  });

  it("refuses a second resource for the same two buckets, of this process or of another", async () => {
    const owners = new Map<string, string>();
    const neighbours = {
      ownerOf: (pair: string) => owners.get(pair),
      noteOwner: (pair: string, owner: string) => owners.set(pair, owner),
      isAlive: () => false,
      noteAlive: () => {},
    };
    const first = await newProvider({ neighbours });
    const second = await providerOf(first.emulator, { neighbours });
    expect((await first.check(ARGS)).failures).toEqual([]);
    for (const { check } of [first, second]) {
      const { failures } = await check(ARGS, { urn: `${RULE}2` });
      expect(failures).toMatchObject([
        { reason: expect.stringMatching(/^Another ReplicationRule of this program/) },
      ]);
    }
    expect((await second.check(ARGS)).failures).toEqual([]);
  });
});

describe("diff", () => {
  let provider: Provider;
  beforeAll(async () => {
    provider = await newProvider();
  });
  const OLD = { ...FULL, prefixSet: { prefixes: ["a/", "b/"] } };
  const ROWS: [name: string, news: object, detailed: Record<string, string>][] = [
    ["no change", {}, {}],
    [
      "one prefix more",
      { prefixSet: { prefixes: ["0/", "a/", "b/"] } },
      { "prefixSet.prefixes[0]": "ADD_REPLACE" },
    ],
    ["one prefix less", { prefixSet: { prefixes: ["b/"] } }, { "prefixSet.prefixes[0]": "DELETE_REPLACE" }],
    [
      "another prefix",
      { prefixSet: { prefixes: ["a/", "c/"] } },
      { "prefixSet.prefixes[1]": "UPDATE_REPLACE" },
    ],
    ["no prefixes", { prefixSet: undefined }, { prefixSet: "DELETE_REPLACE" }],
    ["a role", { syncRole: "r" }, { syncRole: "ADD_REPLACE" }],
    [
      "the target",
      { destination: { ...FULL.destination, bucket: "dst2" } },
      { "destination.bucket": "UPDATE_REPLACE" },
    ],
    ["an unknown", { action: UNKNOWNS.string }, { action: "UPDATE_REPLACE" }],
    ["how it is reached", { network: "internal" }, { network: "ADD" }],
    ["both", { network: "internal", action: "PUT" }, { network: "ADD", action: "UPDATE_REPLACE" }],
  ];
  it.each(ROWS)("%s", async (_, news, detailed) => {
    const answer = await provider.diff("id", OLD, { ...OLD, ...news });
    expect(answer.detailed).toEqual(detailed);
    expect(answer.changes).toBe(Object.keys(detailed).length > 0 ? 2 : 1);
    expect(answer.deleteBeforeReplace).toBe(false);
    const replacing = Object.entries(detailed).filter(([, kind]) => kind.endsWith("REPLACE"));
    expect(answer.replaces).toEqual(replacing.map(([path]) => path.split(".")[0]));
  });

  it("takes a state of the dynamic resources for one of its own", async () => {
    const old = {
      ...OLD,
      __provider: "exports.handler",
      owner: "0123456789abcdef",
      timeouts: { create: "1h" },
    };
    expect(await provider.diff("id", { ...old, adopt: "x" }, OLD)).toMatchObject({
      changes: 1,
      detailed: {},
    });
  });
});

describe("create", () => {
  it("asks OSS in a preview, and puts nothing", async () => {
    const provider = await newProvider();
    const { id, properties } = await provider.create(FULL, { preview: true });
    expect({ id, properties }).toEqual({ id: "", properties: FULL });
    expect(provider.emulator.requests.map(({ operation }) => operation).sort()).toEqual([
      "GetBucketInfo",
      "GetBucketInfo",
      "GetBucketReplication",
      "GetBucketReplicationLocation",
    ]);
  });

  it("fails in a preview with what OSS would refuse", async () => {
    const { create, emulator } = await newProvider();
    const theirs = emulator.addRule("src", { destination: ARGS.destination });
    await expect(create(FULL, { preview: true })).rejects.toMatchObject({
      code: status.UNKNOWN,
      details: expect.stringContaining(`the resource option \`import: "src/${theirs}"\``),
    });
  });

  it("warns in a preview of a bucket that does not exist, and fails in the update", async () => {
    const { create, warnings } = await newProvider();
    const news = { ...FULL, bucket: "to-come" };
    await create(news, { preview: true });
    expect(warnings).toMatchObject([
      { urn: RULE, line: expect.stringMatching(/bucket to-come, the source of a rule, does not exist yet/) },
    ]);
    await expect(create(news)).rejects.toMatchObject({ details: expect.stringContaining("NoSuchBucket") });
  });

  it("asks nothing while it is not known where the bucket is", async () => {
    const { create, emulator } = await newProvider();
    const news = { ...FULL, bucket: UNKNOWNS.string };
    expect((await create(news, { preview: true })).properties).toEqual(news);
    expect(emulator.requests).toEqual([]);
  });

  it("puts a rule that nothing is in the way of by one call; state has OSS's arguments alone", async () => {
    const { create, emulator } = await newProvider();
    const { id, properties } = await create({ ...FULL, syncRole: secret("role-that-is-secret") });
    expect(emulator.requests.map(({ operation }) => operation)).toEqual(["PutBucketReplication"]);
    expect(emulator.rules("src")).toMatchObject([{ id, syncRole: "role-that-is-secret" }]);
    expect(properties).toEqual({ ...FULL, syncRole: secret("role-that-is-secret") });
  });

  it("has an owner by its URN and the setting `owner`: another's rule is not taken over", async () => {
    const first = await newProvider();
    const { id } = await first.create(FULL);
    const again = await providerOf(first.emulator);
    expect((await again.create(FULL)).id).toBe(id);
    expect(writes(first).filter((call) => call === "PutBucketReplication")).toHaveLength(2);
    const other = await providerOf(first.emulator);
    await other.configure({ region: "cn-hangzhou", owner: "team" });
    await expect(other.create(FULL)).rejects.toMatchObject({
      details: expect.stringMatching(/is there already and is not managed by this resource/),
    });
  });

  it("waits as long as `customTimeouts` says for an earlier rule to be cleared", async () => {
    const { create, emulator } = await newProvider({ clock: quickClock() });
    const id = emulator.addRule("src", { destination: ARGS.destination });
    emulator.changeRule("src", id, { status: "closing", closingUntil: Number.MAX_SAFE_INTEGER } as never);
    await expect(create(FULL, { timeout: 90 })).rejects.toMatchObject({
      details: expect.stringMatching(/still closing after 90s .*raise `customTimeouts\.create`/),
    });
  });

  it("judges a replacement before it removes anything, and tells what is in effect", async () => {
    const { create, diff, emulator } = await newProvider();
    const { id, properties } = await create(FULL);
    const news = { ...FULL, action: "PUT" };
    await diff(id, properties, news);
    emulator.deleteBucket("dst");
    await expect(create(news)).rejects.toMatchObject({
      details: expect.stringMatching(/is in effect as before, and was not replaced.*dst/),
    });
    expect(emulator.rules("src")).toMatchObject([{ id, action: "ALL" }]);
  });

  it("puts the old rule back that the engine had deleted first, where OSS refuses the new one", async () => {
    const provider = await newProvider({ emulator: { timings: { closingMs: 10 } } });
    const { create, emulator } = provider;
    const { id, properties } = await create(FULL);
    const session = await providerOf(emulator);
    const news = { ...FULL, action: "PUT" };
    await session.check(news, { olds: FULL });
    await session.diff(id, properties, news);
    await session.delete(id, properties);
    emulator.addFault({
      kind: "refuse",
      status: 403,
      code: "AccessDenied",
      operation: "PutBucketReplication",
      times: 1,
    });
    await expect(session.create(news)).rejects.toMatchObject({
      details: expect.stringMatching(/was not replaced: .*was put back and is in effect/),
    });
    expect(emulator.rules("src")).toMatchObject([
      { id, action: "ALL", status: expect.not.stringMatching("closing") },
    ]);
  });

  it("never writes a secret of the state that the program has replaced", async () => {
    const provider = await newProvider({ emulator: { timings: { closingMs: 10 } } });
    const { emulator } = provider;
    const old = { ...FULL, syncRole: secret("old-and-secret-role") };
    const { id, properties } = await provider.create(old);
    const session = await providerOf(emulator);
    const news = { ...FULL, syncRole: secret("new-and-secret-role") };
    await session.check(news, { olds: old });
    await session.diff(id, properties, news);
    emulator.addFault({
      kind: "refuse",
      status: 403,
      code: "AccessDenied",
      operation: "PutBucketReplication",
      times: 2,
    });
    const error = await session.create(news).catch((failure) => failure);
    expect(error.details).toMatch(/No rule is in effect.*--sync-role '?\(secret\)/);
    expect(error.details).not.toMatch(/(old|new)-and-secret-role/);
  });

  it("removes nothing more once the command is stopped, and says that the old rule is in effect", async () => {
    const { create, emulator } = await newProvider({ emulator: { timings: { closingMs: 10 } } });
    const { id, properties } = await create(FULL);
    const session = await providerOf(emulator);
    const news = { ...FULL, action: "PUT" };
    await session.check(news, { olds: FULL });
    await session.diff(id, properties, news);
    await answerOf((done) => session.client.cancel(new Empty(), done));
    await expect(session.create(news)).rejects.toMatchObject({
      details: expect.stringMatching(
        /was not replaced, and rule \S+ is in effect as before: it could not be removed\. The command was stopped/,
      ),
    });
    await expect(session.delete(id, properties)).rejects.toMatchObject({
      details: expect.stringMatching(/^The command was stopped before the rule was deleted/),
    });
    expect(emulator.rules("src")).toMatchObject([{ id, action: "ALL" }]);
  });

  it("replaces its own rule, and a later delete of the old id touches nothing", async () => {
    const provider = await newProvider({ emulator: { timings: { closingMs: 30 } } });
    const { create, check, diff, emulator } = provider;
    const { id, properties } = await create(FULL);
    const news = { ...FULL, action: "PUT" };
    await check(news, { olds: FULL });
    await diff(id, properties, news);
    await check(news);
    const made = await create(news);
    await provider.delete(id, properties);
    expect(emulator.rules("src")).toMatchObject([{ id: made.id, action: "PUT" }]);
    expect(writes(provider)).toEqual([
      "PutBucketReplication",
      "DeleteBucketReplication",
      "PutBucketReplication",
    ]);
  });

  it("leaves in state, as it is, the old rule that was put back under another id", async () => {
    const provider = await newProvider({
      emulator: { timings: { closingMs: 30 }, ruleIds: "ignore", syncRoles: ["good"] },
    });
    const { create, check, diff, emulator } = provider;
    const { id, properties } = await create({ ...FULL, syncRole: "good" });
    const news = { ...FULL, syncRole: "bad" };
    await check(news, { olds: { ...FULL, syncRole: "good" } });
    await diff(id, properties, news);
    const error = await create(news).catch((failure) => failure);
    expect(error.details).toMatch(/was not replaced.*was put back and is in effect/);
    const [now] = emulator.rules("src").filter(({ status }) => status !== "closing");
    const detail = initFailureIn(error);
    expect(detail.getId()).toBe(now?.id);
    expect(detail.getProperties()?.toJavaScript()).toEqual({ ...FULL, syncRole: "good" });
    expect(detail.getInputs()?.toJavaScript()).toEqual({ ...FULL, syncRole: "good" });
  });
});

describe("read", () => {
  it("answers what OSS has, for a refresh", async () => {
    const { create, read, emulator } = await newProvider();
    const { id, properties } = await create(FULL);
    expect(await read(id, properties)).toEqual({ id, inputs: FULL, properties: FULL });
    emulator.changeRule("src", id, { action: "PUT" });
    const changed = { ...FULL, action: "PUT" };
    expect(await (await providerOf(emulator)).read(id, properties)).toEqual({
      id,
      inputs: changed,
      properties: changed,
    });
    emulator.removeRule("src", id);
    expect(await (await providerOf(emulator)).read(id, properties)).toMatchObject({ id: "" });
  });

  it("brings in any rule by the id of an import, and leaves secrets of the state secret", async () => {
    const { read, emulator } = await newProvider();
    const id = emulator.addRule("src", { destination: ARGS.destination, prefixes: ["z/", "y/"] });
    const inputs = { ...FULL, prefixSet: { prefixes: ["y/", "z/"] } };
    expect(await read(`src/${id}`)).toEqual({ id, inputs, properties: inputs });
    expect(await read(`cn-hangzhou/src/${id}`)).toEqual({ id, inputs, properties: inputs });
    const hidden = { ...FULL, prefixSet: secret({ prefixes: ["y/", "z/"] }) };
    expect((await read(id, hidden)).properties).toEqual(hidden);
  });

  it("reads a rule that is managed elsewhere by its id and bucket", async () => {
    const { read, emulator } = await newProvider();
    const id = emulator.addRule("src", { destination: ARGS.destination });
    expect(await read(id, { bucket: "src" })).toMatchObject({ id, properties: FULL });
    await expect(read("none", { bucket: "src" })).rejects.toMatchObject({
      details: expect.stringMatching(/^There is no rule none on bucket src\./),
    });
  });

  it.each([
    ["rule", /"rule" does not name a rule of a bucket\. Import a ReplicationRule by BUCKET\/RULE/],
    ["a/b/c/d", /does not name a rule/],
    ["/src/r", /does not name a rule/],
    ["src/", /does not name a rule/],
    ["Src/r", /does not name a rule/],
    ["src/none", /^There is no rule none on bucket src\./],
    [
      "src/closing",
      /^Rule closing of bucket src is closing: .*There is nothing to import\. See \S+#nosuchreplicationrule\.$/,
    ],
  ])("refuses %s in one line", async (id, text) => {
    const { read, emulator } = await newProvider();
    emulator.addRule("src", { id: "closing", destination: ARGS.destination, status: "closing" });
    const error = await read(id).catch((failure) => failure);
    expect(error.details).toMatch(text);
    expect(error.details).not.toMatch(/\n/);
  });
});

describe("update and delete", () => {
  it("keeps how a bucket is reached in state, without a call", async () => {
    const { create, update, emulator } = await newProvider();
    const { id, properties } = await create(FULL);
    const news = { ...FULL, network: "internal" };
    for (const preview of [true, false])
      expect(await update(id, properties, news, { preview })).toEqual(news);
    expect(emulator.requests).toHaveLength(1);
  });

  it("does not change in place what OSS cannot", async () => {
    const { create, update } = await newProvider();
    const { id, properties } = await create(FULL);
    await expect(update(id, properties, { ...FULL, action: "PUT" })).rejects.toMatchObject({
      details: expect.stringMatching(/cannot be changed in place/),
    });
  });

  it("waits for the clearing as long as `customTimeouts` says", async () => {
    const { create, emulator } = await newProvider({ emulator: { timings: { closingMs: 3_600_000 } } });
    const { id, properties } = await create(FULL);
    const { delete: remove } = await providerOf(emulator, { clock: quickClock() });
    await expect(remove(id, properties, { timeout: 5 })).rejects.toMatchObject({
      details: expect.stringMatching(/still closing after 5s .*raise `customTimeouts\.delete`/),
    });
    expect(emulator.rules("src")).toMatchObject([{ id, status: "closing" }]);
  });

  it("ends a wait at once when it is cancelled, and says so", async () => {
    const { create, emulator } = await newProvider({ emulator: { timings: { closingMs: 3_600_000 } } });
    const { id, properties } = await create(FULL);
    const asleep = { now: Date.now, sleep: () => new Promise<void>(() => {}) };
    const { client, delete: remove } = await providerOf(emulator, { clock: asleep });
    const removing = remove(id, properties).catch((failure) => failure) as Promise<ServiceError>;
    while (emulator.rules("src")[0]?.status !== "closing") await new Promise(setImmediate);
    await answerOf((done) => client.cancel(new Empty(), done));
    expect((await removing).details).toMatch(/is still closing when the command was stopped/);
    expect(emulator.rules("src")).toMatchObject([{ id, status: "closing" }]);
  });

  it("leaves a rule that a resource of another process has by now", async () => {
    const alive = new Set<string>();
    const neighbours = {
      ownerOf: () => undefined,
      noteOwner: () => {},
      isAlive: (rule: string) => alive.has(rule),
      noteAlive: (rule: string) => alive.add(rule),
    };
    const { create, emulator } = await newProvider({ neighbours, emulator: { timings: { closingMs: 10 } } });
    const { id, properties } = await create(FULL);
    const other = await providerOf(emulator, { neighbours });
    await other.delete(id, properties);
    expect(emulator.rules("src")).toMatchObject([{ id }]);
    alive.clear();
    await other.delete(id, properties);
    expect(emulator.rules("src")).toEqual([]);
  });
});

it("serves RTC: judged where the rule is there, put without a look, read by an import, turned off", async () => {
  const provider = await newProvider();
  const { create, read, check, diff, update, emulator } = provider;
  const { id } = await create(FULL);
  const args = { bucket: "src", ruleId: id };
  const { inputs } = await check(args, { urn: RTC });
  expect(inputs).toEqual({ ...args, region: "cn-hangzhou", status: "enabled" });
  const { failures } = await check({ bucket: "src" }, { urn: RTC });
  expect(failures).toMatchObject([{ reason: "Which rule? Give `bucket` and `ruleId`." }]);
  const before = emulator.requests.length;
  await create({ ...inputs, ruleId: UNKNOWNS.string }, { urn: RTC, preview: true });
  expect(emulator.requests).toHaveLength(before);
  await create(inputs, { urn: RTC, preview: true });
  await expect(create({ ...inputs, ruleId: "none" }, { urn: RTC, preview: true })).rejects.toMatchObject({
    details: expect.stringMatching(/has no rule none in effect/),
  });
  expect(writes(provider)).toEqual(["PutBucketReplication"]);
  const made = await create(inputs, { urn: RTC });
  expect(made).toEqual({ id, properties: inputs });
  expect(await read(`src/${id}`, {}, RTC)).toEqual({ id, inputs, properties: inputs });
  const off = { ...inputs, status: "disabled" };
  expect(await diff(id, inputs, off, RTC)).toMatchObject({ detailed: { status: "UPDATE" } });
  expect(await update(id, inputs, off, { urn: RTC, preview: true })).toEqual(off);
  expect(emulator.rules("src")).toMatchObject([{ rtcStatus: expect.stringMatching(/enabl/) }]);
  await update(id, inputs, off, { urn: RTC });
  expect(emulator.rules("src")[0]?.rtcStatus ?? "disabled").toBe("disabled");
  await create(inputs, { urn: RTC });
  await (await providerOf(emulator)).delete(id, inputs, { urn: RTC });
  expect(emulator.rules("src")[0]?.rtcStatus ?? "disabled").toBe("disabled");
});

describe("functions", () => {
  it("answer what the functions of a TypeScript program answer", async () => {
    const { create, invoke } = await newProvider();
    const { id } = await create(FULL);
    expect((await invoke("getReplicationRules", { bucket: "src" })).result).toMatchObject({
      bucket: "src",
      region: "cn-hangzhou",
      rules: [{ ruleId: id, prefixes: [], rtcStatus: "disabled" }],
    });
    expect((await invoke("getReplicationLocations", { bucket: "src" })).result).toMatchObject({
      ownLocation: "oss-cn-hangzhou",
      locations: expect.arrayContaining([expect.objectContaining({ location: "oss-cn-beijing" })]),
    });
    expect((await invoke("getReplicationProgress", { bucket: "src", ruleId: id })).result).toMatchObject({
      ruleId: id,
      status: "starting",
    });
  });

  it("ask anew what may have changed since", async () => {
    const real = performance.now.bind(performance);
    let passed = 0;
    const clock = jest.spyOn(performance, "now").mockImplementation(() => real() + passed);
    const { create, emulator, invoke } = await newProvider();
    const { id } = await create(FULL);
    await invoke("getReplicationRules", { bucket: "src" });
    emulator.changeRule("src", id, { action: "PUT" });
    passed = 2_000;
    const { result } = await invoke("getReplicationRules", { bucket: "src" });
    clock.mockRestore();
    expect(result).toMatchObject({ rules: [{ action: "PUT" }] });
  });

  it("name what is missing, and what OSS says", async () => {
    const { invoke } = await newProvider();
    expect((await invoke("getReplicationProgress", { bucket: "src" })).failures).toEqual([
      { property: "ruleId", reason: "getReplicationProgress needs `ruleId`." },
    ]);
    await expect(invoke("getReplicationRules", { bucket: "nosuch-bucket" })).rejects.toMatchObject({
      details: expect.stringContaining("NoSuchBucket"),
    });
  });
});

/** Nobody waits in real time, and every wait reaches its end. */
function quickClock() {
  let time = Date.now();
  return {
    now: () => time,
    sleep: async (ms: number) => {
      time += ms;
    },
  };
}

function initFailureIn(error: { metadata: { get(key: string): unknown[] } }): ErrorResourceInitFailed {
  const [bytes] = error.metadata.get("grpc-status-details-bin") as Buffer[];
  const [detail] = Status.deserializeBinary(new Uint8Array(bytes as Buffer)).getDetailsList() as {
    getValue_asU8(): Uint8Array;
  }[];
  return ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() as Uint8Array);
}
