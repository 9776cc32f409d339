import { createHash } from "node:crypto";
import { performance } from "node:perf_hooks";
import { startEmulator } from "oss-replication-emulator";
import { send } from "../../tests/unit/emulator/support/client";
import { reviewOf } from "./review";

/** Something that must stay small however much it is given. */
export interface Limited {
  what: string;
  limit: string;
  measured: string;
  kept: boolean;
}

export async function measureLimits(): Promise<Limited[]> {
  return [await heapOfLargeBodies(), await lookupsAmongRules(), await manySteps(), await manyPrefixes()];
}

const mib = 2 ** 20;

async function heapOfLargeBodies(): Promise<Limited> {
  const emulator = await startEmulator();
  emulator.createBucket("src", "cn-hangzhou");
  const body = `<A>${"x".repeat(1_000_000)}</A>`;
  const heap = () => {
    global.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  for (let sent = 0; sent < 200; sent += 1)
    await send(emulator, { method: "POST", bucket: "src", query: "replication&comp=add", body });
  const grown = (heap() - before) / mib;
  await emulator.close();
  return {
    what: "heap of the emulator after 200 requests of 1 MB",
    limit: "100 MiB",
    measured: `${grown.toFixed(0)} MiB`,
    kept: grown < 100,
  };
}

async function lookupsAmongRules(): Promise<Limited> {
  const emulator = await startEmulator();
  emulator.createBucket("src", "cn-hangzhou");
  const lookups = async () => {
    const began = performance.now();
    for (let asked = 0; asked < 200; asked += 1)
      await send(emulator, { method: "GET", bucket: "src", query: "bucketInfo" });
    return performance.now() - began;
  };
  await lookups();
  const alone = await lookups();
  for (let at = 0; at < 10_000; at += 1) {
    emulator.createBucket(`source-${at}`, "cn-hangzhou");
    emulator.addRule(`source-${at}`, { destination: { bucket: `target-${at}`, location: "cn-beijing" } });
  }
  const ratio = (await lookups()) / alone;
  await emulator.close();
  return {
    what: "GetBucketInfo among 10,000 rules of other buckets, compared with none",
    limit: "3 times",
    measured: `${ratio.toFixed(1)} times`,
    kept: ratio < 3,
  };
}

function step(at: number, prefixes: [old: string[], now: string[]] = [["a/"], ["b/"]]): object {
  const state = (list: string[]) => {
    const properties = {
      bucket: `src-${at}`,
      region: "cn-hangzhou",
      destination: { bucket: `dst-${at}`, location: "oss-cn-beijing", transferType: "internal" },
      prefixSet: { prefixes: list },
      action: "ALL",
      historicalObjectReplication: "enabled",
      timeouts: { create: "30m", delete: "30m" },
      owner: createHash("sha256").update(`${at}`).digest("hex").slice(0, 16),
    };
    return { id: `rule-${at}`, inputs: properties, outputs: properties };
  };
  return {
    op: "replace",
    urn: `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/oss:ReplicationRule::rule-${at}`,
    oldState: state(prefixes[0]),
    newState: state(prefixes[1]),
    replaceReasons: ["prefixSet"],
  };
}

function manySteps(): Promise<Limited> {
  return timedReview(
    "110,000 steps",
    Array.from({ length: 110_000 }, (_, at) => step(at)),
  );
}

function manyPrefixes(): Promise<Limited> {
  const prefixes = (letter: string) => Array.from({ length: 20_000 }, (_, at) => `${letter}${at}/`);
  return timedReview("20,000 against 20,000 prefixes", [step(0, [prefixes("a"), prefixes("b")])]);
}

/** It ends in time, or it refuses by size at once. */
async function timedReview(what: string, steps: object[]): Promise<Limited> {
  const preview = JSON.stringify({ steps, changeSummary: {} });
  const began = performance.now();
  const { code } = await reviewOf(preview, "markdown");
  const seconds = (performance.now() - began) / 1000;
  const how = code === 0 ? "reviewed" : "refused";
  return {
    what: `review of ${what}`,
    limit: "10 s",
    measured: `${how} in ${seconds.toFixed(1)} s`,
    kept: seconds < 10,
  };
}
