import { chmodSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { sourceOf, tools } from "./goTool";

/** A language that programs of the first-class provider are tried in, besides that of the CLI's own hosts (cli.ts). */
export interface Language {
  name: "YAML" | "Python" | "Go";
  /** The module whose `go.mod` names the programs to build. */
  module: string;
  /** What must be in one folder, to run programs. */
  executables: string[];
  /** Puts beside what was built what is no Go program. */
  complete?(bin: string, env: NodeJS.ProcessEnv): Promise<void>;
}

const yaml: Language = {
  name: "YAML",
  module: join(tools, "pulumi-language-yaml"),
  executables: ["pulumi-language-yaml"],
};

const python: Language = {
  name: "Python",
  module: join(tools, "pulumi-language-python"),
  executables: ["pulumi-language-python", "pulumi-language-python-exec"],
  complete: async (bin, env) => {
    const source = await sourceOf("github.com/pulumi/pulumi/sdk/v3", python.module, env);
    const script = join(bin, "pulumi-language-python-exec");
    copyFileSync(join(source, "python", "cmd", "pulumi-language-python-exec"), script);
    chmodSync(script, 0o755);
  },
};

const goLanguage: Language = {
  name: "Go",
  module: join(tools, "pulumi-language-go"),
  executables: ["pulumi-language-go"],
};

export const languages: readonly Language[] = [yaml, python, goLanguage];
