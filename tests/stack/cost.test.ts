import { type Calls, noCalls, readsOf } from "../../bench/calls";
import { openPlace, type Ran } from "../../bench/place";
import type { Layout } from "../../bench/program";
import { measureRuleCost, type RuleCost } from "../../bench/promises";
import { parallel, type Step, steps } from "../../bench/step";

const { up, upAtOnce, preview, upAgain, refresh, rtc, destroy } = steps;

/** As far away as a service is: what waits for an answer meanwhile can share the next one. */
const CALL_MS = 100;

/** What whole commands may ask of OSS, their preview included. Times belong to a machine, and `npm run bench` prints them. */
const LIMITS: {
  step: Step;
  writes: (layout: Layout) => Partial<Calls>;
  reads: (layout: Layout) => number;
}[] = [
  // Each target bucket, and of each source bucket itself, its locations and its rules.
  { step: up, writes: ({ rules }) => ({ put: rules }), reads: ({ rules, sources }) => rules + 3 * sources },
  { step: preview, writes: () => ({}), reads: () => 0 },
  { step: upAgain, writes: () => ({}), reads: () => 0 },
  // A list of rules for the preview, and one for the refresh itself.
  { step: refresh, writes: () => ({}), reads: ({ sources }) => 2 * sources },
  // Eight are deleted at a time, and wait with the same looks. A look for each would be twice as many.
  {
    step: parallel(destroy, 8),
    writes: ({ rules }) => ({ delete: rules }),
    reads: ({ rules, sources }) => rules / 2 + 2 * sources,
  },
];

/**
 * Of one more rule, over a dynamic resource that does nothing and has no outputs of its own. The SDK makes some 50 promises
 * for the hints, an input more, and some 30 for the region, an output more.
 */
const MOST_OVER_FLOOR = { stateBytes: 250, promises: 90, properties: 2 };

describe.each([
  { rules: 8, sources: 2 },
  { rules: 32, sources: 2 },
])("$rules rules on $sources buckets", (layout) => {
  let ran: Map<Step, Ran>;

  beforeAll(async () => {
    ran = await runAll(
      layout,
      LIMITS.map(({ step }) => step),
    );
  });

  it.each(LIMITS.map((limit) => ({ ...limit, name: limit.step.name })))(
    "$name makes the writes that it needs, and no more reads than its limit",
    ({ step, writes, reads }) => {
      const { calls } = ran.get(step) as Ran;

      expect(writesOf(calls)).toEqual(writesOf({ ...noCalls, ...writes(layout) }));
      expect(readsOf(calls)).toBeLessThanOrEqual(reads(layout));
    },
  );
});

it("RTC of a program's own rules takes a write each, and reads that grow with the buckets alone", async () => {
  const layout = { rules: 12, sources: 2 };

  const { calls } = (await runAll(layout, [upAtOnce, rtc])).get(rtc) as Ran;

  expect(writesOf(calls)).toEqual(writesOf({ ...noCalls, rtc: layout.rules }));
  expect(readsOf(calls)).toBeLessThanOrEqual(3 * layout.sources);
});

describe("one more rule", () => {
  let cost: RuleCost;

  beforeAll(async () => {
    cost = await measureRuleCost();
  });

  it.each(Object.entries(MOST_OVER_FLOOR))("has no more %s over the floor than %d", (what, most) => {
    const { over, floor } = cost[what as keyof RuleCost];

    expect(floor.median).toBeGreaterThan(0);
    expect(over).toBeLessThanOrEqual(most);
  });
});

async function runAll(layout: Layout, all: Step[]): Promise<Map<Step, Ran>> {
  const place = await openPlace("ours", layout, { callMs: CALL_MS });
  try {
    const ran = new Map<Step, Ran>();
    for (const step of all) ran.set(step, await place.run(step));
    return ran;
  } finally {
    await place.close();
  }
}

function writesOf({ put, delete: deletes, rtc }: Calls): Pick<Calls, "put" | "delete" | "rtc"> {
  return { put, delete: deletes, rtc };
}
