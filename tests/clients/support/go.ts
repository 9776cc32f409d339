import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import execa, { type ExecaReturnValue } from "execa";
import { defaultAccount, type Emulator } from "../../../emulator";
import { cached } from "./cache";

const source = resolve(__dirname, "../go");

export const hasGo = execa.sync("go", ["version"], { reject: false }).exitCode === 0;

/** Builds the program at its first use, and again when it changes. */
export async function buildGoProgram(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["main.go", "go.mod", "go.sum"]) hash.update(readFileSync(join(source, file)));
  const folder = await cached(`go-${hash.digest("hex").slice(0, 16)}`, (fresh) =>
    execa("go", ["build", "-o", join(fresh, "main"), "."], { cwd: source }),
  );
  return join(folder, "main");
}

/** Makes a call with the official Go SDK against an emulator. */
export async function runGo(
  { endpoint }: Pick<Emulator, "endpoint">,
  call: string,
  options: string[],
  secret = defaultAccount.accessKeySecret,
): Promise<ExecaReturnValue> {
  const env = {
    OSS_ACCESS_KEY_ID: defaultAccount.accessKeyId,
    OSS_ACCESS_KEY_SECRET: secret,
    OSS_SESSION_TOKEN: undefined,
  };
  return execa(await buildGoProgram(), [call, endpoint, ...options], { env, reject: false });
}
