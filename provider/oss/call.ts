import { attempt, type Caller } from "./attempt";
import { isAddressable } from "./endpoint";
import { OssError } from "./errors";
import type { Operation } from "./operations";
import { type RetryOptions, withRetries } from "./retry";
import type { Answer, Subject } from "./send";
import { XmlError, XmlTextError } from "./xml/tree";

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
  retries: RetryOptions,
  operation: Operation,
  subject: Subject,
  way: Way<T>,
): Promise<T> {
  if (!isAddressable(subject.bucket)) throw invalidBucketName(subject);
  const body = way.body && written(way.body, subject);
  const once = async () => understood(await attempt(caller, operation, subject, body), way.read, subject);
  return withRetries(once, retries, way.settle);
}

function invalidBucketName(subject: Subject): OssError {
  return new OssError({
    ...subject,
    code: "InvalidBucketName",
    serviceMessage: "this is no name of a bucket",
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
