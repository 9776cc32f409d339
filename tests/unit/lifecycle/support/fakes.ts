import { Facts } from "../../../../provider/lifecycle/check/facts";
import type { Context } from "../../../../provider/lifecycle/context";
import type { Note } from "../../../../provider/lifecycle/engine/notes";
import { Secrets } from "../../../../provider/lifecycle/engine/secrets";
import { CommandMemory } from "../../../../provider/lifecycle/memory";
import type { Connection } from "../../../../provider/lifecycle/settings";
import type {
  BucketInfo,
  Freshness,
  OssReplication,
  PutOptions,
  ReplicationLocations,
  Rule,
} from "../../../../provider/oss";
import { OssError, type OssErrorDetails } from "../../../../provider/oss";

export function ossError(
  code: string,
  operation = "GetBucketReplication",
  bucket = "src",
  more: Partial<OssErrorDetails> = {},
): OssError {
  return new OssError({ operation, bucket, code, status: 400, serviceMessage: code, ...more });
}

/** Just enough of a service to see what the lifecycle asks of it; the emulator is the strict one. */
export class FakeOss implements OssReplication {
  readonly calls: string[] = [];
  /** What was said of the pair with each put. */
  readonly putOptions: (PutOptions | undefined)[] = [];
  /** How fresh each look at the rules had to be. */
  readonly looks: (Freshness | undefined)[] = [];
  rules: Rule[] = [];
  infos: Record<string, BucketInfo | Error> = {
    src: { name: "src", location: "oss-cn-hangzhou" },
    dst: { name: "dst", location: "oss-cn-beijing" },
  };
  locations: ReplicationLocations | Error = {
    locations: ["oss-cn-beijing", "oss-us-west-1"],
    transferTypes: { "oss-us-west-1": ["oss_acc"] },
    rtcLocations: ["oss-cn-beijing"],
  };
  onPut: (rule: Parameters<OssReplication["putBucketReplication"]>[1]) => { ruleId?: string } = (rule) => {
    const isTaken = this.rules.some(({ destination }) => destination.bucket === rule.destination.bucket);
    if (isTaken) throw ossError("BucketReplicationAlreadyExist", "PutBucketReplication");
    const id = rule.id ?? "made-by-oss";
    this.rules.push({ ...rule, id, status: "starting" });
    return { ruleId: id };
  };
  onGet: () => void = () => {};
  onDelete: (id: string) => void = (id) => {
    this.rules = this.rules.filter((rule) => rule.id !== id);
  };

  async putBucketReplication(...[bucket, rule, options]: Parameters<OssReplication["putBucketReplication"]>) {
    this.putOptions.push(options);
    const call = `put ${bucket} ${rule.id ?? "-"}`;
    const at = this.calls.push(call) - 1;
    try {
      return this.onPut(rule);
    } catch (error) {
      this.calls[at] = `refused: ${call}`;
      throw error;
    }
  }
  async getBucketReplication(bucket: string, freshness?: Freshness) {
    this.calls.push(`get ${bucket}`);
    this.looks.push(freshness);
    this.onGet();
    return this.rules.map((rule) => ({ ...rule }));
  }
  async deleteBucketReplication(bucket: string, ruleId: string) {
    this.calls.push(`delete ${bucket} ${ruleId}`);
    this.onDelete(ruleId);
  }
  async getBucketReplicationLocation(bucket: string) {
    this.calls.push(`locations ${bucket}`);
    if (bucket === "nosuch") throw ossError("NoSuchBucket", "GetBucketReplicationLocation", bucket);
    return settle(this.locations);
  }
  async getBucketReplicationProgress(): Promise<never> {
    throw new Error("the lifecycle never asks for progress");
  }
  async putBucketRtc(bucket: string, ruleId: string, status: "enabled" | "disabled") {
    this.calls.push(`rtc ${bucket} ${ruleId} ${status}`);
    const rule = this.rules.find(({ id }) => id === ruleId);
    if (rule === undefined) throw ossError("NoSuchReplicationRule", "PutBucketRTC");
    if (rule.status === "closing") throw ossError("BucketReplicationInClosingStatus", "PutBucketRTC");
    rule.rtcStatus = status === "enabled" ? "enabling" : undefined;
  }
  async getBucketInfo(bucket: string) {
    this.calls.push(`info ${bucket}`);
    return settle(this.infos[bucket] ?? ossError("NoSuchBucket", "GetBucketInfo", bucket));
  }
}

function settle<T>(value: T | Error): T {
  if (value instanceof Error) throw value;
  return value;
}

/** A clock that jumps to the end of every pause. */
export class JumpingClock {
  time = 0;
  readonly pauses: number[] = [];
  now = () => this.time;
  sleep = async (milliseconds: number) => {
    this.pauses.push(milliseconds);
    this.time += milliseconds;
  };
}

export interface World {
  context: Context;
  oss: FakeOss;
  clock: JumpingClock;
  notes: Note[];
  /** What was shown for a time, and beside which resource. */
  statuses: { text: string; urn?: string }[];
  connections: Connection[];
}

export function world(): World {
  const oss = new FakeOss();
  const clock = new JumpingClock();
  const notes: Note[] = [];
  const statuses: World["statuses"] = [];
  const connections: Connection[] = [];
  const patient = { now: clock.now, sleep: () => new Promise<void>(() => {}) };
  const context: Context = {
    settings: { region: "cn-hangzhou" },
    connect: (connection) => {
      connections.push(connection);
      return oss;
    },
    facts: new Facts({ clock: patient, say: (note) => notes.push(note) }),
    memory: new CommandMemory(),
    secrets: new Secrets(),
    say: (note) => notes.push(note),
    showStatus: (text, urn) => statuses.push({ text, ...(urn !== undefined && { urn }) }),
    clock,
    random: () => 1,
  };
  return { context, oss, clock, notes, statuses, connections };
}
