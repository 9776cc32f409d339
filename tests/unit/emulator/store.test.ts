import type { Life } from "../../../emulator/life";
import type { Bucket, StoredRule } from "../../../emulator/model";
import { newBucket } from "../../../emulator/operations/buckets";
import { Store } from "../../../emulator/store";

let looked = 0;
beforeEach(() => {
  looked = 0;
});

/** A rule that counts how often somebody looks whether it is gone. */
function countedRule(target: string, goneAt?: number): StoredRule {
  const life: Life = { createdAt: 0, doingAt: 0, historyAt: 0, goneAt };
  return {
    definition: {
      id: target,
      destination: { bucket: target, location: "oss-cn-beijing" },
      prefixes: [],
      action: "ALL",
      historicalObjectReplication: "disabled",
    },
    get life() {
      looked += 1;
      return life;
    },
  };
}

function source(store: Store, name: string): Bucket {
  const bucket = newBucket(name, "oss-cn-hangzhou", "1", 0);
  store.addBucket(bucket);
  return bucket;
}

const targets = (rules: StoredRule[]) => rules.map(({ definition }) => definition.destination.bucket);

test("among 10,000 rules only those of the asked target are looked at", () => {
  const store = new Store();
  for (let i = 0; i < 10_000; i += 1) store.add(source(store, `src-${i}`), countedRule(`dst-${i}`));
  looked = 0;
  expect(targets(store.rulesTo("dst-7", 0))).toEqual(["dst-7"]);
  expect(store.rulesTo("nowhere", 0)).toEqual([]);
  expect(store.isReplicating(source(store, "other"), 0)).toBe(false);
  expect(looked).toBe(1);
});

describe("the rules towards a target follow", () => {
  const store = new Store();
  const bucket = source(store, "src");
  const to = (name: string, now = 0) => targets(store.rulesTo(name, now));

  test("what is added and removed", () => {
    const [first, second] = [countedRule("dst"), countedRule("dst")];
    store.add(bucket, first);
    store.add(bucket, second);
    expect(to("dst")).toEqual(["dst", "dst"]);
    store.remove(bucket, first);
    expect(to("dst")).toEqual(["dst"]);
    store.remove(bucket, second);
    expect(to("dst")).toEqual([]);
  });

  test("the clock", () => {
    store.add(bucket, countedRule("closing", 5));
    expect([to("closing", 4), to("closing", 5), store.rulesOf(bucket, 5), to("closing", 4)]).toEqual([
      ["closing"],
      [],
      [],
      [],
    ]);
  });

  test("another destination", () => {
    const rule = countedRule("here");
    store.add(bucket, rule);
    store.redefine(bucket, rule, { destination: { bucket: "there", location: "oss-cn-beijing" } });
    expect([to("here"), to("there")]).toEqual([[], ["there"]]);
  });

  test("the end of a bucket: of its own rules, not of those towards it", () => {
    const other = source(store, "other");
    store.add(other, countedRule("src"));
    store.add(bucket, countedRule("dst"));
    store.deleteBucket(bucket);
    expect([to("dst"), to("src")]).toEqual([[], ["src"]]);
  });
});
