import { inTurns } from "../inTurns";
import { killCases, nameOfKill } from "./cases";
import { type Killed, runKill } from "./kill";

/** Two at a time: a command waits more than it works. */
export async function runKills(seed: number, count: number, say: (line: string) => void): Promise<Killed[]> {
  return inTurns(killCases(seed, count), 2, async (kill) => {
    const seen = await runKill(kill);
    say(`${seen.violations.length === 0 ? "converged" : "FAILED"}: ${nameOfKill(kill)}`);
    return seen;
  });
}
