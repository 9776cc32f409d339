import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { start } from "../../../scripts/processes/command";
import { family } from "../../../scripts/processes/family";

const repository = join(__dirname, "..", "..", "..");
const env = { PATH: process.env.PATH };
const shell = (script: string, timeoutMs?: number) => start("sh", ["-c", script], { env, timeoutMs });

it("finds children and their children, whatever the order", () => {
  const processes = [
    { pid: 4, parent: 3 },
    { pid: 3, parent: 2 },
    { pid: 5, parent: 1 },
    { pid: 6, parent: 2 },
    { pid: 2, parent: 1 },
  ];
  expect(family(2, processes).sort()).toEqual([2, 3, 4, 6]);
  expect(family(9, processes)).toEqual([9]);
});

it("gives exit code and output", async () => {
  const result = await shell("echo out; echo err >&2; exit 3").done;
  expect(result).toMatchObject({ exitCode: 3, stdout: "out\n", stderr: "err\n", timedOut: false });
  expect(result.output.split("\n").sort()).toEqual(["", "err", "out"]);
});

it("kills a command that takes too long with all its children", async () => {
  const result = await shell('sleep 60 & echo "$!"; wait', 300).done;
  expect(result).toMatchObject({ exitCode: null, timedOut: true });
  await expectGone(Number(result.stdout));
});

it("tells when something was written, and when it never will be", async () => {
  const command = shell("echo first; sleep 0.1; echo second");
  await command.wrote(/first/);
  expect(command.output()).toContain("first");
  await command.wrote(/second/);
  await expect(command.wrote(/third/)).rejects.toThrow("it ended without writing /third/\nfirst\nsecond");
});

it("rejects for a program that is not there", async () => {
  await expect(start("no-such-program", [], { env }).done).rejects.toThrow("ENOENT");
});

it("kills a command with all its children when this process is told to stop", async () => {
  const program = `
    const { start } = require("./scripts/processes/command");
    const { done, output, wrote } = start("sh", ["-c", 'sleep 60 & echo "$!"; wait'], { env: process.env });
    wrote(/\\n/).then(() => console.log(output()));`;
  const outer = start(process.execPath, ["--import", "tsx", "-e", program], { env, cwd: repository });
  await outer.wrote(/\n/);
  process.kill(outer.pid, "SIGTERM");
  await expectGone(Number((await outer.done).stdout));
});

/** A killed process may be there for a moment as one that nobody has asked about yet. */
async function expectGone(pid: number): Promise<void> {
  for (let attempt = 0; attempt < 100 && isRunning(pid); attempt += 1) await sleep(50);
  expect(isRunning(pid)).toBe(false);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}
