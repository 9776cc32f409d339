import { realClock, startEmulator } from "oss-replication-emulator";
import { proxies, type Scene } from "./scene";

const account = { accessKeyId: "demo-key", accessKeySecret: "demo-secret" };

/** The emulator has minutes for what takes minutes at OSS; here they are seconds. */
const timeScale = 60;

export async function emulatedScene(): Promise<Scene> {
  const emulator = await startEmulator({ accounts: [account], clock: realClock(timeScale) });
  const buckets = { source: "demo-logs", target: "demo-logs-dr", sameRegionTarget: "demo-logs-copy" };
  emulator.createBucket(buckets.source, "cn-hangzhou");
  emulator.createBucket(buckets.sameRegionTarget, "cn-hangzhou");
  emulator.createBucket(buckets.target, "cn-beijing");
  for (const bucket of ["somebodys-archive", "somebodys-reports"])
    emulator.createBucket(bucket, "cn-shanghai");
  const archive = { bucket: "somebodys-archive", location: "oss-cn-shanghai" };
  const reports = { bucket: "somebodys-reports", location: "oss-cn-shanghai" };
  emulator.addRule(buckets.source, {
    destination: archive,
    prefixes: ["invoices/"],
    rtc: "enabled",
    status: "doing",
  });
  emulator.addRule(buckets.source, { destination: reports, action: "PUT", status: "doing" });
  return {
    description: `an emulator of OSS at ${emulator.endpoint}, time running ${timeScale} times as fast`,
    buckets: { ...buckets, targetLocation: "oss-cn-beijing" },
    prefix: "",
    replicationTimeControl: true,
    env: {
      OSS_ACCESS_KEY_ID: account.accessKeyId,
      OSS_ACCESS_KEY_SECRET: account.accessKeySecret,
      OSS_SESSION_TOKEN: undefined,
      OSS_REGION: "cn-hangzhou",
      OSS_ENDPOINT: emulator.endpoint,
      // The way to loopback is not through a proxy.
      ...Object.fromEntries(proxies.map((name) => [name, undefined])),
    },
    patienceMs: 60_000,
    intervalMs: 1_000,
    isReal: false,
    close: () => emulator.close(),
  };
}
