import { join, resolve } from "node:path";
import execa, { type ExecaReturnValue } from "execa";
import { defaultAccount, type Emulator, type RequestLogEntry } from "../../../emulator";
import { cached } from "./cache";

/** The official client this repository is held against. */
export const pythonSdkVersion = "1.4.1";

/** The programs that make the calls: ours, or the SDK's own samples where somebody has them. */
export const programs = process.env.OSS_PYTHON_SDK_SAMPLES ?? resolve(__dirname, "../python");

export const hasPython = execa.sync("python3", ["-m", "pip", "--version"], { reject: false }).exitCode === 0;

/** Installs the SDK at its first use; quick afterwards. Returns what PYTHONPATH must be. */
export function installPythonSdk(): Promise<string> {
  return cached(`python-${pythonSdkVersion}`, (folder) =>
    execa("python3", [
      ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", folder],
      `alibabacloud_oss_v2==${pythonSdkVersion}`,
    ]),
  );
}

/** Runs a program of the Python SDK (`put_bucket_replication`, …) against an emulator. */
export async function runPython(
  emulator: Pick<Emulator, "endpoint">,
  program: string,
  options: Record<string, string>,
  secret = defaultAccount.accessKeySecret,
): Promise<ExecaReturnValue> {
  const env = {
    PYTHONPATH: await installPythonSdk(),
    PYTHONDONTWRITEBYTECODE: "1",
    OSS_ACCESS_KEY_ID: defaultAccount.accessKeyId,
    OSS_ACCESS_KEY_SECRET: secret,
    OSS_SESSION_TOKEN: undefined,
  };
  const all = Object.entries({ region: "cn-hangzhou", endpoint: emulator.endpoint, ...options });
  const flags = all.flatMap(([name, value]) => [`--${name}`, value]);
  return execa("python3", [join(programs, `${program}.py`), ...flags], { env, reject: false });
}

/** What the Python SDK sends for a call: the requests that a program made, with headers and body. */
export async function captureFromPython(
  emulator: Pick<Emulator, "endpoint" | "requests">,
  program: string,
  options: Record<string, string>,
): Promise<RequestLogEntry[]> {
  const before = emulator.requests.length;
  const { exitCode, stderr } = await runPython(emulator, program, options);
  if (exitCode !== 0) throw new Error(`${program} ended with ${exitCode}:\n${stderr}`);
  return emulator.requests.slice(before);
}
