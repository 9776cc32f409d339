import { resolve } from "node:path";
import { type Emulator, realClock, startEmulator } from "oss-replication-emulator";
import { type CommandResult, type RunningCommand, start } from "../../../scripts/processes/command";
import { inTerminal, type TerminalRun } from "../../../scripts/processes/terminal";

/** What only a process shows: signals, pipes, exit codes, a terminal. The command is the built one. */

const bin = resolve(__dirname, "../../../provider/bin/oss-replication.js");
let emulator: Emulator;
let env: NodeJS.ProcessEnv;
let bucket = "";
let made = 0;
const running: { kill(): void }[] = [];

beforeAll(async () => {
  emulator = await startEmulator({
    clock: realClock(),
    timings: { startingMs: 0, historyMs: 600_000, closingMs: 600_000, rtcMs: 600_000 },
  });
  emulator.createBucket("dst", "cn-beijing");
  env = {
    PATH: process.env.PATH,
    HOME: "/nonexistent",
    OSS_REGION: "cn-hangzhou",
    OSS_ENDPOINT: emulator.endpoint,
    OSS_ACCESS_KEY_ID: "LTAIEXAMPLE",
    OSS_ACCESS_KEY_SECRET: "demo-sk",
  };
});
afterAll(() => emulator.close());
beforeEach(() => {
  bucket = `src${++made}`;
  emulator.createBucket(bucket, "cn-hangzhou");
  addRule("r-1", "dst");
});
afterEach(() => {
  for (const each of running.splice(0)) each.kill();
});

function addRule(id: string, target: string): void {
  emulator.addRule(bucket, { id, destination: { bucket: target, location: "oss-cn-beijing" } });
}

function piped(args: string[], more: NodeJS.ProcessEnv = {}): RunningCommand {
  const command = start(process.execPath, [bin, ...args, "--bucket", bucket], { env: { ...env, ...more } });
  running.push(command);
  return command;
}

function seen(args: string[], size: { columns?: number; rows?: number } = {}): TerminalRun {
  const command = inTerminal(process.execPath, [bin, ...args, "--bucket", bucket], { env, ...size });
  running.push(command);
  return command;
}

const result = ({ exitCode, stdout, stderr }: CommandResult) => ({ exitCode, stdout, stderr });
const rule = () => emulator.rules(bucket).find(({ id }) => id === "r-1");

describe("a question", () => {
  it("tells what a deletion does, and no is no", async () => {
    const command = seen(["delete", "--rule-id", "r-1"], { columns: 300 });
    await command.wrote(/\[y\/N\] /);
    command.type("n\r");
    expect(await command.done).toBe(1);
    expect(await command.screen()).toEqual([
      `Rule r-1 copies from ${bucket} to dst (oss-cn-beijing): objects (all), action ALL. It will be deleted.`,
      `What is written to ${bucket} from then on is no longer copied to dst by it; what was copied stays there.`,
      "A deletion is not taken back. A new rule misses what is written meanwhile, or copies all objects from before again, which is billed.",
      "Go on? [y/N] n",
      "oss-replication: Nothing was changed.",
    ]);
    expect(rule()?.status).not.toBe("closing");
  });

  it("answered with yes is done, and the end of the input is no", async () => {
    const rtc = seen(["rtc", "--rule-id", "r-1", "--status", "enabled"]);
    await rtc.wrote(/OSS bills for it as long as it is on\.[\s\S]*\[y\/N\] /);
    rtc.type("y\r");
    expect(await rtc.done).toBe(0);
    expect(rule()?.rtcStatus).toBe("enabling");
    const put = seen([
      "put",
      "--target-bucket",
      "dst",
      "--target-location",
      "oss-cn-beijing",
      "--action",
      "PUT",
    ]);
    await put.wrote(
      /What is deleted in src\d+ stays in dst\.\s+Objects that are there already are copied, too[\s\S]*\[y\/N\] /,
    );
    const sent = emulator.requests.length;
    put.type("\u0004");
    expect(await put.done).toBe(1);
    expect(emulator.requests.length).toBe(sent);
  });

  it("is not asked with --yes, or without a terminal", async () => {
    expect(await piped(["delete", "--rule-id", "r-1"]).done).toMatchObject({ exitCode: 0, stderr: "" });
    expect(rule()?.status).toBe("closing");
    addRule("r-2", "dst2");
    const command = seen(["delete", "--rule-id", "r-2", "--yes"]);
    expect(await command.done).toBe(0);
    expect(command.written()).not.toContain("[y/N]");
  });

  it("ended by Ctrl-C changes nothing", async () => {
    const command = seen(["delete", "--rule-id", "r-1"]);
    await command.wrote(/\[y\/N\] /);
    command.type("\u0003");
    expect(await command.done).toBe(130);
    expect((await command.screen()).at(-1)).toBe("oss-replication: ended by SIGINT. Nothing was changed.");
    expect(rule()?.status).not.toBe("closing");
  });
});

describe("Ctrl-C", () => {
  it("ends a wait at once and says that the rule is deleted", async () => {
    const command = piped(["delete", "--rule-id", "r-1", "--wait"]);
    await command.wrote(
      /Waiting for 0s \(since .* UTC\) until OSS has cleared rule r-1 of bucket src\d+\.\n/,
    );
    command.interrupt();
    const { exitCode, stdout, stderr } = await command.done;
    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: "" });
    expect(stderr.split("\n")[1]).toBe(
      `oss-replication: ended by SIGINT. Rule r-1 of bucket ${bucket} is deleted, and OSS is clearing it; nothing more is to be done.`,
    );
  });

  it("ends a write whose answer is not there yet, and says that nobody knows", async () => {
    emulator.addFault({ kind: "delay", operation: "DeleteBucketReplication", ms: 3_000 });
    const command = piped(["delete", "--rule-id", "r-1"]);
    while (rule()?.status !== "closing") await new Promise((look) => setTimeout(look, 20));
    command.interrupt();
    expect(result(await command.done)).toEqual({
      exitCode: 130,
      stdout: "",
      stderr: `oss-replication: ended by SIGINT. Whether OSS has deleted rule r-1 is not known: \`oss-replication rules --bucket ${bucket}\` shows it.\n`,
    });
  });
});

describe("a wait in a terminal", () => {
  it("is one line that goes on, and leaves none", async () => {
    const command = seen(
      ["rtc", "--rule-id", "r-1", "--status", "enabled", "--wait", "--yes", "--timeout", "3s"],
      { columns: 60 },
    );
    await command.wrote(/Waiting for [12]s /);
    expect(await command.done).toBe(1);
    const lines = await command.screen();
    expect(lines[0]).toMatch(/^oss-replication: RTC of rule r-1/);
    expect(lines.join("\n")).not.toContain("Waiting");
  });
});

describe("the watch in a terminal", () => {
  it("is a bar a rule that is written over, until Ctrl-C", async () => {
    addRule("r-2", "dst2");
    const command = seen(["progress", "--watch", "--interval", "1s"]);
    await command.wrote(/about/);
    const lines = await command.screen();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^r-1 to dst {3}░+ +\d\.\d %, \d+\.\d %\/min, about \d+m( \d+s)? left, lag \d+s$/,
    );
    expect(lines[1]).toMatch(/^r-2 to dst2 {2}░+ /);
    command.type("\u0003");
    expect(await command.done).toBe(130);
    expect((await command.screen()).at(-1)).toBe("oss-replication: ended by SIGINT. Nothing was changed.");
    // Lines wrap again.
    expect(command.written().lastIndexOf("\u001b[?7h")).toBeGreaterThan(
      command.written().lastIndexOf("\u001b[?7l"),
    );
  });

  it("fits into a small terminal", async () => {
    for (let at = 2; at < 20; at++) addRule(`r-${at}`, `dst${at}`);
    const command = seen(["progress", "--watch", "--interval", "1s"], { columns: 30, rows: 8 });
    await command.wrote(/and 13 more/);
    const lines = await command.screen();
    expect(lines).toHaveLength(7);
    expect(lines.at(-1)).toMatch(/^and 13 more, 0 of all are/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(30);
    command.type("\u0003");
    expect(await command.done).toBe(130);
  });
});

it("a gate that is not met exits with 3, and JSON is all there is on standard output", async () => {
  const command = piped(["progress", "--until", "history=100%", "--timeout", "1s", "--json"]);
  const { exitCode, stdout, stderr } = await command.done;
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((text) => JSON.parse(text));
  expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: "" });
  expect(lines.at(-1)).toMatchObject({
    gate: "not met",
    timedOut: true,
    conditions: [{ ruleId: "r-1", met: false }],
  });
});

/** A line of bash, in which "$0" "$1" is the command. */
const inBash = (script: string) => start("bash", ["-c", script, process.execPath, bin], { env }).done;

it("a reader that stops ends the command quietly", async () => {
  const script = `"$0" "$1" progress --watch --interval 1s --json --bucket ${bucket} | head -1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = await inBash(script);
  const [first = "", code] = stdout.split("\n");
  expect(JSON.parse(first)).toMatchObject({ ruleId: "r-1" });
  expect({ code, stderr }).toEqual({ code: "1", stderr: "" });
});

it("a full disk is told in one line", async () => {
  const { exitCode, stderr } = await inBash(`"$0" "$1" rules --bucket ${bucket} >/dev/full`);
  expect(exitCode).toBe(1);
  expect(stderr).toBe("oss-replication: Standard output cannot be written (ENOSPC).\n");
});

it.each([
  [{}, false],
  [{ FORCE_COLOR: "1" }, true],
])("colours without a terminal with %j: %s", async (more, coloured) => {
  const { stdout } = await piped(["rules"], more).done;
  expect(stdout.includes("\u001b[")).toBe(coloured);
});

it("a table in a terminal has colours, and becomes a list where it does not fit", async () => {
  const command = seen(["rules"], { columns: 40 });
  expect(await command.done).toBe(0);
  expect(command.written()).toContain("\u001b[32m");
  expect(await command.screen()).toEqual([
    "RULE      r-1",
    expect.stringMatching(/^STATUS {4}(starting|doing)$/),
    "TARGET    dst",
    "LOCATION  oss-cn-beijing",
    "TRANSFER  internal",
    "OBJECTS   (all)",
    "ACTION    ALL",
    "HISTORY   enabled",
    "RTC       disabled",
  ]);
});
