import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { defaultAccount } from "oss-replication-emulator";
import { start } from "../scripts/processes/command";
import { sign } from "../tests/unit/emulator/support/signer";

export interface EmulatorCost {
  /** Signed calls for each second of the emulator's CPU. */
  callsPerCpuSecond: number;
  /** The most that the emulator's process held until it had all rules. */
  memoryMiB: number;
}

const BUCKETS = 100;
/** As many as a bucket can have, as a source and as a target. */
const RULES = 100;

interface Call {
  method: "GET" | "POST";
  bucket: string;
  query: string;
  body?: string;
}

/** As previews, refreshes and `oss-replication progress` ask, and in twenty calls one rule deleted and put again. */
const MIX = [
  ...[remove, info, list, list, list, list, put],
  ...[progress, progress, progress, progress, progress, progress],
  ...[info, list, list, list, list, list, list],
];

/** The command in a process of its own, filled by puts, and then asked `calls` times. Linux alone: it reads /proc. */
export async function measureEmulator(calls = 20_000): Promise<EmulatorCost> {
  const emulator = start(process.execPath, [commandFile(), ...options()]);
  try {
    await emulator.wrote(/\n/);
    const endpoint = emulator.output().trim();
    for (let rule = 0; rule < BUCKETS * RULES; rule++) await send(endpoint, put(...placeOf(rule)));
    const memoryMiB = mostMemoryMiB(emulator.pid);
    const before = cpuSeconds(emulator.pid);
    for (let call = 0; call < calls; call++) await send(endpoint, callAt(call));
    const seconds = cpuSeconds(emulator.pid) - before;
    return { callsPerCpuSecond: calls / seconds, memoryMiB };
  } finally {
    emulator.kill();
  }
}

function commandFile(): string {
  const manifest = createRequire(__filename).resolve("oss-replication-emulator/package.json");
  return join(dirname(manifest), "bin/oss-replication-emulator.js");
}

/** At this scale a rule that is deleted is gone a few calls later, when it is put again. */
function options(): string[] {
  const buckets = Array.from({ length: BUCKETS }, (_, at) => [
    `src-${at}:cn-hangzhou`,
    `dst-${at}:cn-beijing`,
  ]);
  return ["--time-scale", "10000000", ...buckets.flat().flatMap((bucket) => ["--bucket", bucket])];
}

function placeOf(rule: number): [source: number, target: number] {
  return [rule % BUCKETS, Math.floor(rule / BUCKETS) % RULES];
}

/** The calls of one round are about one rule, the rounds about one after another. */
function callAt(call: number): Call {
  return (MIX[call % MIX.length] as (typeof MIX)[number])(...placeOf(Math.floor(call / MIX.length)));
}

function list(source: number): Call {
  return { method: "GET", bucket: `src-${source}`, query: "replication" };
}

function progress(source: number, target: number): Call {
  return {
    method: "GET",
    bucket: `src-${source}`,
    query: `replicationProgress&rule-id=${idOf(source, target)}`,
  };
}

function info(source: number): Call {
  return { method: "GET", bucket: `src-${source}`, query: "bucketInfo" };
}

function remove(source: number, target: number): Call {
  const body = `<ReplicationRules><ID>${idOf(source, target)}</ID></ReplicationRules>`;
  return { method: "POST", bucket: `src-${source}`, query: "comp=delete&replication", body };
}

function put(source: number, target: number): Call {
  const rule = [
    `<ID>${idOf(source, target)}</ID>`,
    "<PrefixSet><Prefix>logs/</Prefix><Prefix>media/</Prefix></PrefixSet>",
    `<Destination><Bucket>dst-${target}</Bucket><Location>oss-cn-beijing</Location></Destination>`,
    "<HistoricalObjectReplication>enabled</HistoricalObjectReplication>",
  ];
  const body = `<ReplicationConfiguration><Rule>${rule.join("")}</Rule></ReplicationConfiguration>`;
  return { method: "POST", bucket: `src-${source}`, query: "comp=add&replication", body };
}

function idOf(source: number, target: number): string {
  return md5(`${source} ${target}`, "hex");
}

async function send(endpoint: string, { method, bucket, query, body }: Call): Promise<void> {
  const signing = { ...defaultAccount, region: "cn-hangzhou", date: new Date() };
  const headers = sign({ method, bucket, query, headers: bodyHeaders(body) }, signing);
  const answer = await fetch(`${endpoint}/${bucket}/?${query}`, { method, headers, body });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${query} of ${bucket}: ${answer.status} ${text}`);
}

function bodyHeaders(body?: string): Record<string, string> {
  return body === undefined ? {} : { "content-type": "application/xml", "content-md5": md5(body, "base64") };
}

function md5(text: string, encoding: "hex" | "base64"): string {
  return createHash("md5").update(text).digest(encoding);
}

/** Of user and system, at 100 ticks a second: proc(5). */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function mostMemoryMiB(pid: number): number {
  const [, kib] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kib) / 1024;
}
