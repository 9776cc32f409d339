import { readFileSync } from "node:fs";
import { type Document, parseDocument } from "yaml";
import { checkRule } from "./checkRule";
import { ConfigError } from "./error";
import { at, checked } from "./problem";
import { type BucketInConfig, type Config, configShape } from "./shape";

/** Reads a file for `--config`: YAML, and so JSON. Throws a `ConfigError` of one line, which names the file. */
export function readConfig(file: string): Config {
  try {
    return parseConfig(textOf(file));
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError(`${file}: ${error.message}`);
    throw error;
  }
}

export function parseConfig(text: string): Config {
  const config = checked(configShape, contentOf(parseDocument(text)));
  checkNames(config);
  for (const [n, bucket] of config.buckets.entries())
    for (const [m, rule] of bucket.rules.entries()) checkRule(`buckets[${n}].rules[${m}]`, rule, config);
  return config;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(code === "ENOENT" ? "there is no such file" : `it cannot be read (${code})`);
  }
}

function contentOf(document: Document.Parsed): unknown {
  const [problem] = document.errors;
  if (problem) throw new ConfigError(at("", problem.message.replace(/:?\n[\s\S]*/, "")));
  try {
    return document.toJS();
  } catch (error) {
    throw new ConfigError(at("", error instanceof Error ? error.message : String(error)));
  }
}

function checkNames({ accounts = [], buckets }: Config): void {
  refuseSecond(
    "accounts",
    accounts.map(({ accessKeyId }) => accessKeyId),
    "accessKeyId",
  );
  refuseSecond(
    "buckets",
    buckets.map(({ name }) => name),
    "name",
  );
  for (const [n, { rules }] of buckets.entries()) refuseSecond(`buckets[${n}].rules`, idsOf(rules), "id");
}

function idsOf(rules: BucketInConfig["rules"]): (string | undefined)[] {
  return rules.map(({ id }) => id);
}

function refuseSecond(path: string, names: (string | undefined)[], key: string): void {
  const second = names.findIndex((name, n) => name !== undefined && names.indexOf(name) !== n);
  if (second >= 0) throw new ConfigError(at(`${path}[${second}].${key}`, `${names[second]} is there twice`));
}
