import type { BulkheadPolicy } from "cockatiel";
import { type Answer, clockOffset, genuine, isSuccess, refusal } from "./answer";
import { isAddressable } from "./bucketName";
import type { Clock } from "./clock";
import type { Endpoint } from "./endpoint";
import { OssError, type Subject } from "./errors";
import { isTokenSpent } from "./failure";
import type { CredentialsSource, Keys } from "./keys";
import type { Operation } from "./operations";
import { type RetryOptions, withRetries } from "./retry";
import type { Send } from "./send";
import { XmlError, XmlTextError } from "./xml/tree";

/** What every call of a client shares. */
export interface Caller {
  endpoint: Endpoint;
  region: string;
  credentials: CredentialsSource;
  clock: Clock;
  /** How many calls may be under way at the endpoint. */
  turns: BulkheadPolicy;
  beforeWrite?: (operation: string) => Promise<void>;
  send: Send;
  retries: RetryOptions;
  /** How far the service's clock is ahead of ours, in ms; learnt from a refusal. */
  clockOffset: number;
}

/** What is particular to one kind of call. */
export interface Way<T> {
  /** Makes the request's body; absent when there is none. */
  body?: () => string;
  /** What the answer means; an `XmlError` is told as `BadAnswer`. */
  read: (answer: Answer) => T;
  /** Sees every failure before a retry and may make a result of it. */
  settle?: (error: unknown) => Promise<T | undefined>;
}

/** One call with its retries. A bucket name is checked first, since it becomes part of a host. */
export async function call<T>(
  caller: Caller,
  operation: Operation,
  subject: Subject,
  way: Way<T>,
): Promise<T> {
  if (!operation.ofAccount && !isAddressable(subject.bucket)) throw invalidBucketName(subject);
  const body = way.body && written(way.body, subject);
  const once = async () => understood(await attempt(caller, operation, subject, body), way.read, subject);
  return withRetries(once, caller.retries, way.settle);
}

/**
 * One attempt of a call: signs, sends, and turns every answer but success into an `OssError`. Temporary keys that the
 * service does not accept (no longer, or not yet) are fetched anew, and the call is sent once more with the new ones.
 */
async function attempt(
  caller: Caller,
  operation: Operation,
  subject: Subject,
  body?: string,
): Promise<Answer> {
  const keys = await keysFor(caller, subject);
  const send = (keys: Keys) => caller.turns.execute(() => sent(caller, operation, subject, keys, body));
  try {
    return await send(keys);
  } catch (error) {
    if (!keys.securityToken || !(error instanceof OssError) || !isTokenSpent(error)) throw error;
    const newer = await caller.credentials.get(keys).catch(() => keys);
    if (newer.securityToken === keys.securityToken) throw error;
    return send(newer);
  }
}

async function sent(
  caller: Caller,
  operation: Operation,
  subject: Subject,
  keys: Keys,
  body?: string,
): Promise<Answer> {
  if (operation.method !== "GET") await caller.beforeWrite?.(operation.name);
  const { endpoint, region } = caller;
  const time = caller.clock.now() + caller.clockOffset;
  const answer = await caller.send(
    { operation, bucket: subject.bucket, body, endpoint, region, keys, time },
    subject,
  );
  if (isSuccess(answer)) return genuine(answer, operation, subject);
  const error = refusal(answer, subject, keys, caller.clock.now());
  if (error.code === "RequestTimeTooSkewed") caller.clockOffset = clockOffset(answer, caller.clock.now());
  throw error;
}

/** Keys; the lack of them is told as the failure of this call. */
async function keysFor(caller: Caller, subject: Subject): Promise<Keys> {
  try {
    return await caller.credentials.get();
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    throw new OssError({ ...subject, code: error.code, serviceMessage: error.serviceMessage });
  }
}

function invalidBucketName(subject: Subject): OssError {
  return new OssError({
    ...subject,
    code: "InvalidBucketName",
    serviceMessage: "that is not a valid bucket name",
  });
}

function written(body: () => string, subject: Subject): string {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof XmlTextError)) throw error;
    throw new OssError({
      ...subject,
      code: "InvalidText",
      serviceMessage: `the rule holds ${error.message}`,
    });
  }
}

function understood<T>(answer: Answer, read: (answer: Answer) => T, subject: Subject): T {
  try {
    return read(answer);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const requestId = answer.headers["x-oss-request-id"];
    const details = { ...subject, code: "BadAnswer", status: answer.status, requestId };
    throw new OssError({ ...details, serviceMessage: error.message });
  }
}
