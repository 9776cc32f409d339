import { Readable } from "node:stream";
import Client from "@alicloud/oss20190517";
import type { Answer } from "./answer";
import { OssError, type Subject } from "./errors";
import { sending } from "./httpx";
import { proxyFor, proxyName } from "./proxy";
import { hostOf, type OssRequest, requestTarget, signedHeaders } from "./request";

type Spi = Client["_spi"];
type Context = Parameters<Spi["modifyRequest"]>[0];

/** Sends one request once with the SDK's client, in `timeoutMs` at most. */
export async function sendOnce(request: OssRequest, subject: Subject, timeoutMs: number): Promise<Answer> {
  const client = new SigningClient(new SigningSpi(request, timeoutMs));
  // What the SDK calls connectTimeout is any silence. Its readTimeout looks like a lost connection, so ours comes first.
  const runtime = { connectTimeout: timeoutMs, readTimeout: 2 * timeoutMs, autoretry: false };
  const params = { action: request.operation.name, version: "2019-05-17", style: "ROA" };
  try {
    const { statusCode, headers, body } = await sending(() =>
      client.execute(params as never, {} as never, runtime as never),
    );
    return { status: statusCode, headers, body };
  } catch (error) {
    throw networkError(error, request, subject);
  }
}

/** The failure without its text: that holds the request's URL, and a cause could hold its headers. */
function networkError(error: unknown, request: OssRequest, subject: Subject): OssError {
  const { name, code } = error as { name?: string; code?: string };
  const place = `${hostOf(request)}${through(request)}`;
  if (name?.includes("Timeout")) {
    return new OssError({ ...subject, code: "Timeout", serviceMessage: `no answer from ${place} in time` });
  }
  const reason = code ?? "UNKNOWN";
  return new OssError({
    ...subject,
    code: "NetworkError",
    reason,
    serviceMessage: `${reason} while calling ${place}`,
  });
}

function through(request: OssRequest): string {
  const proxy = proxyFor(`${request.endpoint.protocol}://${hostOf(request)}/`);
  return proxy ? ` through the proxy ${proxyName(proxy)}` : "";
}

/** The SDK's client with our signature; `execute` (time-outs, proxy, user agent) is the SDK's. */
class SigningClient extends Client {
  constructor(spi: Spi) {
    super({ userAgent: "pulumi-oss-replication" } as never);
    this._spi = spi;
  }
}

/** What the SDK's client asks for one request: signature V4, OSS's addressing, bodies as text, the answer's in time. */
export class SigningSpi implements Spi {
  private started = 0;

  constructor(
    private readonly request: OssRequest,
    private readonly timeoutMs: number,
  ) {}

  async modifyConfiguration(): Promise<void> {}

  async modifyRequest({ request }: Context): Promise<void> {
    const { endpoint, operation, body } = this.request;
    this.started = performance.now();
    request.protocol = endpoint.protocol;
    request.method = operation.method;
    request.pathname = requestTarget(this.request);
    request.headers = { "user-agent": request.userAgent, ...signedHeaders(this.request) };
    if (body !== undefined) request.stream = Readable.from([Buffer.from(body)]);
  }

  async modifyResponse({ response }: Context): Promise<void> {
    const leftMs = this.timeoutMs - (performance.now() - this.started);
    response.deserializedBody = response.body ? await readBody(response.body, leftMs) : "";
  }
}

/** Far above the answer of 100 rules with 10 prefixes of full length each. */
const longestBody = 8 * 1024 * 1024;

// The SDK's own read time-out does not hold on a connection that is used again: an earlier request's clears it.
async function readBody(body: Readable, withinMs: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  const timer = setTimeout(() => body.destroy(named("ReadTimeout")), Math.max(0, withinMs));
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length > longestBody) throw named("AnswerTooLong");
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name, code: name });
}
