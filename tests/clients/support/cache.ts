import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../../../node_modules/.cache/oss-clients");

/** A folder that is filled once and then kept. Two who fill it at the same time do not get into each other's way. */
export async function cached(name: string, fill: (folder: string) => Promise<unknown>): Promise<string> {
  const kept = join(root, name);
  if (existsSync(kept)) return kept;
  mkdirSync(root, { recursive: true });
  const fresh = mkdtempSync(join(root, "filling-"));
  try {
    await fill(fresh);
    renameSync(fresh, kept);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(kept)) throw error;
  }
  return kept;
}
