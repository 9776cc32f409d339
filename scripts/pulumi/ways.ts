import { chmodSync, copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { start } from "../processes/command";
import { cliVersion } from "./cli";
import { go, lastLines, needGo, sourceOf, tools } from "./goTool";

/** Puts `pulumi` and its hosts somewhere in an empty folder and returns where; throws a message that says why it cannot. */
export type Way = (folder: string, env: NodeJS.ProcessEnv, say: (line: string) => void) => Promise<string>;

const minutes = 10;

/** Lets the official npm launcher download its CLI, but into a folder of ours: it may be interrupted half-way. */
export const download: Way = async (folder, env, say) => {
  say(`Downloading the Pulumi CLI ${cliVersion} (about 100 MB; given up after ${minutes} minutes)`);
  const launcher = start(process.execPath, [require.resolve("pulumi/run.js"), "version"], {
    cwd: folder,
    env: {
      ...env,
      PULUMI_HOME: folder,
      PULUMI_VERSION: cliVersion,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      TMPDIR: folder,
    },
    timeoutMs: minutes * 60_000,
  });
  const { exitCode, timedOut, output } = await launcher.done;
  if (timedOut) throw new Error(`the download did not end within ${minutes} minutes`);
  if (exitCode !== 0) throw new Error(`the download failed (${lastLines(output, 1)})`);
  return join(folder, "versions", cliVersion, "bin");
};

const sdk = "github.com/pulumi/pulumi/sdk/v3";
const stamp = `-X ${sdk}/go/common/version.Version=v${cliVersion}`;

/** Two modules, since the last published language host needs an older SDK than the CLI. */
const cli = { module: join(tools, "pulumi-cli"), package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi" };
const host = {
  module: join(tools, "pulumi-language-nodejs"),
  package: `${sdk}/nodejs/cmd/pulumi-language-nodejs`,
};

/** Builds the CLI and its Node.js hosts from the Go modules that tools/ pins. */
export const build: Way = async (folder, env, say) => {
  await needGo(env);
  say("Building the Pulumi CLI from source with Go: once, about 6 minutes on 2 cores");
  const stopTelling = tellEachMinute(say);
  try {
    const bin = join(folder, "bin");
    mkdirSync(bin);
    const flags = ["-mod=readonly", "-ldflags", `-s -w ${stamp}`, "-o", bin];
    await go(cli.module, env, "build", ...flags, cli.package);
    await go(host.module, env, "build", ...flags, host.package);
    copyProviderLauncher(await sourceOf(sdk, cli.module, env), bin);
    return bin;
  } finally {
    stopTelling();
  }
};

function copyProviderLauncher(sdkFolder: string, bin: string): void {
  const copy = join(bin, "pulumi-resource-pulumi-nodejs");
  copyFileSync(join(sdkFolder, "nodejs", "dist", "pulumi-resource-pulumi-nodejs"), copy);
  chmodSync(copy, 0o755);
}

function tellEachMinute(say: (line: string) => void): () => void {
  let minute = 0;
  const timer = setInterval(() => {
    minute += 1;
    say(`  still building (${minute} min)`);
  }, 60_000);
  return () => clearInterval(timer);
}
