import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { manualClock } from "../../../emulator";
import { DataFolder } from "../../../emulator/data";
import { Locations } from "../../../emulator/locations";
import { newBucket } from "../../../emulator/operations/buckets";
import { Store } from "../../../emulator/store";
import { get, put, remove, to } from "./support/calls";
import { at, send } from "./support/client";
import { endAll, ready, run } from "./support/command";

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "emulator-data-")), "made", "when needed");
});
afterEach(async () => {
  await endAll();
  rmSync(join(folder, "../.."), { recursive: true, force: true });
});

const buckets = ["--bucket", "src:cn-hangzhou", "--bucket", "dst:cn-beijing"];
const statusOf = async (emulator: { endpoint: string }) =>
  at(await get(emulator, "replication"), "ReplicationConfiguration.Rule.Status");

describe("the command", () => {
  test("is killed at any time and has everything that it answered for", async () => {
    const killed = run("--data", folder, ...buckets);
    const before = await ready(killed);
    const made = { method: "PUT", bucket: "made" };
    expect((await send(before, made)).status).toBe(200);
    expect((await send(before, { method: "DELETE", bucket: "made" })).status).toBe(204);
    expect((await put(before, `<ID>mine</ID>${to("dst")}`)).status).toBe(200);
    process.kill(killed.pid, "SIGKILL");
    await killed.done;
    writeFileSync(join(folder, "buckets/src/bucket.json.1234567"), '{"name":"src","loc');

    const after = await ready(run("--data", folder));
    expect(await statusOf(after)).toBe("starting");
    expect((await get(after, "bucketInfo", { bucket: "made" })).status).toBe(404);
    expect((await put(after, to("dst"))).status).toBe(400);
    expect((await remove(after, "mine")).status).toBe(200);
    expect(await statusOf(after)).toBe("closing");
  });

  test("goes on with what is kept, whatever buckets it is to begin with", async () => {
    const config = join(folder, "../config.yaml");
    mkdirSync(join(folder, ".."), { recursive: true });
    const rules = "rules: [{ destination: { bucket: dst }, status: doing }]";
    writeFileSync(
      config,
      `buckets:\n  - { name: src, location: cn-hangzhou, ${rules} }\n  - { name: dst, location: cn-beijing }`,
    );
    const first = run("--data", folder, "--config", config);
    const emulator = await ready(first);
    const id = String(at(await get(emulator, "replication"), "ReplicationConfiguration.Rule.ID"));
    await remove(emulator, id);
    process.kill(first.pid, "SIGTERM");
    expect(await first.done).toMatchObject({ exitCode: 0 });
    expect(existsSync(join(folder, "emulator.lock"))).toBe(false);

    const second = await ready(run("--data", folder, "--config", config, "--bucket", "new:cn-hangzhou"));
    expect(await statusOf(second)).toBe("closing");
    expect((await get(second, "bucketInfo", { bucket: "new" })).status).toBe(200);
  });

  test("does not start beside another one, and says with which", async () => {
    const first = run("--data", folder);
    await ready(first);
    const { exitCode, stdout, stderr } = await run("--data", folder).done;
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toBe(
      `error: ${folder} is in use by process ${first.pid} on ${hostname()}; ` +
        `if that is not an emulator that runs, delete ${join(folder, "emulator.lock")}\n`,
    );
  });

  test("refuses a bucket that is kept elsewhere, and a location that it does not know", async () => {
    const options = ["--location", "cn-new", "--bucket", "src:cn-new"];
    const first = run("--data", folder, ...options);
    await ready(first);
    first.kill();
    await first.done;
    expect(await run("--data", folder).done).toMatchObject({
      exitCode: 1,
      stderr: `error: bucket src, kept in ${folder}, is in oss-cn-new, which must be given with --location\n`,
    });
    const moved = run("--data", folder, "--location", "cn-new", "--bucket", "src:cn-hangzhou");
    expect(await moved.done).toMatchObject({
      exitCode: 1,
      stderr: "error: bucket src is kept in oss-cn-new, not in cn-hangzhou\n",
    });
  });

  test("does not say that something is done which it could not keep", async () => {
    const emulator = await ready(run("--data", folder, ...buckets));
    rmSync(join(folder, "buckets/src"), { recursive: true });
    writeFileSync(join(folder, "buckets/src"), "in the way");
    const answer = await put(emulator, to("dst"));
    expect(answer.status).toBe(500);
    expect(answer.body).toContain("The emulator failed");
    expect(answer.headers).not.toHaveProperty("x-oss-request-id");
    rmSync(join(folder, "buckets/src"));
    expect((await get(emulator, "bucketInfo")).status).toBe(200);
    expect(readdirSync(join(folder, "buckets/src"))).toEqual(["bucket.json"]);
  });
});

describe("the clock of the rules", () => {
  test("goes on while nobody runs, at the speed of the last run", () => {
    const wall = manualClock(1000);
    DataFolder.open(folder).clock(10, wall);
    wall.advance(7);
    const clock = DataFolder.open(folder).clock(1, wall);
    expect(clock.now()).toBe(1070);
    wall.advance(5);
    expect(clock.now()).toBe(1075);
  });

  test("does not run backwards with the machine's", () => {
    DataFolder.open(folder).clock(1, manualClock(1000));
    expect(DataFolder.open(folder).clock(1, manualClock(400)).now()).toBe(1000);
  });
});

describe("the folder", () => {
  const locations = new Locations();
  const bucket = () => newBucket("src", "oss-cn-hangzhou", "1", 0);
  const rule = {
    definition: {
      id: "日本 <&>\n",
      destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "oss_acc" },
      prefixes: ["a", ""],
      action: "PUT,DELETE",
      historicalObjectReplication: "disabled",
      syncRole: "r",
      sseKmsStatus: "Enabled",
      replicaKmsKeyId: "k",
      userTaggings: { filterType: "OR", tags: [{ key: "", value: "v" }] },
    },
    life: { createdAt: 1, doingAt: 2, historyAt: 3, rtcAt: 4, goneAt: 5 },
  };

  function saved(change: (store: Store) => void): Store {
    const data = DataFolder.open(folder);
    const store = data.store(locations);
    change(store);
    data.save(store);
    return DataFolder.open(folder).store(locations);
  }

  test("gives back all of a bucket and of a rule, and nothing of what was written", () => {
    const written = { body: Buffer.from("an answer"), from: 0, until: 1 };
    const whole = { ...bucket(), versioning: "Enabled", accelerated: true, written, rules: [rule] } as const;
    const store = saved((before) => before.addBucket(whole));
    const { written: _, ...kept } = whole;
    expect([...store.buckets.values()]).toEqual([kept]);
    expect(store.rulesTo("dst", 0)).toEqual([rule]);
    store.saveChanges(() => {
      throw new Error("it is saved already");
    });
  });

  test("a bucket with the longest of the old names, deleted", () => {
    const name = "a".repeat(255);
    const all = saved((store) => store.addBucket({ ...bucket(), name }));
    expect([...all.buckets.keys()]).toEqual([name]);
    const none = saved((store) => store.deleteBucket(store.buckets.get(name) ?? bucket()));
    expect([...none.buckets.keys()]).toEqual([]);
    expect(readdirSync(join(folder, "buckets"))).toEqual([]);
  });

  test("only what has changed is written", () => {
    const data = DataFolder.open(folder);
    const store = new Store();
    for (const name of ["one", "two"]) store.addBucket({ ...bucket(), name });
    data.save(store);
    const file = (name: string) => join(folder, "buckets", name, "bucket.json");
    rmSync(file("one"));
    const two = store.buckets.get("two");
    if (two) store.changeBucket(two, { stat: { storage: 7, objectCount: 1 } });
    data.save(store);
    expect(existsSync(file("one"))).toBe(false);
    expect(JSON.parse(readFileSync(file("two"), "utf8")).stat).toEqual({ storage: 7, objectCount: 1 });
  });

  test.each([
    [
      "cut short",
      (text: string) => text.slice(0, 20),
      /src\/bucket\.json is not as an emulator writes it: .*JSON/,
    ],
    [
      "of another form",
      (text: string) => text.replace('"rules"', '"rule"'),
      /src\/bucket\.json .*: rules: Invalid/,
    ],
    [
      "of another bucket",
      (text: string) => text.replace('"src"', '"other"'),
      /src\/bucket\.json is of bucket other/,
    ],
    [
      "a bucket that cannot be",
      (text: string) => text.replace('"src"', '"../x"'),
      /name: it is not a bucket name/,
    ],
  ])("a file that is %s is named, and stays as it is", (_, damage, message) => {
    saved((store) => store.addBucket(bucket()));
    const file = join(folder, "buckets/src/bucket.json");
    writeFileSync(file, damage(readFileSync(file, "utf8")));
    const damaged = readFileSync(file, "utf8");
    expect(() => DataFolder.open(folder).store(locations)).toThrow(message);
    expect(readFileSync(file, "utf8")).toBe(damaged);
  });

  test("what another version has written is left alone", () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "emulator.json"), '{"version":2}');
    expect(() => DataFolder.open(folder).clock(1)).toThrow(
      /emulator\.json .*version: Invalid input: expected 1/,
    );
  });

  describe("is in use", () => {
    const lock = (content: unknown) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        join(folder, "emulator.lock"),
        typeof content === "string" ? content : JSON.stringify(content),
      );
    };
    const here = hostname();

    test.each<[string, unknown, string]>([
      ["by a process that runs", { pid: 1, host: here }, `in use by process 1 on ${here}; if that`],
      [
        "on another machine",
        { pid: 4_000_000, host: "other" },
        "in use by process 4000000 on other; if that",
      ],
      ["by who is not known", "", "in use by another process; if that"],
    ])("%s", (_, content, message) => {
      lock(content);
      expect(() => DataFolder.open(folder)).toThrow(message);
    });

    test("by another one that takes it over, or has done so meanwhile", () => {
      const dead = { pid: 4_000_000, host: here };
      lock(dead);
      writeFileSync(join(folder, "emulator.lock.next"), JSON.stringify({ pid: 1, host: here }));
      expect(() => DataFolder.open(folder)).toThrow(`in use by process 1 on ${here}; if that`);
      expect(JSON.parse(readFileSync(join(folder, "emulator.lock"), "utf8"))).toEqual(dead);
    });

    test("by another one, and is not unlocked by who had it before", () => {
      const before = DataFolder.open(folder);
      lock({ pid: 1, host: here });
      before.close();
      expect(() => DataFolder.open(folder)).toThrow(`in use by process 1 on ${here}; if that`);
    });

    test.each<[string, unknown]>([
      ["by a process that has ended", { pid: 4_000_000, host: here }],
      ["by an earlier process with the same id, as in a container", { pid: process.pid, host: here }],
    ])("no longer: %s", (_, content) => {
      lock(content);
      DataFolder.open(folder);
      expect(JSON.parse(readFileSync(join(folder, "emulator.lock"), "utf8"))).toEqual({
        pid: process.pid,
        host: here,
      });
    });
  });
});
