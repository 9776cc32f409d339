import { execFile, spawnSync } from "node:child_process";

/** How a program ended. */
export interface Ended {
  code: number;
  out: string;
  err: string;
}

export function run(
  program: string,
  options: string[],
  settings: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(program, options, settings, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, out, err: error !== null && err === "" ? error.message : err });
    });
  });
}

/** Runs a program that must succeed. */
export async function mustRun(...call: Parameters<typeof run>): Promise<void> {
  const { code, err } = await run(...call);
  if (code !== 0) throw new Error(`${call[0]} ${call[1].join(" ")} ended with ${code}:\n${err}`);
}

/** Whether a program is there at all. */
export function isInstalled(program: string, ...options: string[]): boolean {
  return spawnSync(program, options).status === 0;
}
