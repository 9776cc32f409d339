import fc from "fast-check";
import { harmIn, hostilePreview } from "../../../tests/unit/review/support/hostilePreview";
import { reviewOf } from "../review";
import { answerBodies, errorAnswers } from "./answers";
import { rtcArguments, ruleArguments } from "./arguments";
import { rawBytes, signedRequests } from "./emulator";
import { expectThat, type Fuzzed, fuzz, type Target } from "./fuzz";

/** What `oss-replication review` may be given: never more than an exit code and words. */
const reviewInput: Target = {
  name: "input of the review",
  share: 6,
  property: () =>
    fc.asyncProperty(fc.integer(), fc.constantFrom("markdown", "text"), async (seed, format) => {
      const harm = harmIn(await reviewOf(hostilePreview(seed), format), format);
      expectThat(harm === undefined, harm ?? "");
    }),
};

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
