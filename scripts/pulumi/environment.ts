import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { PulumiCli } from "./cli";

/**
 * The whole environment of an engine that keeps everything in one folder: nothing of the user's (credentials, Pulumi
 * settings, CI variables) gets in, and nothing gets out.
 */
export function engineEnvironment(
  cli: PulumiCli,
  folder: string,
  passphrase: string,
  path = process.env.PATH ?? "",
): NodeJS.ProcessEnv {
  const within = (name: string) => {
    mkdirSync(join(folder, name), { recursive: true });
    return join(folder, name);
  };
  return {
    PATH: [cli.directory, dirname(process.execPath), path].join(delimiter),
    LANG: "C.UTF-8",
    HOME: within("home"),
    TMPDIR: within("tmp"),
    PULUMI_HOME: within("pulumi"),
    PULUMI_BACKEND_URL: `file://${within("state")}`,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}

/** PATH without what npm puts first: the engine prefers a provider on PATH to the one that is installed. */
export function pathWithoutPackages({ PATH = "" }: NodeJS.ProcessEnv): string {
  const folders = PATH.split(delimiter);
  return folders.filter((folder) => !folder.endsWith(join("node_modules", ".bin"))).join(delimiter);
}
