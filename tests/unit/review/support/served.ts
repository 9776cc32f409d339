import { readFileSync } from "node:fs";
import { join } from "node:path";

export const servedPreviews = join(__dirname, "..", "..", "..", "fixtures", "servedPreviews");

/** What `tests/stack/reviewServed.test.ts` has recorded of the real engine. */
export type ServedPreview =
  | "creation"
  | "nothing"
  | "prefix"
  | "target"
  | "rtc-off"
  | "network"
  | "deletion"
  | "import"
  | "import-again"
  | "move"
  | "move-and-change"
  | "import-without-alias"
  | "taken-over"
  | "not-checked";

export function servedPreview(name: ServedPreview): string {
  return readFileSync(join(servedPreviews, `${name}.json`), "utf8");
}
