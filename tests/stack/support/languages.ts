import { cpSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import execa from "execa";
import { findPulumi } from "../../../scripts/pulumi/ensure";
import { findHost } from "../../../scripts/pulumi/hosts";
import { type Language, languages } from "../../../scripts/pulumi/languages";
import { inTemporaryFolder } from "../../../scripts/pulumi/temporaryFolder";
import { cached } from "../../clients/support/cache";
import type { Runtime } from "./runtime";

/** Pulumi's own package for Python programs. */
const pythonSdkVersion = "3.250.0";
/** What a generated SDK needs besides. */
const parverVersion = "0.5";

export const hasPython =
  execa.sync("python3", ["-c", "import venv, ensurepip"], { reject: false }).exitCode === 0;

/** Where this language's programs run; without its host (`npm run setup`) or its tools one line says that they are not tried here. */
export function describeIn(
  name: Language["name"],
  title: string,
  hasTools: boolean,
  body: (host: string) => void,
): void {
  const host = hasTools ? hostOf(name) : undefined;
  if (!host) console.warn(`skipped: there is no ${name}, or no language host for it, to try "${title}" with`);
  (host ? describe : describe.skip)(title, () => body(host ?? ""));
}

function hostOf(name: Language["name"]): string | undefined {
  const cli = findPulumi();
  const language = languages.find((each) => each.name === name);
  return cli && language && findHost(language, cli);
}

/** A program beside Pulumi.yaml, or with `main: "Pulumi.yaml"` in it. */
export function yaml(host: string, main = "Main.yaml"): Runtime {
  return { runtime: "yaml", main, path: [host] };
}

/** A program in an activated virtual environment, which has Pulumi's package and can import the generated SDK. */
export async function python(host: string, sdk: string): Promise<Runtime> {
  const venv = await virtualEnvironment();
  return {
    runtime: "python",
    main: "__main__.py",
    path: [join(venv, "bin"), host],
    env: {
      VIRTUAL_ENV: venv,
      PYTHONPATH: await installed(sdk, join(venv, "bin", "python")),
      PYTHONDONTWRITEBYTECODE: "1",
    },
  };
}

/** Where pip has put the SDK: it asks for its own metadata. */
function installed(sdk: string, interpreter: string): Promise<string> {
  return cached(`python-${basename(dirname(sdk))}`, async (folder) => {
    // pip writes beside the sources.
    await inTemporaryFolder(join(tmpdir(), "sdk-"), async (copy) => {
      cpSync(sdk, copy, { recursive: true });
      await execa(interpreter, [...pipInstall, "--no-deps", "--target", folder, copy]);
    });
  });
}

/** A program that is a Go module, with the caches of the user's Go. */
export async function golang(host: string): Promise<Runtime> {
  const names = ["GOMODCACHE", "GOCACHE", "GOPROXY", "GOSUMDB", "GOTOOLCHAIN"];
  const { stdout } = await execa("go", ["env", "-json", ...names]);
  return { runtime: "go", main: "main.go", path: [host], env: { ...JSON.parse(stdout), GOWORK: "off" } };
}

/** Made at its first use; quick afterwards. */
function virtualEnvironment(): Promise<string> {
  return cached(`python-pulumi-${pythonSdkVersion}`, async (folder) => {
    await execa("python3", ["-m", "venv", folder]);
    const packages = [`pulumi==${pythonSdkVersion}`, `parver==${parverVersion}`];
    await execa(join(folder, "bin", "python"), [...pipInstall, ...packages]);
  });
}

const pipInstall = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
