import { type Command, Option } from "commander";
import { fieldsNotShown, type Rule } from "../oss";
import { line } from "../terminal/text";
import { type BucketOptions, reaching, serviceFor } from "./connect";
import { importFile } from "./importing/importFile";
import { type NamedRule, namedRules } from "./importing/names";
import { program } from "./importing/program";
import type { Io } from "./io";

type Format = "pulumi-import" | "typescript";

interface ImportOptions extends BucketOptions {
  format: Format;
}

/** Writes what takes over all rules of a bucket that are in effect. It only reads. */
export function fill(command: Command, io: Io): void {
  reaching(command.requiredOption("--bucket <name>", "source bucket"))
    .addOption(
      new Option(
        "--format <format>",
        "pulumi-import: the file for `pulumi import --file`; typescript: a program that adopts the rules",
      )
        .choices(["pulumi-import", "typescript"] satisfies Format[])
        .makeOptionMandatory(),
    )
    .action(async (options: ImportOptions) => {
      const { service, region } = serviceFor(options, io);
      const { bucket } = options;
      const found = await service.getBucketReplication(bucket);
      const rules = namedRules(found.filter(({ status }) => status !== "closing"));
      const notes = [
        ...leftOut(found),
        ...(rules.length === 0 ? [`bucket ${bucket} has no rule in effect`] : []),
      ];
      if (options.format === "typescript") {
        const { endpoint, network } = options;
        io.out(
          program({ bucket, region, endpoint, network, configuration: configurationFor(options) }, rules),
        );
      } else {
        io.out(importFile(bucket, region, rules));
        notes.push(...notImported(rules), ...settingsFor(options));
      }
      for (const note of notes) io.err(line(`oss-replication, note: ${note}.`));
    });
}

function leftOut(found: readonly Rule[]): string[] {
  const closing = found.filter(({ status }) => status === "closing");
  return closing.map(
    ({ id, destination }) => `rule ${id} to ${destination.bucket} is closing and was left out`,
  );
}

/** What state and the generated program will lack after the import, and what that means. */
function notImported(rules: NamedRule[]): string[] {
  const hidden = rules.map(({ rule, name }) => ({ name, fields: fieldsNotShown(rule).join(", ") }));
  const lists = [...new Set(hidden.map(({ fields }) => fields).filter(Boolean))];
  const names = (fields: string) => hidden.filter((each) => each.fields === fields).map(({ name }) => name);
  return lists.map(
    (fields) =>
      `OSS does not show ${fields} of ${names(fields).join(", ")}, so the import does not have them. Where the rule does, do not write them into the program without the option ignoreChanges: they would replace the rule`,
  );
}

/** How `pulumi import` reaches OSS as the command did. */
function settingsFor({ profile, roleArn, endpoint, network, allowHttp }: ImportOptions): string[] {
  const given = Object.entries({ profile, roleArn, endpoint, network, allowHttp: allowHttp || undefined });
  const commands = given.flatMap(([name, value]) =>
    value === undefined ? [] : [`pulumi config set oss-replication:${name} ${value}`],
  );
  return commands.length === 0
    ? []
    : [`pulumi import reaches OSS by the stack's own configuration, so run first: ${commands.join(", ")}`];
}

/** How the program reaches OSS as the command did, as far as arguments do not say it. */
function configurationFor({ profile, roleArn, allowHttp }: ImportOptions): string[] {
  return [
    ...(profile === undefined ? [] : [`oss:profile ${profile}`]),
    ...(roleArn === undefined ? [] : [`oss:roleArn ${roleArn}`]),
    ...(allowHttp ? ["oss:allowHttp true"] : []),
  ];
}
