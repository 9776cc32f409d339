import { type Emulator, startEmulator } from "oss-replication-emulator";
import { account, Project } from "../tests/stack/support/project";

/** Rules on one bucket, each to a bucket of its own. */
const FEW = 5;
const MANY = 50;

interface Measured {
  command: string;
  rules: number;
  calls: number;
  reads: number;
  writes: number;
  seconds: number;
}

async function main(): Promise<void> {
  const rows = [...(await measure(FEW)), ...(await measure(MANY))];
  console.table(rows.map((row) => ({ ...row, seconds: row.seconds.toFixed(1) })));
  const of = (command: string, rules: number) =>
    rows.find((row) => row.command === command && row.rules === rules) as Measured;
  for (const command of ["up", "preview, nothing changed", "refresh", "destroy"]) {
    const [few, many] = [of(command, FEW), of(command, MANY)];
    const ratio = (a: number, b: number) => (a === 0 ? "-" : (b / a).toFixed(1));
    console.log(
      `${command}: ${MANY / FEW} times the rules take ${ratio(few.calls, many.calls)} times the calls and ${ratio(few.seconds, many.seconds)} times the time`,
    );
  }
}

async function measure(rules: number): Promise<Measured[]> {
  const timings = { startingMs: 1, closingMs: 1, historyMs: 1, rtcMs: 1 };
  const emulator = await startEmulator({ accounts: [account], timings });
  const project = new Project({ program: program(rules), emulator });
  try {
    emulator.createBucket("src", "cn-hangzhou");
    for (let at = 0; at < rules; at++) emulator.createBucket(`dst-${at}`, "cn-beijing");
    const measured: Measured[] = [];
    for (const [command, run] of [
      ["up", () => project.up()],
      ["preview, nothing changed", () => project.preview(["--expect-no-changes"])],
      ["refresh", () => project.refresh(["--expect-no-changes"])],
      ["destroy", () => project.destroy()],
    ] as const) {
      measured.push(await watch(emulator, command, rules, run));
      if (command === "up") tellState(project, rules);
    }
    return measured;
  } finally {
    await project.dispose();
    await emulator.close();
  }
}

async function watch(
  emulator: Emulator,
  command: string,
  rules: number,
  run: () => Promise<unknown>,
): Promise<Measured> {
  const [calls, started] = [emulator.requests.length, Date.now()];
  await run();
  const made = emulator.requests.slice(calls);
  const reads = made.filter(({ method }) => method === "GET").length;
  const seconds = (Date.now() - started) / 1000;
  return { command, rules, calls: made.length, reads, writes: made.length - reads, seconds };
}

function tellState(project: Project, rules: number): void {
  const rule = project.exportState().resources?.find(({ type }) => type.endsWith("ReplicationRule"));
  const provider = String(rule?.inputs?.__provider);
  console.log(
    `${rules} rules: ${project.stateText().length} bytes of state, ${provider.length} of them a rule's provider text`,
  );
}

function program(rules: number): string {
  return `const oss = require("pulumi-oss-replication");
for (let at = 0; at < ${rules}; at++) {
  new oss.ReplicationRule("rule-" + at, { bucket: "src", destination: { bucket: "dst-" + at, location: "oss-cn-beijing" } });
}`;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
