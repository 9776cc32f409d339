import { join } from "node:path";
import { start } from "../processes/command";
import { lastLines } from "../text";
import type { Way } from "./ensure";
import { cliVersion } from "./version";

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
