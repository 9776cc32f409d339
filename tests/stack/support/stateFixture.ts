import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "./stackFiles";

/** What version 0.1 wrote; kept for ever. A later version that writes something else gets a file of its own beside it. */
export const stateFixture = join(__dirname, "..", "..", "fixtures", "state-0.1.json");

export function stateOfVersion01(): Deployment {
  return JSON.parse(readFileSync(stateFixture, "utf8"));
}
