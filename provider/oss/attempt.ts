import type { BulkheadPolicy } from "cockatiel";
import { genuine, isSuccess, refusal } from "./answer";
import type { Endpoint } from "./endpoint";
import { OssError } from "./errors";
import { isTokenSpent } from "./failure";
import type { CredentialsSource, Keys } from "./keys";
import type { Operation } from "./operations";
import type { Answer, Send, Subject } from "./send";

/** What every call of a client shares. */
export interface Caller {
  endpoint: Endpoint;
  region: string;
  credentials: CredentialsSource;
  now: () => number;
  /** How many calls may be under way at the endpoint. */
  turns: BulkheadPolicy;
  beforeWrite?: () => Promise<void>;
  send: Send;
  /** How far the service's clock is ahead of ours, in ms; learnt from a refusal. */
  clockOffset: number;
}

/**
 * One attempt of a call: signs, sends, and turns every answer but success into an `OssError`. Temporary keys that the
 * service does not take (any more, or yet) are fetched anew, and the call is sent once more with the new ones.
 */
export async function attempt(
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
  if (operation.method !== "GET") await caller.beforeWrite?.();
  const { endpoint, region } = caller;
  const time = caller.now() + caller.clockOffset;
  const answer = await caller.send(
    { operation, bucket: subject.bucket, body, endpoint, region, keys, time },
    subject,
  );
  if (isSuccess(answer)) return genuine(answer, operation, subject);
  const error = refusal(answer, subject, keys, caller.now());
  if (error.code === "RequestTimeTooSkewed") caller.clockOffset = clockOffset(answer, caller.now());
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

/** The answer's Date is the service's clock. */
export function clockOffset(answer: Answer, now: number): number {
  const served = Date.parse(answer.headers.date ?? "");
  return Number.isNaN(served) ? 0 : served - now;
}
