import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import * as oss from "../../../provider";
import { literalsOf, REPOSITORY } from "./support/api";

const provider = join(REPOSITORY, "provider");
const page = readFileSync(join(REPOSITORY, "docs", "errors.md"), "utf8");

/** The entries below a heading. */
const entriesBelow = (heading: string) =>
  [...(page.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "").matchAll(/^### (.+)$/gm)].map(
    ([, entry]) => entry,
  );
const ofTheClient = [
  ...entriesBelow("Before OSS was asked, or without an answer of it"),
  "NoSuchReplicationRule",
];
const ofThePackage = entriesBelow("Decided by the package").map((entry) => entry?.replace(" of a wait", ""));

it.each([
  ["a `ReplicationError`", "lifecycle/errors.ts", "ReplicationErrorCode", ofThePackage],
  ["an `OssError`", "oss/errors.ts", "OssErrorCode", ofTheClient],
])("the page explains the codes of %s, and the type says what each means", (_, file, type, explained) => {
  const { literals, commented } = literalsOf(join(provider, file), type);

  // The rule that is not there has one entry, whoever notices it.
  expect(
    literals.filter((code) => !(type === "ReplicationErrorCode" && code === "NoSuchReplicationRule")),
  ).toEqual(explained);
  expect(commented).toBe(literals.length);
});

it("the client gives its errors no code that the page does not list", () => {
  const known = [...ofTheClient, "UnusableProxy", "AnswerTooLong"];
  const used = readdirSync(join(provider, "oss"))
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => codesIn(readFileSync(join(provider, "oss", name), "utf8")));

  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((code) => !known.includes(code))).toEqual([]);
});

/** Literals of a property `code`, and of the first argument of `invalid`. */
function codesIn(text: string): string[] {
  const codes: string[] = [];
  const visit = (node: ts.Node): void => {
    const isCode = ts.isPropertyAssignment(node) && node.name.getText() === "code";
    const isCall = ts.isCallExpression(node) && node.expression.getText() === "invalid";
    const value = isCode ? node.initializer : isCall ? node.arguments[0] : undefined;
    if (value && ts.isStringLiteral(value)) codes.push(value.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("oss.ts", text, ts.ScriptTarget.ES2022, true));
  return codes;
}

describe("a failing function", () => {
  class Other extends pulumi.ProviderResource {}
  const asked = { bucket: "No Such Name", region: "cn-hangzhou", endpoint: "127.0.0.1:1" };
  const failures: [string, Promise<unknown>, unknown][] = [
    [
      "of OSS",
      oss.getReplicationRules(asked).catch((error) => error),
      { name: "OssError", code: "InvalidBucketName", bucket: "No Such Name" },
    ],
    [
      "of ours",
      oss.getReplicationRules(asked, { provider: new Other("alicloud", "other") }).catch((error) => error),
      { name: "ReplicationError", code: "WrongProvider" },
    ],
  ];

  it.each(failures)(
    "%s is caught by its class, and is printed without a stack trace",
    async (_, failure, expected) => {
      const error = await failure;

      expect(error).toMatchObject(expected as object);
      expect(error instanceof oss.OssError || error instanceof oss.ReplicationError).toBe(true);
      expect(pulumi.RunError.isInstance(error)).toBe(true);
      expect((error as Error).message.length).toBeGreaterThan(40);
    },
  );
});
