import { table } from "../provider/terminal/table";
import { callsText } from "./calls";
import type { Compared, Summary } from "./compare";
import { machineText } from "./machine";
import type { Report } from "./report";
import type { Row } from "./row";

const head = [
  "conditions",
  "rules",
  "command",
  "runs",
  "seconds",
  "x floor",
  "CPU s",
  "x floor",
  "calls",
  "provider MiB",
  "program MiB",
  "state B a rule",
];

function cellsOf(row: Row): string[] {
  const { seconds, cpuSeconds } = row;
  return [
    row.title,
    String(row.rules),
    row.command,
    String(row.runs),
    spread(seconds.ours),
    seconds.ratio.toFixed(2),
    spread(cpuSeconds.ours),
    cpuSeconds.ratio.toFixed(2),
    callsText(row.calls),
    overFloor(row.providerMiB),
    overFloor(row.programMiB),
    overFloor(row.stateBytes),
  ];
}

/** One row for each command, and last the cost of a rule. */
export function printed({ commit, machine, rows, rule, emulator, commandStart }: Report): string {
  const place = `Commit ${commit}, ${machineText(machine)}\n\n`;
  const last = [
    `A rule in the program: ${overFloor(rule.promises)} promises, ${overFloor(rule.properties)} properties; in state ${overFloor(rule.stateBytes)} bytes.`,
    `The emulator: ${Math.round(emulator.callsPerCpuSecond)} signed calls a second of its CPU, ${Math.round(emulator.memoryMiB)} MiB.`,
    `oss-replication --help: ${Math.round(commandStart.overNodeMs)} ms of CPU over node -e 0.`,
    "In brackets after a time: the lowest and the highest. Elsewhere: over the floor.",
  ];
  return `${place}${table(head, rows.map(cellsOf))}\n${last.join("\n")}\n`;
}

/** As in "4.1 (3.9-4.4)". */
export function spread({ median, low, high }: Summary): string {
  return low === high ? digits(median) : `${digits(median)} (${digits(low)}-${digits(high)})`;
}

/** As in "150 (+12)". */
function overFloor(compared: Compared | undefined): string {
  if (!compared) return "-";
  const over = Math.round(compared.over);
  return `${Math.round(compared.ours.median)} (${over < 0 ? "" : "+"}${over})`;
}

function digits(value: number): string {
  return value.toFixed(value < 100 ? 1 : 0);
}
