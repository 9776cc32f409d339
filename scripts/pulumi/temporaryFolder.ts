import { mkdtempSync, rmSync } from "node:fs";
import { onExit } from "signal-exit";

/** Does the work in a new folder that is gone afterwards, also after an error or a signal. */
export async function inTemporaryFolder<T>(prefix: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(prefix);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // After the command that fills it has been killed.
  const forget = onExit(remove, { alwaysLast: true });
  try {
    return await work(folder);
  } finally {
    forget();
    remove();
  }
}
