import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(__dirname, "examples");

const PROGRAMS = [
  ["typescript", "index.ts"],
  ["python", "__main__.py"],
  ["go", "main.go"],
  ["yaml", "Pulumi.yaml"],
] as const;

/** A program in each language, in the form that the registry and the SDKs know. */
export function exampleOf(name: string, title: string): string {
  const programs = PROGRAMS.map(
    ([language, file]) =>
      `\`\`\`${language}\n${readFileSync(join(folder, name, file), "utf8").trimEnd()}\n\`\`\``,
  );
  const example = `{{% example %}}\n### ${title}\n\n${programs.join("\n")}\n{{% /example %}}`;
  return `{{% examples %}}\n## Example Usage\n${example}\n{{% /examples %}}`;
}
