import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { hosts } from "../../../scripts/pulumi/cli";

const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "scripts-"));
  made.push(folder);
  return folder;
}

export function writeExecutable(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A folder with a `pulumi` that says it has this version, and with its hosts. */
export function writeCli(folder: string, version: string): string {
  for (const name of hosts) writeExecutable(join(folder, name), "exit 0");
  writeExecutable(join(folder, "pulumi"), `echo ${version}`);
  return folder;
}
