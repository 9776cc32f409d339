import { callsText } from "./calls";
import type { Compared } from "./compare";
import { isQuiet, machineText } from "./machine";
import type { Report } from "./report";
import type { Row } from "./row";
import { titles } from "./scenarios";
import { steps } from "./step";
import { spread } from "./table";

type Column = [head: string, cell: (row: Row) => string];

/** docs/performance.md as a whole. */
export function document(report: Report): string {
  const parts = [opening, calls, growth, surfaces, slowService, memory, lowering, beside].map((part) =>
    part(report).join("\n"),
  );
  return `${parts.filter((text) => text !== "").join("\n\n")}\n`;
}

function opening({ size, commit, machine }: Report): string[] {
  return [
    "# What it costs",
    "",
    `Made by \`npm run bench -- ${size === "quick" ? "--quick " : ""}--write\` at commit ${commit}; do not edit. [performance.json](performance.json) has all figures, and \`--from docs/performance.json\` makes the page of them again.`,
    `Measured on ${machineText(machine)}, everything on loopback, with the emulator in place of OSS.`,
    ...(isQuiet(machine)
      ? []
      : [
          "",
          `**The machine had other work (load ${oneDigit(machine.load)}): calls, memory, state and promises are as they are, times are not to be relied on.**`,
        ]),
    "",
    "The *floor* is the same program with a dynamic resource of the same arguments that does nothing: no check, no diff, no read, and a create",
    "that answers what it was given. It is run in turn with ours. What the engine, Node.js and the SDK cost is in both; what is over the floor is",
    "ours. Every command is a whole one: an `up`, a `refresh` or a `destroy` has its preview before it. A time is the median, with the lowest and",
    "the highest in brackets; a ratio is the median of the pairs' ratios. Each rule has a target bucket of its own.",
    "",
    "Calls, but for the looks while OSS clears a rule, bytes of state and promises are the same on every machine: `tests/stack/cost.test.ts` holds",
    "them to limits. Times are never asserted.",
  ];
}

const rules: Column = ["rules", (row) => count(row.rules)];
const command: Column = ["command", ({ command }) => `\`${command}\``];
const runs: Column = ["runs", (row) => String(row.runs)];
const seconds: Column = ["seconds", (row) => spread(row.seconds.ours)];
const ratio: Column = ["x floor", (row) => row.seconds.ratio.toFixed(2)];
const overSeconds: Column = ["seconds over the floor", (row) => signed(row.seconds.over)];
const cpu: Column = ["CPU s", (row) => spread(row.cpuSeconds.ours)];
const cpuRatio: Column = ["x floor", (row) => row.cpuSeconds.ratio.toFixed(2)];
const called: Column = ["calls", ({ calls }) => callsText(calls)];

function calls({ rows }: Report): string[] {
  const growing = rows.filter(({ title }) => title === titles.growing);
  const most = Math.max(0, ...growing.map((row) => row.rules).filter((each) => each <= 100));
  const shown = [
    ...growing.filter((row) => row.rules === most),
    ...rows.filter(({ title }) => title === titles.rtc),
  ];
  return [
    "## Calls of OSS",
    "",
    "`info` is GetBucketInfo, `locations` GetBucketReplicationLocation, `list` GetBucketReplication; `put`, `delete` and `rtc` are the writes. Ten source",
    "buckets, or as many as there are rules; with RTC two.",
    "",
    ...table([rules, command, called], shown),
  ];
}

function growth({ rows }: Report): string[] {
  const shown = rows.filter(({ title }) => title === titles.growing);
  return [
    "## Growth",
    "",
    "An OSS that answers at once. Ten source buckets, or as many as there are rules; OSS takes 100 rules a bucket.",
    "",
    "![CPU seconds over the number of rules, ours and the floor](performance.svg)",
    "",
    ...table([rules, command, runs, seconds, ratio, cpu, cpuRatio], shown),
  ];
}

/** Both ways to declare the same rules, where both were measured. */
function surfaces({ rows }: Report): string[] {
  const dynamic = rows.filter(({ title }) => title === titles.growing);
  const both = rows
    .filter(({ title }) => title === titles.package)
    .flatMap((row): [Row, Row][] => {
      const other = dynamic.find(({ rules, command }) => rules === row.rules && command === row.command);
      return other ? [[other, row]] : [];
    });
  if (both.length === 0) return [];
  const line = ([dynamic, ours]: [Row, Row]) =>
    `| ${count(ours.rules)} | \`${ours.command}\` | ${spread(dynamic.seconds.ours)} | ${spread(ours.seconds.ours)} | ${spread(dynamic.cpuSeconds.ours)} | ${spread(ours.cpuSeconds.ours)} | ${ours.cpuSeconds.ratio.toFixed(2)} |`;
  return [
    "## Dynamic resources and the package",
    "",
    `The same rules as dynamic resources and as resources of the package \`oss-replication\`, in a program of the same language${measuredAt(both.map(([, row]) => row))}.`,
    "",
    "| rules | command | dynamic, seconds | package, seconds | dynamic, CPU s | package, CPU s | package, CPU x floor |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...both.map(line),
  ];
}

function measuredAt(rows: Row[]): string {
  const commits = [...new Set(rows.flatMap(({ commit }) => commit ?? []))];
  return commits.length > 0 ? ` (the package measured at ${commits.join(", ")})` : "";
}

function slowService({ rows }: Report): string[] {
  const slow: string[] = [titles.delayed, titles.manyBuckets, titles.clearing];
  const shown = rows.filter(({ title }) => slow.includes(title));
  return [
    "## A slow service",
    "",
    ...table(
      [["conditions", ({ title }) => title], rules, command, runs, seconds, overSeconds, ratio, called],
      shown,
    ),
    ...shown.filter(({ title }) => title === titles.manyBuckets).flatMap(bucketsAsked),
  ];
}

function bucketsAsked({ rules, buckets }: Row): string[] {
  return [
    "",
    `The preview of ${rules} rules with buckets of their own has asked about ${buckets} of the ${2 * rules} buckets.`,
  ];
}

function memory({ rows, rule }: Report): string[] {
  const provider = largest(rows.filter(({ providerMiB }) => providerMiB));
  const program = rows.filter(({ title }) => title === titles.programs).at(-1) ?? largest(rows);
  return [
    "## Memory, state, and a rule in the program",
    "",
    "A command with a preview runs the program twice: its CPU is that of both, a peak that of the larger.",
    "",
    "| what | measured | over the floor |",
    "| --- | --- | --- |",
    ...(provider
      ? [costRow(`peak of the provider process, ${nameOf(provider)}, MiB`, provider.providerMiB)]
      : []),
    ...(program
      ? [costRow(`peak of the program's process, ${nameOf(program)}, MiB`, program.programMiB)]
      : []),
    ...(program
      ? [costRow(`CPU of the program's process, ${nameOf(program)}, s`, program.programCpuSeconds, 2)]
      : []),
    costRow("state of a rule, compact JSON, bytes", rule.stateBytes),
    costRow("promises of a rule in the program", rule.promises),
    costRow("properties of a rule in the program", rule.properties),
    "",
    ...REMAINING,
  ];
}

/** Counted with the hooks of Node.js and its profiler; no run of the benchmark measures it. */
const REMAINING = [
  "What is left over the floor, and who makes it:",
  "",
  "- **Promises.** Ours are two or three a rule. The SDK makes some 50 for the hints, an input more, and some 30 for the region, an output more,",
  "  which each RTC takes over. Other outputs that a program does not set are made when one of them is read: that asks the engine",
  "  once a rule.",
  "- **CPU of the provider.** 2 to 3 ms a call, most of it in the HTTP client of Alibaba Cloud's SDK and of Node.js, and 0.05 to 0.1 ms for each rule in",
  "  a list, most of it in the XML parser: OSS tells the rules of a bucket only all together. OSS clears a rule at once here, so that",
  "  each delete has a look of its own. Where it takes minutes, all who wait for a bucket share the looks, which come ever more rarely.",
  "- **Memory of the provider.** After a collection of garbage the heap holds some 15 MiB more than at the start, the client's code among",
  "  it. The rest of the peak is garbage of answers that Node.js has not collected yet.",
];

function beside({ emulator, commandStart }: Report): string[] {
  return [
    "## The command and the emulator",
    "",
    `\`oss-replication --help\` takes ${Math.round(commandStart.overNodeMs)} ms of CPU over \`node -e 0\`. The emulator, in a process of its own with`,
    `100 buckets of 100 rules, answers ${count(Math.round(emulator.callsPerCpuSecond))} signed calls in a second of CPU, and holds at most ${Math.round(emulator.memoryMiB)} MiB until it has them.`,
  ];
}

/** Only what was measured is said. */
function lowering({ rows }: Report): string[] {
  const ways = [...checkedProgram(rows), ...skippedPreview(rows), ...moreAtATime(rows)];
  if (ways.length === 0) return [];
  return [
    "## What you can lower yourself",
    "",
    "Most of a command is the engine, the SDK and the program's own start. These settings lower that:",
    "",
    ...ways,
  ];
}

function checkedProgram(rows: Row[]): string[] {
  const [checked, unchecked, compiled] = rows.filter(({ title }) => title === titles.programs);
  if (!checked || !unchecked || !compiled) return [];
  const { rules, programCpuSeconds } = compiled;
  return [
    "- **The type check in the program.** The language host compiles and checks a program in TypeScript at every run. Check it in CI with",
    "  `tsc --noEmit`, and set `noCheck: true` in its `tsconfig.json` or `PULUMI_NODEJS_TRANSPILE_ONLY=true` in the environment:",
    `  a preview of ${count(rules)} new rules takes ${gained(checked, unchecked)}. Compile it before, and name the JavaScript`,
    `  in \`main\` of its \`package.json\`: ${gained(checked, compiled)}.`,
    ...(programCpuSeconds
      ? [`  The program's process then takes ${oneDigit(programCpuSeconds.ours.median)} s of CPU.`]
      : []),
  ];
}

function skippedPreview(rows: Row[]): string[] {
  const of = (name: string) => rows.find((row) => row.title === titles.delayed && row.command === name);
  const [whole, atOnce] = [of(steps.up.name), of(steps.upAtOnce.name)];
  if (!whole || !atOnce) return [];
  return [
    "- **The second preview.** Where a preview was reviewed already, `pulumi up --skip-preview` makes none:",
    `  ${count(whole.rules)} new rules take ${gained(whole, atOnce)}. What a preview checks against OSS is then left to OSS's own refusals.`,
  ];
}

function moreAtATime(rows: Row[]): string[] {
  const shown = rows.filter(({ title }) => title === titles.clearing);
  const [first] = shown;
  if (!first || shown.length < 2) return [];
  const times = shown.map(
    (row) => `${oneDigit(row.seconds.ours.median)} s and ${row.calls.list} looks with \`${row.command}\``,
  );
  return [
    "- **How much the engine does at a time.** It has four resources under way for each core unless `--parallel` says otherwise, and a rule that",
    `  OSS takes long to clear holds one of them. To delete ${count(first.rules)} rules that take 2 s each: ${times.join(", ")}.`,
  ];
}

/** As in "4.1 s in place of 9.3 s (-56 %)". */
function gained(before: Row, after: Row): string {
  const [from, to] = [before.seconds.ours.median, after.seconds.ours.median];
  return `${oneDigit(to)} s in place of ${oneDigit(from)} s (${signed((to / from - 1) * 100, 0)} %)`;
}

function largest(rows: Row[]): Row | undefined {
  return [...rows].sort((a, b) => b.rules - a.rules || peak(b) - peak(a))[0];
}

function peak({ providerMiB }: Row): number {
  return providerMiB?.ours.median ?? 0;
}

function nameOf({ rules, command }: Row): string {
  return `\`${command}\` with ${count(rules)} rules`;
}

function costRow(what: string, compared: Compared | undefined, decimals = 0): string {
  if (!compared) return `| ${what} | - | - |`;
  return `| ${what} | ${compared.ours.median.toFixed(decimals)} | ${signed(compared.over, decimals)} |`;
}

function table(columns: Column[], rows: Row[]): string[] {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(([head]) => head)),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(columns.map(([, cell]) => cell(row)))),
  ];
}

function count(value: number): string {
  return value.toLocaleString("en");
}

function oneDigit(value: number): string {
  return value.toFixed(1);
}

function signed(value: number, decimals = 1): string {
  return `${value < 0 ? "" : "+"}${value.toFixed(decimals)}`;
}
