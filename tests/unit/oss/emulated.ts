import { type Emulator, type EmulatorOptions, startEmulator } from "oss-replication-emulator";
import { type ClientOptions, createOssClient, type Keys } from "../../../provider/oss";

export const keys = { accessKeyId: "LTAIEXAMPLE", accessKeySecret: "demo-sk" };

/** A client of the emulator that retries at once. */
export const clientOf = (emulator: Emulator, used: Keys = keys, more: Partial<ClientOptions> = {}) =>
  createOssClient({
    region: "cn-hangzhou",
    endpoint: emulator.endpoint,
    credentials: { get: async () => used },
    clock: { now: Date.now, sleep: async () => {} },
    ...more,
  });

/** An emulator with two buckets in two regions. */
export async function started(options: EmulatorOptions = {}) {
  const emulator = await startEmulator({ accounts: [keys], ...options });
  emulator.createBucket("src-demo", "oss-cn-hangzhou");
  emulator.createBucket("dst-demo", "oss-cn-beijing");
  return emulator;
}
