import type { Fault } from "oss-replication-emulator";
import { newWorld, rule } from "./support/world";

/** What a captive portal answers to everything: a success, and nothing is done. */
const portal = {
  kind: "answer",
  status: 200,
  body: '{"login":true}',
  effect: false,
  requestId: false,
} as const;

const program = `const rule = ${rule({}, { name: "rule" })} new oss.ReplicationRtc("rtc", { rule });`;

async function prepared(...operations: string[]) {
  const world = await newWorld();
  const fault = (operation: string, times: number): Fault => ({ ...portal, operation, times });
  for (const operation of operations) world.emulator.addFault(fault(operation, 1));
  return { ...world, p: world.project(program) };
}

it("a success of something between here and OSS is none: put and RTC are sent again", async () => {
  const { emulator, p } = await prepared("PutBucketReplication", "PutBucketRTC");
  await p.up();
  expect(emulator.rules("src")).toMatchObject([{ rtcStatus: "enabling" }]);
  emulator.addFault({ ...portal, operation: "DeleteBucketReplication", times: 1 });
  await p.destroy();
  expect(emulator.rules("src")).toEqual([]);
});

it("one that lasts fails the update, and state does not say what OSS does not know", async () => {
  const { emulator, p } = await prepared();
  emulator.addFault({ ...portal, operation: "PutBucketRTC", times: 100 });
  const { output } = await p.up([], "failure");
  expect(output).toContain("failed with BadAnswer (HTTP 200");
  expect(output).toContain("without an OSS request id");
  expect(p.exportState().resources?.map(({ type }) => type)).not.toContain(
    "pulumi-nodejs:dynamic/oss:ReplicationRtc",
  );
  expect(emulator.rules("src")[0]?.rtcStatus).toBeUndefined();
});
