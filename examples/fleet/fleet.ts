import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import pLimit from "p-limit";

/** One team: its stack has its name. */
interface Team {
  name: string;
  region: string;
  targetRegion: string;
  buckets: string[];
}

/** More stacks at once use more memory, not less time: each is an engine and a program of its own. */
const AT_ONCE = Number(process.env.FLEET_AT_ONCE ?? 4);

const actions = {
  preview: (stack: Stack) => stack.preview(),
  up: (stack: Stack) => stack.up(),
  refresh: (stack: Stack) => stack.refresh(),
};

async function run(action: keyof typeof actions, team: Team): Promise<string> {
  const stack = await LocalWorkspace.createOrSelectStack({ stackName: team.name, workDir: __dirname });
  await stack.setAllConfig({
    "oss:region": { value: team.region },
    targetRegion: { value: team.targetRegion },
    buckets: { value: JSON.stringify(team.buckets) },
  });
  const result = await actions[action](stack);
  const counts = "changeSummary" in result ? result.changeSummary : result.summary.resourceChanges;
  return Object.entries(counts ?? {})
    .map(([operation, count]) => `${count} ${operation}`)
    .join(", ");
}

/** The engine's own words; the Automation API puts all that was printed around them. */
function reasonIn({ message }: Error): string {
  const errors = message.split("\n").filter((line) => /^\s*error: (?!update failed)/.test(line));
  return errors.length > 0 ? [...new Set(errors.map((line) => line.trim()))].join("\n  ") : message;
}

/** One team's failure is told at the end and does not stop the others. */
async function main(action: string | undefined, file = join(__dirname, "teams.json")): Promise<void> {
  if (action === undefined || !Object.hasOwn(actions, action))
    throw new Error(`Usage: fleet ${Object.keys(actions).join("|")} [FILE]`);
  const teams = JSON.parse(readFileSync(file, "utf8")) as Team[];
  const limit = pLimit(AT_ONCE);
  const outcomes = await Promise.allSettled(
    teams.map((team) =>
      limit(async () => {
        const done = await run(action as keyof typeof actions, team);
        console.log(`${team.name}: ${done}`);
      }),
    ),
  );
  const failed = outcomes.flatMap((outcome, at) =>
    outcome.status === "rejected" ? [`${teams[at]?.name}: ${reasonIn(outcome.reason)}`] : [],
  );
  if (failed.length > 0) throw new Error(`${failed.length} of ${teams.length} failed.\n${failed.join("\n")}`);
}

main(...(process.argv.slice(2) as [string, string?])).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
