import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cliVersion } from "../pulumi/cli";
import type { Fuzzed } from "./fuzz/fuzz";
import { nameOfKill } from "./kills/cases";
import type { Killed } from "./kills/kill";
import type { Limited } from "./limits";
import { type Cell, calls, commands, type FaultName, faults, ids, nameOf, times } from "./matrix/axes";
import type { Seen } from "./matrix/cell";
import type { Compared } from "./matrix/sample";
import type { Options } from "./options";

/** What a run has shown; a part that was not run is missing. */
export interface Proof {
  limits?: Limited[];
  fuzz?: Fuzzed[];
  matrix?: Seen[];
  sample?: Compared[];
  kills?: Killed[];
}

/** The whole proof as a page. */
export function report(proof: Proof, options: Options): string {
  const { limits = [], fuzz = [], matrix = [], sample = [], kills = [] } = proof;
  return [
    "# Reliability: what was tried, and what was seen",
    "",
    `Made by \`npm run reliability -- --seed ${options.seed} --kills ${options.kills} --sample ${options.sample} --cases ${options.cases}\`; do not edit.`,
    `It is written only when everything holds. ${versions()}.`,
    "",
    "The principle: a command that fails leaves every pair of buckets protected at least as it was before, or says in its",
    "first sentence which pair is not, and what to run. No success is told that is none.",
    "",
    ...matrixPart(matrix),
    ...samplePart(sample),
    ...killsPart(kills),
    ...fuzzPart(fuzz),
    ...limitsPart(limits),
  ].join("\n");
}

const root = join(__dirname, "..", "..");

/** What the proof was made with. */
function versions(): string {
  const version = (folder: string) =>
    JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")).version;
  const [major] = process.versions.node.split(".");
  return `pulumi-oss-replication ${version("provider")}, @pulumi/pulumi ${version("node_modules/@pulumi/pulumi")}, Pulumi CLI ${cliVersion}, Node.js ${major}`;
}

const legend = [
  ["ok", "the command succeeded, and service, state and program agree"],
  ["kept", "the command failed, and the pair was protected as before"],
  ["told", "the command failed, the pair was not protected any more, and the first sentence said so"],
  ["gone", "a destroy failed after it had removed the rule"],
  ["nothing", "a first up failed: there was nothing to protect"],
  ["theirs", "the up failed, and somebody else's rule was what it had been"],
  ["+adopt", "the repair needed one `adopt`, which its only failure named"],
  ["-", "the command does not make this call, by the request log"],
];

function matrixPart(matrix: Seen[]): string[] {
  return [
    `## Fault matrix: ${matrix.length} cells, none left out`,
    "",
    "One rule and its RTC. Each call x each fault x each command x the fault once or always x chosen rule ids honoured or",
    "ignored. The six functions run in one process, with the real client over HTTP to the emulator, called in the engine's",
    "order. After each cell: `pulumi refresh --clear-pending-creates` and the command again without the fault, which must end",
    "with exactly the wanted rules at the service and in state; every cell below did.",
    "",
    ...legend.map(([word, meaning]) => `- \`${word}\`: ${meaning}`),
    "",
    "`a / b`: once / always. Where ignored ids make a difference, it follows in brackets.",
    "",
    ...commands.flatMap((command) => commandTable(command, matrix)),
  ];
}

const titles: Record<Cell["command"], string> = {
  up: "up: the first one",
  replace: "replace: an up that changes the prefix of a rule in effect",
  refresh: "refresh",
  destroy: "destroy",
  meet: "meet: a first up where somebody else's rule of the same content holds the pair",
};

function commandTable(command: Cell["command"], matrix: Seen[]): string[] {
  const rows = (Object.keys(faults) as FaultName[]).map((fault) => [
    fault,
    ...calls.map((call) =>
      cellText(
        matrix.filter(({ cell }) => cell.command === command && cell.call === call && cell.fault === fault),
      ),
    ),
  ]);
  return [`### ${titles[command]}`, "", ...table(["fault", ...calls], rows), ""];
}

function cellText(seen: Seen[]): string {
  const [honoured = "", ignored = ""] = ids.map((id) => {
    const words = times.map((time) =>
      wordOf(seen.find(({ cell }) => cell.ids === id && cell.times === time)),
    );
    return words[0] === words[1] ? words[0] : words.join(" / ");
  });
  return honoured === ignored ? honoured : `${honoured} (${ignored})`;
}

/** What a cell has shown, in a word. */
export function wordOf(seen: Seen | undefined): string {
  if (seen === undefined) throw new Error("a cell is left out");
  const { cell, outcome, called, lost, adopted } = seen;
  if (called === 0) return "-";
  if (outcome.ok) return "ok";
  const ending = adopted ? " +adopt" : "";
  if (cell.command === "meet") return "theirs";
  if (cell.command === "up") return `nothing${ending}`;
  if (lost) return `${cell.command === "destroy" ? "gone" : "told"}${ending}`;
  return `kept${ending}`;
}

function samplePart(sample: Compared[]): string[] {
  const rows = sample.map(({ cell, real }) => [nameOf(cell), wordOf(real)]);
  return [
    `## The same with the real engine: ${sample.length} cells drawn by lot`,
    "",
    "The real CLI and the real provider process, to show that the stand-in of the engine tells the truth: success or failure,",
    "whether the call was made, what was lost, and whether the repair needed an `adopt` were the same in all of them.",
    "",
    ...table(["cell", "seen"], rows),
    "",
  ];
}

function killsPart(kills: Killed[]): string[] {
  const rows = kills.map(({ kill, met, restored, adopted }) => [
    nameOfKill(kill),
    `${adopted === 0 ? "converged" : `converged with ${adopted} \`adopt\`, all named in one failure`}${restored ? ", from the backup of a state that the engine was writing" : ""}${met ? "" : " (it had ended before)"}`,
  ]);
  return [
    `## Kills: ${kills.length} commands of the real engine`,
    "",
    "SIGKILL to the provider process, the CLI or both, in a program of three rules and an RTC. The provider process ended by",
    "itself, no write came after that, and one `pulumi refresh --clear-pending-creates --yes` and one `pulumi up` ended with",
    "exactly the wanted rules at the service and in state.",
    "",
    ...table(["kill", "seen"], rows),
    "",
  ];
}

function fuzzPart(fuzz: Fuzzed[]): string[] {
  const cases = fuzz.reduce((sum, each) => sum + each.cases, 0);
  const rows = fuzz.map((each) => [each.name, String(each.cases)]);
  return [
    `## Hostile input: ${cases} cases, no harm`,
    "",
    "No crash, no hang, no stack trace, no secret in a message, no 500 of the emulator.",
    "",
    ...table(["input", "cases"], rows),
    "",
  ];
}

/** The limits, not the measurements: those belong to a machine. */
function limitsPart(limits: Limited[]): string[] {
  return [
    "## Limits that held",
    "",
    ...table(
      ["what", "limit"],
      limits.map(({ what, limit }) => [what, limit]),
    ),
    "",
  ];
}

function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
