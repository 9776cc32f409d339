import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Emulator, type RequestLogEntry, startEmulator } from "oss-replication-emulator";
import limited from "p-limit";
import { ours } from "../../../tests/stack/support/ours";
import { account, Project } from "../../../tests/stack/support/project";
import type { CommandResult, RunningCommand } from "../../processes/command";
import { isProvider, killAll, livingFamily } from "../../processes/family";
import { adoptable } from "../matrix/principle";
import { type KillCase, killCases, killProgram, nameOfKill, targets } from "./cases";

/** What became of a killed command. */
export interface Killed {
  kill: KillCase;
  /** Whether the kill met the command alive. */
  met: boolean;
  /** The engine was killed while it wrote its state, which is no more than a beginning then: its backup was taken. */
  restored: boolean;
  /** How many rules the repair had to be told to adopt. */
  adopted: number;
  violations: string[];
}

const quick = { startingMs: 300, closingMs: 400, historyMs: 300, rtcMs: 300 };
const writing = ["PutBucketReplication", "DeleteBucketReplication", "PutBucketRTC"];
/** A provider has to see that its engine is gone within 1 s; the machine gets some more. */
const endsWithinMs = 3_000;

/** Two at a time: a command waits more than it works. */
export async function runKills(seed: number, count: number, say: (line: string) => void): Promise<Killed[]> {
  const seenOf = async (kill: KillCase) => {
    const seen = await runKill(kill);
    say(`${seen.violations.length === 0 ? "converged" : "FAILED"}: ${nameOfKill(kill)}`);
    return seen;
  };
  const inTurn = limited(2);
  return Promise.all(killCases(seed, count).map((kill) => inTurn(seenOf, kill)));
}

/** Runs the command with the real engine, kills it, and repairs as documented. */
async function runKill(kill: KillCase): Promise<Killed> {
  const writes = new Writes();
  const onRequest = (entry: RequestLogEntry) => writes.add(entry);
  const emulator = await startEmulator({ accounts: [account], timings: quick, ruleIds: kill.ids, onRequest });
  emulator.createBucket("src", "cn-hangzhou");
  for (const name of targets) emulator.createBucket(name, "cn-beijing");
  const project = new Project({ program: killProgram("a/"), emulator, timeoutMs: 180_000 });
  try {
    if (kill.command !== "up") await project.up();
    const wanted = kill.command === "replace" ? "b/" : "a/";
    project.setProgram(killProgram(wanted));
    writes.count = 0;
    if (kill.slow) {
      for (const operation of writing)
        emulator.addFault({ kind: "delay", ms: 4_000, operation, times: 1_000_000 });
    }
    const death = await killed(kill, project, writes);
    emulator.clearFaults();
    project.unlock();
    const restored = restoreState(project.folder);
    const repair = await repaired(project, emulator, wanted);
    return {
      kill,
      ...repair,
      met: death.met,
      restored,
      violations: [...death.violations, ...repair.violations],
    };
  } finally {
    await project.dispose();
    await emulator.close();
  }
}

/** The engine writes the state of a file backend in place, after a copy of the one before. */
function restoreState(folder: string): boolean {
  const file = join(folder, "state", ".pulumi", "stacks", "test", "dev.json");
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return false;
  } catch {
    copyFileSync(`${file}.bak`, file);
    return true;
  }
}

/** Counts the writes that had their effect, and wakes who waits for one. */
class Writes {
  count = 0;
  private waiting: { count: number; wake: () => void }[] = [];

  add({ operation }: RequestLogEntry): void {
    if (!writing.includes(operation)) return;
    this.count += 1;
    for (const { count, wake } of this.waiting) if (this.count >= count) wake();
  }

  reached(count: number): Promise<void> {
    return new Promise((wake) => {
      this.waiting.push({ count, wake });
      if (this.count >= count) wake();
    });
  }
}

async function killed(
  { command, victim, afterWrite, laterMs }: KillCase,
  project: Project,
  writes: Writes,
): Promise<{ met: boolean; violations: string[] }> {
  const verb = command === "destroy" ? "destroy" : "up";
  const running = project.start([verb, "--yes", "--skip-preview"]);
  await Promise.race([writes.reached(afterWrite).then(() => pause(laterMs)), running.done]);
  const everybody = livingFamily(running.pid);
  const providers = everybody.filter(isProvider);
  const met = providers.length > 0;
  if (victim !== "cli") killAll(providers);
  if (victim !== "provider") killAll([running.pid]);
  const ended = await within(endsWithinMs, () => !providers.some(isProvider));
  const sent = writes.count;
  await settled(running, victim);
  const later = writes.count - sent;
  killAll(everybody);
  return {
    met,
    violations: [
      ...(ended ? [] : [`the provider still runs ${endsWithinMs} ms after its engine was killed`]),
      ...(later > 0 ? [`${later} writes came after the provider had ended`] : []),
    ],
  };
}

/** An engine whose provider is killed ends by itself; after that of a killed engine there may be stragglers. */
async function settled(running: RunningCommand, victim: KillCase["victim"]): Promise<void> {
  if (victim === "provider") await Promise.race([running.done, pause(30_000)]);
  else await pause(500);
}

async function within(ms: number, happened: () => boolean): Promise<boolean> {
  for (let left = ms; left > 0 && !happened(); left -= 25) await pause(25);
  return happened();
}

async function repaired(
  project: Project,
  emulator: Emulator,
  wanted: string,
): Promise<{ adopted: number; violations: string[] }> {
  const failed = (what: string, { output }: CommandResult) => [`${what} fails: ${errorsOf(output)}`];
  const refresh = await project.refresh(["--clear-pending-creates"], "any");
  if (refresh.exitCode !== 0) return { adopted: 0, violations: failed("refresh", refresh) };
  const leftovers = unknownRules(project, emulator);
  let up = await project.up([], "any");
  let adopted = 0;
  const violations: string[] = [];
  if (up.exitCode !== 0) {
    const named = adoptable(up.output);
    const forgotten = leftovers.filter(({ id }) => !named.includes(id));
    if (leftovers.length === 0 || forgotten.length > 0) violations.push(...failed("up", up));
    const adopt = Object.fromEntries(leftovers.map(({ id, target }) => [target, id]));
    adopted = leftovers.length;
    project.setProgram(killProgram(wanted, adopt));
    up = await project.up([], "any");
    if (up.exitCode !== 0) return { adopted, violations: [...violations, ...failed("up with adopt", up)] };
  }
  return { adopted, violations: [...violations, ...left(project, emulator, wanted)] };
}

/** Rules in effect that state does not have. */
function unknownRules(project: Project, emulator: Emulator): { id: string; target: string }[] {
  const known = Object.values(ours(project)).map(({ id }) => id);
  return live(emulator)
    .filter(({ id }) => !known.includes(id))
    .map(({ id, destination }) => ({ id, target: destination.bucket }));
}

function live(emulator: Emulator) {
  return emulator.rules("src").filter(({ status }) => status !== "closing");
}

/** Where service, state and program disagree in the end. */
function left(project: Project, emulator: Emulator, wanted: string): string[] {
  const rules = live(emulator);
  const state = ours(project);
  return targets.flatMap((target, at) => {
    const found = rules.filter(({ destination }) => destination.bucket === target);
    const [rule] = found;
    if (!rule || found.length > 1) return [`${found.length} rules to ${target}`];
    return [
      ...(rule.prefixes.join() === wanted ? [] : [`the rule to ${target} says ${rule.prefixes.join()}`]),
      ...(state[target]?.id === rule.id ? [] : [`state has ${state[target]?.id} for ${rule.id}`]),
      ...(at > 0 || rule.rtcStatus !== undefined ? [] : ["RTC is off"]),
      ...(at > 0 || state.rtc?.id === rule.id ? [] : ["state has another rule's RTC"]),
    ];
  });
}

function errorsOf(output: string): string {
  return output
    .split("\n")
    .filter((line) => /error:|fail/i.test(line))
    .join(" ")
    .slice(0, 2_000);
}
