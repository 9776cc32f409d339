import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RTC_MEANING, RULE_MEANING } from "../provider/lifecycle/plan";
import { dynamicOnly, schemaOf } from "./schema/build";
import { exampleOf } from "./schema/examples";
import { missingTexts } from "./schema/missing";
import { providerProgram } from "./schema/program";
import { referenceOf } from "./schema/reference";
import { Sources } from "./schema/sources";

const repository = join(__dirname, "..");
const provider = join(repository, "provider");

/** Writes the schema and the page that is made of it; with `--check` it compares them. */
function main(): void {
  const sources = new Sources(providerProgram(provider), provider);
  const schema = schemaOf(sources, {
    manifest: JSON.parse(readFileSync(join(provider, "package.json"), "utf8")),
    meanings: { rule: RULE_MEANING, rtc: RTC_MEANING },
    examples: {
      ReplicationRule: exampleOf("rule", "A bucket replicated to another region"),
      ReplicationRtc: exampleOf("rtc", "A rule with replication time control"),
    },
  });
  put("provider/schema.json", `${JSON.stringify(schema, undefined, 2)}\n`);
  put("docs/reference.md", referenceOf(schema, dynamicOnly(sources)));
  for (const place of missingTexts(schema))
    fail(`${place} has no description: give its declaration a comment.`);
}

function put(file: string, text: string): void {
  const path = join(repository, file);
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (readFileSync(path, "utf8") !== text)
    fail(`${file} is not what the sources say: run \`npm run schema\`.`);
}

function fail(line: string): void {
  console.log(line);
  process.exitCode = 1;
}

main();
