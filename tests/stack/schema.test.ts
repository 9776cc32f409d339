import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { start } from "../../scripts/processes/command";
import { findPulumi } from "../../scripts/pulumi/ensure";
import { newWorld } from "./support/world";

const repository = join(__dirname, "..", "..");
const ours = JSON.parse(readFileSync(join(repository, "provider/schema.json"), "utf8"));

it("`pulumi package get-schema` prints the schema that the provider serves", async () => {
  const { env, folder } = (await newWorld()).project("");
  // As npm links it.
  const plugin = join(folder, "pulumi-resource-oss-replication");
  symlinkSync(join(repository, "provider/bin/pulumi-resource-oss-replication.js"), plugin);
  const asked = start(findPulumi()?.bin ?? "", ["package", "get-schema", plugin], { cwd: repository, env });

  const { stdout, stderr, exitCode } = await asked.done;

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(withoutEmpty(JSON.parse(stdout))).toEqual(withoutEmpty(ours));
});

/** The CLI leaves out what is empty. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, withoutEmpty(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0)));
}
