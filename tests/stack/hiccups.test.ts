import { newWorld, rule } from "./support/world";

it("20 refusals for too many calls over 10 puts end well", async () => {
  const { emulator, project } = await newWorld();
  const targets = Array.from({ length: 10 }, (_, n) => `target${n}`);
  for (const name of targets) emulator.createBucket(name, "cn-beijing");
  emulator.addFault({ kind: "unavailable", operation: "PutBucketReplication", times: 20 });
  const location = "oss-cn-beijing";
  const rules = targets.map((bucket, n) =>
    rule({ bucket: n % 2 ? "src" : "src2", destination: { bucket, location } }, { name: bucket }),
  );
  const p = project(rules.join("\n"));
  await p.up();
  expect(emulator.rules("src").length + emulator.rules("src2").length).toBe(10);
  expect(emulator.requests.filter(({ operation }) => operation === "PutBucketReplication")).toHaveLength(30);
});

it("a refresh of many buckets has no more than 16 calls under way", async () => {
  const { emulator, project } = await newWorld();
  const pairs = Array.from({ length: 40 }, (_, n) => n);
  const rules = pairs.map((n) => {
    emulator.createBucket(`source${n}`, "cn-hangzhou");
    emulator.createBucket(`target${n}`, "cn-beijing");
    const destination = { bucket: `target${n}`, location: "oss-cn-beijing" };
    return rule({ bucket: `source${n}`, destination }, { name: `rule${n}` });
  });
  const p = project(rules.join("\n"), { config: { "oss:checks": "off" } });
  await p.up();
  emulator.addFault({ kind: "delay", ms: 1_000, operation: "GetBucketReplication", times: 1000 });
  const before = emulator.requests.length;
  await p.refresh(["--parallel", "1000"]);
  const times = emulator.requests.slice(before).map(({ time }) => time);
  expect(times.length).toBeGreaterThanOrEqual(40);
  // Each takes a second, so what begins within less than that is under way together.
  const together = times.map((time) => times.filter((other) => other >= time && other < time + 900).length);
  expect(Math.max(...together)).toBe(16);
});
