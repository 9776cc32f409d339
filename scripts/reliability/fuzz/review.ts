import fc from "fast-check";
import { harmIn, hostilePreview } from "../../../tests/unit/review/support/hostilePreview";
import { reviewOf } from "../review";
import { expectThat, type Target } from "./fuzz";

/** What `oss-replication review` may be given: never more than an exit code and words. */
export const reviewInput: Target = {
  name: "input of the review",
  share: 6,
  property: () =>
    fc.asyncProperty(fc.integer(), fc.constantFrom("markdown", "text"), async (seed, format) => {
      const harm = harmIn(await reviewOf(hostilePreview(seed), format), format);
      expectThat(harm === undefined, harm ?? "");
    }),
};
