import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "oss-replication-emulator";
import { onExit } from "signal-exit";
import { start } from "../processes/command";
import type { PulumiCli } from "../pulumi/cli";
import { lastLines } from "../pulumi/goTool";
import { inTemporaryFolder } from "../pulumi/temporaryFolder";
import type { Cell } from "./cells";
import type { Tarballs } from "./files";
import type { Outcome } from "./outcome";
import { account, Place, type Shared } from "./place";
import { steps } from "./steps";
import { NotAvailable } from "./tools";

const repository = join(__dirname, "..", "..");

/** Rules live fast, so that no cell waits for one to be cleared. */
const QUICK = { startingMs: 300, closingMs: 400, historyMs: 1_500, rtcMs: 3_600_000 };

/** Packs both packages and starts an emulator, for any number of cells; `close` ends it. */
export async function share(cli: PulumiCli): Promise<Shared> {
  const folder = mkdtempSync(join(tmpdir(), "matrix-packages-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const forget = onExit(remove);
  const tarballs = await pack(folder);
  const registry = (await npm("config", "get", "registry")).trim();
  const emulator = await startEmulator({ accounts: [account], timings: QUICK });
  const close = async () => {
    await emulator.close();
    forget();
    remove();
  };
  return { cli, emulator, tarballs, registry, close };
}

/** One real installation and what a user does with it. */
export function tryCell(cell: Cell, shared: Shared): Promise<Outcome> {
  const began = Date.now();
  return inTemporaryFolder(join(tmpdir(), "matrix-"), async (folder): Promise<Outcome> => {
    let place: Place;
    try {
      place = await Place.make(cell, shared, bucketsIn(shared), folder);
    } catch (error) {
      if (error instanceof NotAvailable) return { cell, kind: "not available here", reason: error.message };
      throw error;
    }
    for (const { name, run } of steps) {
      try {
        await run(place);
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        return { cell, kind: "failed", step: name, problem };
      }
    }
    return { cell, kind: "passed", seconds: Math.round((Date.now() - began) / 1000) };
  });
}

let count = 0;

/** A pair that no other cell has. */
function bucketsIn({ emulator }: Shared) {
  count += 1;
  const buckets = { source: `matrix-${count}`, target: `matrix-${count}-dr` };
  emulator.createBucket(buckets.source, "cn-hangzhou");
  emulator.createBucket(buckets.target, "cn-beijing");
  return buckets;
}

/** Yarn 1 keeps a tarball by its name and version, so each has a name of its own for what is in it. */
async function pack(folder: string): Promise<Tarballs> {
  const names = ["pulumi-oss-replication", "oss-replication-emulator"] as const;
  await npm("pack", ...names.flatMap((name) => ["--workspace", name]), "--pack-destination", folder);
  const files = readdirSync(folder);
  const packed = names.map((name) => {
    const file = files.find((each) => each.startsWith(name)) ?? "";
    const hash = createHash("sha256")
      .update(readFileSync(join(folder, file)))
      .digest("hex");
    const own = join(folder, `${hash.slice(0, 12)}-${file}`);
    renameSync(join(folder, file), own);
    return [name, own];
  });
  return Object.fromEntries(packed);
}

async function npm(...args: string[]): Promise<string> {
  const options = { cwd: repository, env: process.env, timeoutMs: 120_000 };
  const { exitCode, stdout, output } = await start("npm", args, options).done;
  if (exitCode !== 0) throw new Error(`npm ${args[0]} failed\n${lastLines(output, 20)}`);
  return stdout;
}
