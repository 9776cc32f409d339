import { join } from "node:path";
import execa from "execa";
import { findPulumi } from "../../../scripts/pulumi/ensure";
import { findHost } from "../../../scripts/pulumi/hosts";
import { type Language, languages } from "../../../scripts/pulumi/languages";
import { cached } from "../../clients/support/cache";
import type { Runtime } from "./runtime";

/** Pulumi's own package for Python programs. */
const pythonSdkVersion = "3.250.0";

/** Where this language's programs run; without its host (`npm run setup`) one line says that they are not tried here. */
export function describeIn(name: Language["name"], title: string, body: (host: string) => void): void {
  const host = hostOf(name);
  if (!host) console.warn(`skipped: there is no language host for ${name} here to try "${title}" with`);
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

/** A program in an activated virtual environment, which has Pulumi's package and these folders to import from. */
export async function python(host: string, ...packages: string[]): Promise<Runtime> {
  const venv = await virtualEnvironment();
  return {
    runtime: "python",
    main: "__main__.py",
    path: [join(venv, "bin"), host],
    env: { VIRTUAL_ENV: venv, PYTHONPATH: packages.join(":"), PYTHONDONTWRITEBYTECODE: "1" },
  };
}

/** Made at its first use; quick afterwards. */
function virtualEnvironment(): Promise<string> {
  return cached(`python-pulumi-${pythonSdkVersion}`, async (folder) => {
    await execa("python3", ["-m", "venv", folder]);
    const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    await execa(join(folder, "bin", "python"), [...install, `pulumi==${pythonSdkVersion}`]);
  });
}
