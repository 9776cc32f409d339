import type { Life } from "../../../emulator/life";
import type { StoredRule } from "../../../emulator/model";
import { newBucket } from "../../../emulator/operations/buckets";
import type { Context } from "../../../emulator/operations/context";
import { getBucketReplication } from "../../../emulator/operations/getBucketReplication";
import { Store } from "../../../emulator/store";

const life: Life = { createdAt: 0, doingAt: 10, historyAt: 10 };

const store = new Store();
const bucket = newBucket("src", "oss-cn-hangzhou", "1", 0);
const written = new Set<string>();

/** A rule that tells when it is written: its prefixes are looked at. */
function toldRule(id: string): StoredRule {
  const definition = {
    id,
    destination: { bucket: `dst-${id}`, location: "oss-cn-beijing" },
    get prefixes() {
      written.add(id);
      return [];
    },
    action: "ALL",
    historicalObjectReplication: "disabled",
  };
  return { definition, life };
}

const rules = ["a", "b", "c"].map(toldRule);
for (const rule of rules) store.add(bucket, rule);

function list(now: number) {
  written.clear();
  return getBucketReplication({ store, now } as Context, bucket).body;
}

const texts = (body: string | Buffer, name: string) =>
  [...`${body}`.matchAll(new RegExp(`<${name}>(.*)</${name}>`, "g"))].map(([, text]) => text);

test("an answer that would say the same is the one of last time", () => {
  const first = list(0);
  expect([...written]).toEqual(["a", "b", "c"]);
  expect(list(9)).toBe(first);
  expect([...written]).toEqual([]);
});

test("an answer for a later time is none for an earlier one", () => {
  list(20);
  expect(texts(list(9), "Status")).toEqual(["starting", "starting", "starting"]);
});

test("what the clock changes is written again", () => {
  list(9);
  expect(texts(list(10), "Status")).toEqual(["doing", "doing", "doing"]);
  expect([...written]).toEqual(["a", "b", "c"]);
});

test.each<[string, (rule: StoredRule) => void, string, string]>([
  ["its end", (rule) => store.setLife(bucket, rule, { ...life, goneAt: 50 }), "Status", "closing"],
  ["its RTC", (rule) => store.setLife(bucket, rule, { ...life, rtcAt: 15 }), "Status", "enabled"],
  ["itself", (rule) => store.redefine(bucket, rule, { id: "B" }), "ID", "B"],
])("of the rules the one that changes %s is written again, and no other", (_, change, name, text) => {
  const rule = rules[1] as StoredRule;
  store.setLife(bucket, rule, life);
  list(20);
  change(rule);
  expect(texts(list(20), name)).toContain(text);
  expect([...written].filter((id) => id !== "b")).toEqual([]);
});

test("a rule that is removed, added or gone by the clock", () => {
  store.remove(bucket, rules[0] as StoredRule);
  expect(texts(list(20), "ID")).toEqual(["B", "c"]);
  store.add(bucket, toldRule("d"));
  expect(texts(list(20), "ID")).toEqual(["B", "c", "d"]);
  store.setLife(bucket, rules[2] as StoredRule, { ...life, goneAt: 30 });
  expect([20, 29, 30].map((now) => texts(list(now), "ID"))).toEqual([
    ["B", "c", "d"],
    ["B", "c", "d"],
    ["B", "d"],
  ]);
});
