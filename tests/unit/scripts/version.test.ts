import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cliVersion, isNewEnough } from "../../../scripts/pulumi/cli";

test.each([
  ["v3.250.0", true],
  ["3.250.0", true],
  ["v3.250.1\n", true],
  ["v3.251.0-alpha.x1", true],
  ["v3.249.9", false],
  ["v3.99.99", false],
  ["v4.0.0", false],
  ["v2.999.0", false],
  ["", false],
  ["dev", false],
])("a CLI that prints %j is new enough: %s", (text, expected) => {
  expect(isNewEnough(text)).toBe(expected);
});

it("is one version everywhere", () => {
  const read = (...path: string[]) => readFileSync(join(__dirname, "..", "..", "..", ...path), "utf8");
  expect(JSON.parse(read("package.json")).devDependencies.pulumi).toBe(cliVersion);
  expect(read("tools", "pulumi-cli", "go.mod")).toContain(`github.com/pulumi/pulumi/pkg/v3 v${cliVersion} `);
  expect(read("tools", "sdk-gen", "go.mod")).toContain(`github.com/pulumi/pulumi/pkg/v3 v${cliVersion}\n`);
});
