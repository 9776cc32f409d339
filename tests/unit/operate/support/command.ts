import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { defaultAccount, type Emulator } from "oss-replication-emulator";
import { type RunningCommand, start } from "../../../../scripts/processes/command";

const bin = resolve(__dirname, "../../../../provider/bin/oss-replication.js");

/** The environment of a user who works on the emulator; there are no other credentials. */
export function environment(emulator: Pick<Emulator, "endpoint">): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: join(tmpdir(), "no-such-home"),
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
    OSS_ENDPOINT: emulator.endpoint,
    OSS_REGION: "cn-hangzhou",
    OSS_ACCESS_KEY_ID: defaultAccount.accessKeyId,
    OSS_ACCESS_KEY_SECRET: defaultAccount.accessKeySecret,
  };
}

/** Starts the built command as a process. */
export function started(args: string[], env: NodeJS.ProcessEnv): RunningCommand {
  return start(process.execPath, [bin, ...args], { env, timeoutMs: 60_000 });
}

/** Runs the built command to its end. */
export async function ran(args: string[], env: NodeJS.ProcessEnv) {
  const { exitCode, stdout, stderr } = await started(args, env).done;
  return { code: exitCode, out: stdout, err: stderr };
}
