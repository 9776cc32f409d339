import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, manualClock, startEmulator } from "oss-replication-emulator";
import { type Io, systemIo } from "../../../provider/cli/io";
import { run } from "../../../provider/cli/main";
import { SUBCOMMANDS } from "../../../provider/cli/subcommands";
import { askOss, LOCATIONS, PROGRESS, RULES } from "../../../provider/functions/questions";
import { createOssClient } from "../../../provider/oss";
import { PLAIN } from "../../../provider/terminal/screen";
import {
  allowOnly,
  CALLERS,
  covers,
  isAllNeeded,
  neededBy,
  policyOf,
  ROLES,
} from "../../support/permissions";
import { environment } from "../operate/support/command";
import { create, preview, ruleInputs } from "../review/support/previews";

const KEYS = { accessKeyId: "LTAIEXAMPLE", accessKeySecret: "demo-sk" };
const repository = join(__dirname, "..", "..", "..");
const folder = mkdtempSync(join(tmpdir(), "permissions-"));
const previewFile = join(folder, "preview.json");
const stateFile = join(folder, "state.json");
beforeAll(() => {
  writeFileSync(previewFile, preview([create(ruleInputs())]));
  writeFileSync(stateFile, JSON.stringify({ version: 3, deployment: { resources: [] } }));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface World {
  emulator: Emulator;
  io: Io;
  /** All that was printed. */
  printed(): string;
}

/** A rule from src to dst and one back, in effect; `hasRules`: whether there are any. */
async function newWorld(hasRules: boolean): Promise<World> {
  const clock = manualClock();
  const timings = { startingMs: 1_000, historyMs: 10_000, closingMs: 5_000, rtcMs: 1_000 };
  // As an OSS that does not tell the id of a new rule: it is read then.
  const emulator = await startEmulator({ clock, timings, ruleIdHeader: false });
  emulator.createBucket("src", "cn-hangzhou");
  emulator.createBucket("dst", "cn-beijing");
  if (hasRules) {
    const status = "doing";
    emulator.addRule("src", { id: "r-1", destination: { bucket: "dst", location: "cn-beijing" }, status });
    emulator.addRule("dst", { id: "r-2", destination: { bucket: "src", location: "cn-hangzhou" }, status });
  }
  let printed = "";
  const print = (text: string) => {
    printed += text;
  };
  const io: Io = {
    ...systemIo(),
    env: environment(emulator),
    screen: () => PLAIN,
    errScreen: () => PLAIN,
    hasPerson: () => false,
    abandon: () => {},
    clock: { now: () => clock.now(), sleep: async (ms) => clock.advance(ms) },
    connect: (to) => createOssClient({ ...to, credentials: { get: async () => KEYS } }),
    out: print,
    err: print,
  };
  return { emulator, io, printed: () => printed };
}

/** What a caller does; the result is an exit code. */
type Call = (world: World) => Promise<number>;

const command =
  (...args: string[]): Call =>
  ({ io }) =>
    run(args, io);

/** The exporter, until it has answered once. */
const scraped =
  (...args: string[]): Call =>
  async ({ io }) => {
    let [stop, listens] = [() => {}, (_: string) => {}];
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const listening = new Promise<string>((resolve) => {
      listens = (address) => resolve(address.trim());
    });
    // It answers when its time is over with what is known then, which no clock that jumps must bring about.
    const own = { ...io, clock: systemIo().clock, out: listens, stopped: () => stopped };
    const done = run(["exporter", ...args, "--listen", "127.0.0.1:0"], own);
    const url = await Promise.race([listening, done.then(() => "")]);
    if (url !== "") io.out(await (await fetch(url)).text());
    stop();
    return done;
  };

const asked =
  (ask: (world: World, place: { bucket: string; region: string }) => Promise<unknown>): Call =>
  async (world) => {
    await ask(world, { bucket: "src", region: "cn-hangzhou" });
    return 0;
  };

const settings = ({ io }: World) => ({ endpoint: io.env.OSS_ENDPOINT });

const on = ["--bucket", "src"];
const rule = ["--rule-id", "r-1"];
const toTarget = ["--target-bucket", "dst", "--target-location", "cn-beijing"];
const gate = ["--until", "history=100%,lag=15m"];

/** What the callers of docs/permissions.md do, apart from those that the engine runs. */
const CALLS: Record<string, Call[]> = {
  getReplicationLocations: [asked((w, place) => askOss(LOCATIONS, place, settings(w), w.io.connect))],
  getReplicationRules: [asked((w, place) => askOss(RULES, place, settings(w), w.io.connect))],
  getReplicationProgress: [
    asked((w, place) => askOss(PROGRESS, { ...place, ruleId: "r-1" }, settings(w), w.io.connect)),
  ],
  locations: [command("locations", ...on)],
  rules: [command("rules", ...on)],
  import: [
    command("import", ...on, "--format", "pulumi-import"),
    command("import", ...on, "--format", "typescript"),
  ],
  map: [command("map", ...on, "--format", "mermaid")],
  "progress --rule-id": [
    command("progress", ...on, ...rule),
    command("progress", ...on, ...rule, "--watch"),
    command("progress", ...on, ...rule, ...gate),
  ],
  progress: [
    command("progress", ...on),
    command("progress", ...on, "--watch"),
    command("progress", ...on, ...gate),
  ],
  exporter: [scraped(...on)],
  overview: [command("overview", ...on)],
  put: [command("put", ...on, ...toTarget, "--rtc", "enabled")],
  delete: [command("delete", ...on, ...rule, "--wait")],
  rtc: [command("rtc", ...on, ...rule, "--status", "enabled", "--wait")],
  doctor: [command("doctor", ...on, ...toTarget, "--rtc")],
  "review --measure": [command("review", previewFile, "--measure")],
  review: [command("review", previewFile)],
  "map --state": [command("map", "--state", stateFile, "--format", "mermaid")],
  "map --preview": [command("map", "--preview", previewFile, "--format", "mermaid")],
  completion: [command("completion", "bash")],
};

const ALL: Record<string, Call[]> = {
  overview: [command("overview", "--all")],
  map: [command("map", "--all", "--format", "mermaid")],
  exporter: [scraped("--all")],
};

/** Whether all of it went well, and without a denial that was told; and what it asked for. */
async function tried(calls: readonly Call[], allowed?: readonly string[]) {
  const isFirst = calls === CALLS.put;
  const world = await newWorld(!isFirst);
  const { emulator } = world;
  if (allowed) allowOnly(emulator, allowed);
  try {
    let isWell = true;
    for (const call of calls) {
      const code = await call(world).catch(() => 1);
      isWell &&= code === 0;
    }
    return {
      isWell: isWell && !world.printed().includes("AccessDenied"),
      needed: neededBy(emulator.requests),
    };
  } finally {
    await emulator.close();
  }
}

const ofEngine = /^pulumi /;

it("the page has each caller, and each subcommand is one", () => {
  expect(
    Object.keys(CALLERS)
      .filter((caller) => !ofEngine.test(caller))
      .sort(),
  ).toEqual(Object.keys(CALLS).sort());
  expect(Object.keys(CALLS)).toEqual(expect.arrayContaining(SUBCOMMANDS.map(({ name }) => name)));
});

describe.each(Object.keys(CALLS))("%s", (caller) => {
  const calls = CALLS[caller] ?? [];
  const allowed = CALLERS[caller] ?? [];

  it("asks for what the page says, and for no more", async () => {
    expect(await tried(calls)).toEqual({ isWell: true, needed: allowed });
  });

  it("needs no more, and fails or tells where one of it is missing", async () => {
    expect(await tried(calls, allowed)).toMatchObject({ isWell: true });
    for (const grant of allowed) {
      const { isWell } = await tried(calls, without(grant, allowed));
      expect({ grant, isWell }).toEqual({ grant, isWell: false });
    }
  });
});

const without = (grant: string, grants: readonly string[]) => grants.filter((each) => each !== grant);

it.each(Object.keys(ALL))("%s --all needs the same on every bucket, and the list of them", async (caller) => {
  const onEach = (CALLERS[caller] ?? []).flatMap((grant) => {
    const [action] = grant.split(" on ");
    return [`${action} on SOURCE`, `${action} on TARGET`];
  });
  const { isWell, needed } = await tried(ALL[caller] ?? []);
  expect({ isWell, needed }).toEqual({
    isWell: true,
    needed: [...new Set([...onEach, "oss:ListBuckets on *"])].sort(),
  });
});

it("a doctor who is not told where the target is looks into the list of buckets", async () => {
  const search: Call = async ({ io, emulator }) => {
    emulator.removeRule("src", "r-1");
    return run(["doctor", ...on, "--target-bucket", "dst"], io);
  };
  expect((await tried([search])).needed).toContain("oss:ListBuckets on *");
});

/** The roles whose commands the engine does not run. */
const OF_ROLES: Record<string, Call[][]> = {
  exporter: [ALL.exporter ?? []],
  operator: [...Object.values(CALLS), ...Object.values(ALL)],
};

describe.each(Object.keys(OF_ROLES))("the policy of the role %s", (role) => {
  const policy = policyOf(role);
  const each = OF_ROLES[role] ?? [];

  it("allows what its commands ask for, and nothing else", async () => {
    const needed = (await Promise.all(each.map((calls) => tried(calls)))).flatMap((one) => one.needed);
    expect(needed.filter((one) => !covers(policy, one))).toEqual([]);
    expect(policy.filter((grant) => !isAllNeeded(grant, needed))).toEqual([]);
  });

  it("is enough, and not without any part of it", async () => {
    const areWell = async (allowed: string[]) =>
      (await Promise.all(each.map((calls) => tried(calls, allowed)))).every(({ isWell }) => isWell);
    expect(await areWell(policy)).toBe(true);
    for (const grant of policy)
      expect([grant, await areWell(without(grant, policy))]).toEqual([grant, false]);
  });
});

/** Of the roles that run the engine; what each caller asks for is tried above, and in tests/stack/permissions.test.ts. */
const CALLERS_OF: Record<string, string[]> = {
  pipeline: [
    ...["pulumi preview", "pulumi up", "pulumi refresh", "pulumi destroy"],
    ...["getReplicationLocations", "getReplicationRules", "getReplicationProgress", "progress"],
  ],
  reviewer: ["pulumi preview", "pulumi refresh", "review", "review --measure"],
};

it.each(Object.keys(CALLERS_OF))("the policy of the role %s allows what its callers ask for", (role) => {
  const needed = (CALLERS_OF[role] ?? []).flatMap(
    (caller) => CALLERS[caller] ?? [`nothing known of ${caller}`],
  );
  expect([...new Set(needed)].sort()).toEqual(policyOf(role));
});

it("the page has these policies, and no other", () => {
  expect(ROLES).toEqual([...Object.keys(CALLERS_OF), ...Object.keys(OF_ROLES)]);
});

describe.each([
  ["README.md", "Permissions"],
  ["README.zh.md", "权限"],
  ["README.ja.md", "権限"],
])("%s", (name, heading) => {
  it("names the rights of a pipeline", () => {
    const [, page = ""] = readFileSync(join(repository, name), "utf8").split(`\n## ${heading}\n`);
    const [paragraph = ""] = page.split("`oss:ReplicateGet`");
    const actions = [...paragraph.matchAll(/`(oss:[A-Z]\w+)`/g)].map(([, action]) => `${action} on SOURCE`);
    expect([...actions, "oss:GetBucketInfo on TARGET"].sort()).toEqual(policyOf("pipeline"));
    expect(paragraph).toContain("`acs:oss:*:*:SOURCE`");
  });
});
