/** What a project's programs are written in, and what its engine needs to run them. */
export interface Runtime {
  /** `runtime` of Pulumi.yaml. */
  runtime: unknown;
  /** The file that has the program's text. */
  main: string;
  /** Folders that come before the rest of PATH. */
  path: string[];
  env?: NodeJS.ProcessEnv;
}

export const nodejs: Runtime = {
  runtime: { name: "nodejs", options: { typescript: false } },
  main: "index.js",
  path: [],
};
