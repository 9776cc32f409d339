import type { Emulator } from "oss-replication-emulator";
import { Facts } from "../../../provider/lifecycle/check/facts";
import type { Context } from "../../../provider/lifecycle/context";
import { rtcProvider, ruleProvider } from "../../../provider/lifecycle/engine/providers";
import { Secrets } from "../../../provider/lifecycle/engine/secrets";
import { CommandMemory } from "../../../provider/lifecycle/memory";
import type { Connection } from "../../../provider/lifecycle/settings";
import { createOssClient, type OssReplication, shareReads } from "../../../provider/oss";
import type { Providers } from "./standIn";

/** Accounts of the emulator: temporary keys, and those that their source gives when they are spent. */
export const keys = [
  { accessKeyId: "ak", accessKeySecret: "sk", securityToken: "first" },
  { accessKeyId: "ak2", accessKeySecret: "sk2", securityToken: "second" },
] as const;

const credentials = { get: async (spent?: object) => (spent === undefined ? keys[0] : keys[1]) };

/** A clock that the emulator runs on too, its signatures included; a pause passes at once. */
export interface FastClock {
  now(): number;
  advance(ms: number): void;
}

/** The provider as its process has it, but for time and chance: the real client over HTTP to the emulator. */
export function startProviders(emulator: Emulator, clock: FastClock, random: () => number): Providers {
  const sleep = async (ms: number) => clock.advance(ms);
  const clients = new Map<string, OssReplication>();
  const connect = ({ region, endpoint, network }: Connection) => {
    const key = `${region} ${endpoint}`;
    const made =
      clients.get(key) ??
      shareReads(
        createOssClient({
          region,
          endpoint,
          network,
          credentials,
          timeoutMs: 3_000,
          clock: { now: clock.now, sleep },
          random,
        }),
        { now: clock.now },
      );
    clients.set(key, made);
    return made;
  };
  const context: Context = {
    settings: { region: "cn-hangzhou", endpoint: emulator.endpoint },
    connect,
    // A check may wait for OSS as long as it likes: its limit is real time, and nothing here takes any.
    facts: new Facts({ clock: { now: clock.now, sleep: () => new Promise(() => {}) }, say: () => {} }),
    memory: new CommandMemory(),
    secrets: new Secrets(),
    say: () => {},
    showStatus: () => {},
    clock: { now: clock.now, sleep },
    random,
  };
  return { rule: ruleProvider(context), rtc: rtcProvider(context) };
}
