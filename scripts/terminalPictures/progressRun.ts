import { setTimeout as pause } from "node:timers/promises";
import { defaultAccount, manualClock, startEmulator } from "oss-replication-emulator";
import { type Io, systemIo } from "../../provider/cli/io";
import { run } from "../../provider/cli/main";
import { createOssClient, shareReads } from "../../provider/oss";
import { MARK } from "./replay";

/**
 * The command `progress --watch` in this terminal, on an emulator, with ten minutes passing in some seconds: both go by
 * the same clock, which goes on with each pause of the command. Every so often it stands still, to be seen.
 */
const EVERY_MS = 20_000;
/** The bars are not drawn more often than ten times a second. */
const STANDS_MS = 150;

async function main(): Promise<void> {
  const clock = manualClock(Date.UTC(2026, 0, 15, 9));
  const emulator = await startEmulator({ clock });
  try {
    for (const bucket of ["prod-logs", "prod-logs-copy"]) emulator.createBucket(bucket, "cn-hangzhou");
    for (const bucket of ["prod-logs-dr", "prod-archive"]) emulator.createBucket(bucket, "cn-beijing");
    const beijing = { location: "oss-cn-beijing" };
    emulator.setTimings({ startingMs: 40_000, historyMs: 600_000, rtcMs: 1_000 });
    emulator.addRule("prod-logs", {
      id: "dr",
      destination: { bucket: "prod-logs-dr", ...beijing },
      rtc: "enabled",
    });
    emulator.setTimings({ startingMs: 20_000, historyMs: 330_000 });
    emulator.addRule("prod-logs", {
      id: "copy",
      destination: { bucket: "prod-logs-copy", location: "oss-cn-hangzhou" },
    });
    emulator.addRule("prod-logs", {
      ...{ id: "archive", destination: { bucket: "prod-archive", ...beijing } },
      historicalObjectReplication: "disabled",
    });
    const sleep = async (ms: number) => {
      const before = clock.now();
      clock.advance(ms);
      if (Math.floor(before / EVERY_MS) === Math.floor(clock.now() / EVERY_MS)) return;
      await pause(STANDS_MS);
      process.stdout.write(MARK);
    };
    const { endpoint } = emulator;
    const credentials = { get: async () => defaultAccount };
    const io: Io = {
      ...systemIo(),
      env: { ...process.env, OSS_ENDPOINT: endpoint, OSS_REGION: "cn-hangzhou" },
      clock: { now: clock.now, sleep },
      // Answers are shared for a second of real time otherwise, in which minutes go by here.
      connect: (to) => shareReads(createOssClient({ ...to, credentials }), { keepMs: 0 }),
    };
    process.exitCode = await run(["progress", ...process.argv.slice(2)], io);
  } finally {
    await emulator.close();
  }
}

main().catch((error: Error) => {
  console.error(error);
  process.exitCode = 1;
});
