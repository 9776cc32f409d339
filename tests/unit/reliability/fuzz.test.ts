import { fuzz } from "../../../scripts/reliability/fuzz/fuzz";
import { targets } from "../../../scripts/reliability/fuzz/targets";

/** At least 100,000 cases are `npm run reliability`. */
test.each(targets.map((target) => [target.name, target] as const))("%s does no harm", async (_, target) => {
  const { failure } = await fuzz(target, 20261125, Math.max(30, target.share * 5));
  expect(failure).toBeUndefined();
});
