import { type BulkheadPolicy, bulkhead } from "cockatiel";
import type { Answer } from "./answer";
import { type Caller, call, type Way } from "./call";
import { type Clock, systemClock } from "./clock";
import { authority, type Endpoint, type Network, resolveEndpoint } from "./endpoint";
import type { Subject } from "./errors";
import type { CredentialsSource } from "./keys";
import { regionOf } from "./location";
import type { BucketInAccount, OssService, PutOptions, RtcStatus, Rule, RuleToPut } from "./model";
import { getProgress, listBuckets, type Operation, operations } from "./operations";
import { sendWithSdk } from "./send";
import { asResult, effectOfPut, isRemoved, isRtc, settleWrite } from "./settle";
import * as answers from "./xml/answers";
import * as requests from "./xml/requests";

/** How to reach one region of OSS. */
export interface ClientOptions {
  /** Region id of the buckets, as `cn-hangzhou`; it is signed. */
  region: string;
  /** Host, host:port or URL; plain http only when it says `http://`. Default: the region's own. */
  endpoint?: string;
  /** Default `public`. */
  network?: Network;
  /** Whether `endpoint` may be `http://` to another machine. Default false. */
  allowHttp?: boolean;
  credentials: CredentialsSource;
  /** Attempts of a call in all, not counting those that OSS refused because of too many calls. Default 3. */
  maxAttempts?: number;
  /** No attempt of a call begins more than this many ms after its first. Default 120,000. */
  patienceMs?: number;
  /** Calls to one endpoint that may be under way at once, from all clients in the process. Default 16. */
  maxInFlight?: number;
  /** For connecting, and for the whole answer, of one attempt, in ms. Default 10,000. */
  timeoutMs?: number;
  /** Asked right before each attempt of a call that changes something; where it fails, nothing is sent. */
  beforeWrite?: (operation: string) => Promise<void>;
  /** Default: the system's. */
  clock?: Clock;
  /** In [0, 1). Default `Math.random`. */
  random?: () => number;
}

/** The client of one region and account. Throws an `OssError` (`InvalidRegion`, `InvalidEndpoint`, `InsecureEndpoint`) for bad options. */
export function createOssClient(options: ClientOptions): OssService {
  return new OssClient(options);
}

class OssClient implements OssService {
  private readonly caller: Caller;

  constructor(options: ClientOptions) {
    const endpoint = resolveEndpoint(options);
    const { clock = systemClock } = options;
    this.caller = {
      endpoint,
      region: regionOf(options.region),
      credentials: options.credentials,
      clock,
      turns: turnsAt(endpoint, options.maxInFlight ?? 16),
      beforeWrite: options.beforeWrite,
      send: sendWithSdk(options.timeoutMs ?? 10_000),
      retries: {
        maxAttempts: options.maxAttempts ?? 3,
        patienceMs: options.patienceMs ?? 120_000,
        clock,
        random: options.random ?? Math.random,
      },
      clockOffset: 0,
    };
  }

  async putBucketReplication(bucket: string, rule: RuleToPut, options: PutOptions = {}) {
    const subject = { bucket, ruleId: rule.id || undefined, target: rule.destination.bucket };
    return this.call(operations.putReplication, subject, {
      body: () => requests.putReplicationXml(rule),
      read: ({ headers }): { ruleId?: string } => ({
        ruleId: headers["x-oss-replication-rule-id"] || undefined,
      }),
      settle: this.settling(bucket, (rules) => {
        const effect = effectOfPut(rule, rules, options);
        return effect && { ruleId: effect.id };
      }),
    });
  }

  async getBucketReplication(bucket: string) {
    const subject = { bucket };
    const read = ({ body }: Answer) => answers.parseRules(body);
    return this.call(operations.getReplication, subject, {
      read,
      settle: asResult(["NoSuchReplicationConfiguration"], []),
    });
  }

  async deleteBucketReplication(bucket: string, ruleId: string) {
    const gone = ["NoSuchReplicationRule", "NoSuchReplicationConfiguration"];
    const body = () => requests.deleteReplicationXml(ruleId);
    const lost = this.settling(bucket, (rules) => isRemoved(ruleId, rules) || undefined);
    await this.call(
      operations.deleteReplication,
      { bucket, ruleId },
      {
        body,
        read: () => true,
        settle: async (error) => (await asResult(gone, true)(error)) ?? lost(error),
      },
    );
  }

  async getBucketReplicationLocation(bucket: string) {
    return this.call(
      operations.getLocations,
      { bucket },
      { read: ({ body }) => answers.parseLocations(body) },
    );
  }

  async getBucketReplicationProgress(bucket: string, ruleId: string) {
    const read = ({ body }: Answer) => answers.parseProgress(body, ruleId);
    return this.call(getProgress(ruleId), { bucket, ruleId }, { read });
  }

  async putBucketRtc(bucket: string, ruleId: string, status: RtcStatus) {
    const body = () => requests.putRtcXml(ruleId, status);
    const settle = this.settling(bucket, (rules) => isRtc(status, ruleId, rules) || undefined);
    await this.call(operations.putRtc, { bucket, ruleId }, { body, read: () => true, settle });
  }

  async getBucketInfo(bucket: string) {
    return this.call(
      operations.getBucketInfo,
      { bucket },
      { read: ({ body }) => answers.parseBucketInfo(body) },
    );
  }

  async getBucketStat(bucket: string) {
    return this.call(
      operations.getBucketStat,
      { bucket },
      { read: ({ body }) => answers.parseBucketStat(body) },
    );
  }

  async listBuckets(prefix = "") {
    const buckets: BucketInAccount[] = [];
    let marker = "";
    do {
      const page = await this.pageOfBuckets(prefix, marker);
      buckets.push(...page.buckets);
      marker = page.next;
    } while (marker !== "");
    return buckets;
  }

  private pageOfBuckets(prefix: string, marker: string) {
    const read = ({ body }: Answer) => answers.parseBuckets(body, marker);
    return this.call(listBuckets(prefix, marker), { bucket: "" }, { read });
  }

  private settling<T>(bucket: string, effect: (rules: readonly Rule[]) => T | undefined) {
    return settleWrite(() => this.getBucketReplication(bucket), effect);
  }

  private call<T>(operation: Operation, about: Omit<Subject, "operation">, way: Way<T>): Promise<T> {
    return call(this.caller, operation, { ...about, operation: operation.name }, way);
  }
}

const turns = new Map<string, BulkheadPolicy>();

/** Turns at one endpoint, shared by all clients in the process: this many calls at once, the others wait in line. */
function turnsAt(endpoint: Endpoint, atOnce: number): BulkheadPolicy {
  const key = `${authority(endpoint)} ${atOnce}`;
  const known = turns.get(key) ?? bulkhead(atOnce, Number.POSITIVE_INFINITY);
  turns.set(key, known);
  return known;
}
