import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { start } from "../scripts/processes/command";
import { childrenCpuSeconds } from "./processes";

export interface StartCost {
  /** CPU of `oss-replication --help` over that of `node -e 0`, in ms. */
  overNodeMs: number;
}

/** The two in turns, so that what else the machine does meets both. The ticks of 10 ms even out over many runs. */
export async function measureCommandStart(runs = 100): Promise<StartCost> {
  const help = [
    join(
      dirname(createRequire(__filename).resolve("pulumi-oss-replication/package.json")),
      "bin/oss-replication.js",
    ),
    "--help",
  ];
  let over = 0;
  for (let run = 0; run < runs; run++) over += (await cpuSeconds(help)) - (await cpuSeconds(["-e", "0"]));
  return { overNodeMs: (1000 * over) / runs };
}

async function cpuSeconds(args: string[]): Promise<number> {
  const before = childrenCpuSeconds();
  const { exitCode, output } = await start(process.execPath, args).done;
  if (exitCode !== 0) throw new Error(`node ${args.join(" ")} ended with ${exitCode}: ${output}`);
  return childrenCpuSeconds() - before;
}
