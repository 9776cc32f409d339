import { manualClock, type RequestLogEntry } from "oss-replication-emulator";
import { ours } from "./support/ours";
import { newWorld, rule } from "./support/world";

const clock = manualClock();
const hour = 3_600_000;
const destination = { bucket: "dst", location: "oss-cn-beijing" };

it("a rule that takes longer to close than `timeouts.delete` says so and stays in state; the next destroy ends it", async () => {
  const told: { request?: (entry: RequestLogEntry) => void } = {};
  const { emulator, project } = await newWorld({
    clock,
    timings: { closingMs: hour },
    onRequest: (entry) => told.request?.(entry),
  });
  const stack = project(rule({ timeouts: { delete: "1s" } }));
  await stack.up();
  const { id } = ours(stack).rule ?? {};

  const { output } = await stack.destroy([], "failure");

  expect(output).toMatch(
    new RegExp(`Rule ${id} of bucket src is still closing after 1s .*again later.*\`timeouts.delete\``),
  );
  expect(output).not.toMatch(/^\s+at /m);
  expect(Object.keys(ours(stack))).toEqual(["rule"]);

  told.request = ({ operation }) => {
    if (operation === "DeleteBucketReplication") clock.advance(hour);
  };
  await stack.destroy();

  expect(ours(stack)).toEqual({});
  expect(emulator.rules("src")).toEqual([]);
});

it("a rule that waits longer than `timeouts.create` for an earlier one to close is not made, until the earlier one is gone", async () => {
  const { emulator, project } = await newWorld({ clock, timings: { closingMs: hour } });
  const earlier = emulator.addRule("src", { destination, status: "closing" });
  const stack = project(rule({ timeouts: { create: "1s" } }));

  const { output } = await stack.up([], "failure");

  expect(output).toMatch(
    new RegExp(`Rule ${earlier} of bucket src is still closing after 1s .*\`timeouts.create\``),
  );
  expect(ours(stack)).toEqual({});
  expect(emulator.rules("src").map((each) => each.id)).toEqual([earlier]);

  clock.advance(hour);
  await stack.up();

  expect(emulator.rules("src").map((each) => each.id)).toEqual([ours(stack).rule?.id]);
});
