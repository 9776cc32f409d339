import { compilerFile } from "./files";
import type { Place } from "./place";
import { programOf } from "./programs";

/** What a cell must do, in this order. */
export const steps: { name: string; run: (place: Place) => Promise<void> }[] = [
  { name: "install", run: install },
  { name: "types", run: types },
  { name: "compile", run: compile },
  { name: "up", run: up },
  { name: "no change", run: noChange },
  { name: "commands", run: commands },
  { name: "destroy", run: destroy },
];

/** A dependency of ours that no program has of its own. */
const OURS_ALONE = "cockatiel";

async function install(place: Place): Promise<void> {
  await place.manage(...place.manager.install);
  claim(
    place.hasInstalled(OURS_ALONE) === place.manager.hoists,
    `the layout is another: the program ${place.manager.hoists ? "does not find" : "finds"} ${OURS_ALONE}`,
  );
}

async function types(place: Place): Promise<void> {
  const { typescript } = place.cell;
  const version = (await place.compile("--version")).trim();
  claim(version === `Version ${typescript}`, `tsc says ${version}`);
  await place.compile("--noEmit", "--project", compilerFile(programOf(place.cell.program)));
}

async function compile(place: Place): Promise<void> {
  const program = programOf(place.cell.program);
  if (program.isCompiled) await place.compile("--project", compilerFile(program));
}

/** The rule is at OSS, with RTC, and state has it with the text that it always has. */
async function up(place: Place): Promise<void> {
  const { cell, buckets, shared } = place;
  await place.pulumi("stack", "init");
  await place.pulumi("up", "--yes", "--skip-preview");
  const { ruleId, node, version } = outputsOf(place);
  claim(node === cell.node && version === cell.sdk, `it ran with Node.js ${node} and SDK ${version}`);
  const [rule, ...others] = shared.emulator.rules(buckets.source);
  claim(others.length === 0 && rule?.id === ruleId, "the rule is not the one at OSS");
  claim(rule?.destination.bucket === buckets.target && rule.prefixes?.[0] === "app/", "the rule is another");
  claim(/^enabl/.test(rule?.rtcStatus ?? ""), "RTC is not on");
  for (const [type, name] of Object.entries(kinds)) {
    const [found] = place.resources().filter((each) => each.type.endsWith(type));
    const text = `exports.handler = () => require("pulumi-oss-replication/engine").${name};`;
    claim(found?.outputs?.__provider === text, `state has ${found?.outputs?.__provider} for ${type}`);
  }
}

const kinds = {
  "pulumi-nodejs:dynamic/oss:ReplicationRule": "rule",
  "pulumi-nodejs:dynamic/oss:ReplicationRtc": "rtc",
};

async function noChange(place: Place): Promise<void> {
  await place.pulumi("preview", "--expect-no-changes");
}

/** Both packages' commands start where they are installed. */
async function commands(place: Place): Promise<void> {
  const { ruleId } = outputsOf(place);
  const { source } = place.buckets;
  if (place.cell.layout !== "library alone") {
    const printed = await place.runInstalled("oss-replication", "rules", "--bucket", source, "--json");
    claim(printed.includes(String(ruleId)), `oss-replication printed ${printed}`);
  }
  const help = await place.runInstalled("oss-replication-emulator", "--help");
  claim(help.includes("--time-scale"), `oss-replication-emulator printed ${help}`);
}

async function destroy(place: Place): Promise<void> {
  await place.pulumi("destroy", "--yes", "--skip-preview");
  claim(place.shared.emulator.rules(place.buckets.source).length === 0, "the rule is still there");
  claim(!place.resources().some(({ type }) => type in kinds), "state still has a resource");
}

function outputsOf(place: Place): Record<string, unknown> {
  return place.resources().find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
}

function claim(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
