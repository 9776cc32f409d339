import { answerBodies, errorAnswers } from "./answers";
import { rtcArguments, ruleArguments } from "./arguments";
import { rawBytes, signedRequests } from "./emulator";
import { type Fuzzed, fuzz } from "./fuzz";
import { reviewInput } from "./review";

export const targets = [
  answerBodies,
  errorAnswers,
  ruleArguments,
  rtcArguments,
  reviewInput,
  signedRequests,
  rawBytes,
];

/** At least `cases` in all, each target its share. */
export async function runFuzz(seed: number, cases: number): Promise<Fuzzed[]> {
  const whole = targets.reduce((sum, { share }) => sum + share, 0);
  const done: Fuzzed[] = [];
  for (const target of targets)
    done.push(await fuzz(target, seed, Math.ceil((cases * target.share) / whole)));
  return done;
}
