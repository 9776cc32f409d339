import { isDeepStrictEqual } from "node:util";
import { type Emulator, manualClock, type RuleToAdd, startEmulator } from "oss-replication-emulator";
import { keys, startProviders } from "../engine/providers";
import { EngineStandIn, type Outcome } from "../engine/standIn";
import { type Cell, faultOf } from "./axes";
import { adoptable, disagreements, lossesOf, type Standing } from "./principle";
import { declarations, first, pair, second, type Version } from "./program";

/** What a cell has shown. */
export interface Seen {
  cell: Cell;
  /** How often the command made the call, by the request log; 0: the fault met nothing. */
  called: number;
  outcome: Outcome;
  /** There was a rule before, and there is none after. */
  lost: boolean;
  /** The repair needed a rule to be named in `adopt`. */
  adopted: boolean;
  /** What goes against the principle; empty in a cell that passes. */
  violations: string[];
}

/** A way to run commands: the stand-in in this process, or the real engine. */
export interface Engine {
  up(version: Version): Promise<Outcome>;
  refresh(): Promise<Outcome>;
  destroy(): Promise<Outcome>;
  state(): Standing["state"];
}

const timings = { startingMs: 1_000, closingMs: 5_000, historyMs: 1_000, rtcMs: 1_000 };

/** Runs a cell in this process, on a clock of its own. */
export async function runInProcess(cell: Cell, random: () => number): Promise<Seen> {
  const clock = manualClock();
  const emulator = await startEmulator({
    accounts: [...keys],
    clock,
    wallClock: clock,
    timings,
    ruleIds: cell.ids,
  });
  try {
    const standIn = new EngineStandIn(() => startProviders(emulator, clock, random));
    const engine: Engine = {
      up: (version) => standIn.up(declarations(version)),
      refresh: () => standIn.refresh(),
      destroy: () => standIn.destroy(),
      state: () => standIn.state,
    };
    return await runCell(cell, emulator, engine, async () => clock.advance(60_000));
  } finally {
    await emulator.close();
  }
}

/** The command with its fault, then the documented repair without one. */
export async function runCell(
  cell: Cell,
  emulator: Emulator,
  engine: Engine,
  settle: () => Promise<void>,
): Promise<Seen> {
  emulator.createBucket(pair.source, "cn-hangzhou");
  emulator.createBucket(pair.target, "cn-beijing");
  if (cell.command === "meet") emulator.addRule(pair.source, theirs);
  else if (cell.command !== "up") expectSuccess(await engine.up(first));
  await settle();
  const before = standing(emulator, engine);
  const start = emulator.requests.length;
  emulator.addFault(faultOf(cell));
  const outcome = await run(cell, engine);
  emulator.clearFaults();
  const after = standing(emulator, engine);
  const called = emulator.requests.slice(start).filter(({ operation }) => operation === cell.call).length;
  // What a destroy has removed before it failed was to go.
  const losses = cell.command === "destroy" ? [] : lossesOf(before, after, outcome);
  const wanted = wantedAfter(cell);
  const lies = outcome.ok ? disagreements(after, wanted) : [];
  if (cell.command === "meet") {
    const violations = [
      ...meddling(before, after, outcome),
      ...(await stillTheirs(emulator, engine, before)),
    ];
    return { cell, called, outcome, lost: false, adopted: false, violations };
  }
  const unasked = called === 0 && !outcome.ok ? [`it fails without the call: ${outcome.message}`] : [];
  const repair = await repaired(cell, emulator, engine);
  return {
    cell,
    called,
    outcome,
    lost: before.rules.length > 0 && after.rules.length === 0,
    adopted: repair.adopted,
    violations: [
      ...losses,
      ...lies.map((lie) => `it says success, but ${lie}`),
      ...unasked,
      ...repair.violations,
    ],
  };
}

function run({ command }: Cell, engine: Engine): Promise<Outcome> {
  if (command === "refresh") return engine.refresh();
  if (command === "destroy") return engine.destroy();
  return engine.up(versionAfter(command));
}

const theirs: RuleToAdd & { id: string } = {
  id: "theirs",
  destination: { bucket: pair.target, location: "oss-cn-beijing" },
  prefixes: [first.prefix],
  status: "doing",
};

/** A rule that cannot be shown to be ours is never changed, deleted or adopted, even if it says what the program says. */
function meddling(before: Standing, after: Standing, { ok }: Outcome): string[] {
  return [
    ...(ok ? ["it says success where somebody else's rule is"] : []),
    ...(isDeepStrictEqual(after.rules, before.rules) ? [] : ["somebody else's rule is not what it was"]),
    ...(after.state.some(({ id }) => id === theirs.id) ? ["state has somebody else's rule"] : []),
  ];
}

/** Without the fault, the failure names the rule, and how to take it over. */
async function stillTheirs(emulator: Emulator, engine: Engine, before: Standing): Promise<string[]> {
  const again = await engine.up(first);
  const named = adoptable(again.message).includes(theirs.id);
  return [
    ...meddling(before, standing(emulator, engine), again),
    ...(named ? [] : ["without the fault the failure does not name the rule to adopt"]),
  ];
}

function versionAfter(command: Cell["command"]): Version {
  return command === "replace" ? second : first;
}

function wantedAfter({ command }: Cell): { prefix?: string } {
  return command === "destroy" ? {} : versionAfter(command);
}

/** `refresh --clear-pending-creates`, then the command again: at most one failure, which names what to adopt. */
async function repaired(
  { command }: Cell,
  emulator: Emulator,
  engine: Engine,
): Promise<{ adopted: boolean; violations: string[] }> {
  const broken = (what: string, { message }: Outcome) => ({
    adopted: false,
    violations: [`after it ${what} fails: ${message}`],
  });
  const refresh = await engine.refresh();
  if (!refresh.ok) return broken("refresh", refresh);
  const again = command === "destroy" ? engine.destroy() : engine.up(versionAfter(command));
  let outcome = await again;
  const [adopt] = adoptable(outcome.message);
  const adopted = !outcome.ok && adopt !== undefined;
  if (adopted) outcome = await engine.up({ ...versionAfter(command), adopt });
  if (!outcome.ok) return broken(command === "destroy" ? "destroy" : "up", outcome);
  // A destroy may fail while it waits for OSS to clear the rule. OSS does so by itself, and for state it is gone.
  const after = { ...standing(emulator, engine), closing: 0 };
  const left = disagreements(after, wantedAfter({ command } as Cell));
  return { adopted, violations: left.map((what) => `after the repair ${what}`) };
}

function standing(emulator: Emulator, engine: Engine): Standing {
  const all = emulator.rules(pair.source);
  const live = all.filter(({ status }) => status !== "closing");
  return {
    rules: live.filter(({ destination }) => destination.bucket === pair.target),
    closing: all.length - live.length,
    strangers: live.filter(({ destination }) => destination.bucket !== pair.target),
    state: engine.state().map(({ type, id }) => ({ type, id })),
  };
}

function expectSuccess({ ok, message }: Outcome): void {
  if (!ok) throw new Error(`without any fault up fails: ${message}`);
}
