import { OssError, type OssErrorDetails } from "./errors";
import { hostOf, type WireRequest } from "./request";

/** An answer of whatever status, as text. */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** Sends one request once. */
export type Send = (request: WireRequest, subject: Subject) => Promise<Answer>;

/** What a call is about, for its errors. */
export type Subject = Pick<OssErrorDetails, "operation" | "bucket" | "ruleId" | "target">;

/** The SDK takes a tenth of a second to load, so it is loaded with the first request. */
function sdk() {
  const gateway = require("./sdk") as typeof import("./sdk");
  const httpx = require("./httpx") as typeof import("./httpx");
  const proxy = require("./proxy") as typeof import("./proxy");
  return { ...gateway, ...httpx, ...proxy };
}

/** Sends with the SDK's client. An attempt takes `timeoutMs` at most. Throws `NetworkError` or `Timeout`. */
export function sendWithSdk(timeoutMs: number): Send {
  return async (request, subject) => {
    const { Gateway, GatewayClient, sending } = sdk();
    const client = new GatewayClient(
      { userAgent: "pulumi-oss-replication" } as never,
      new Gateway(request, timeoutMs),
    );
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
  };
}

/** The failure without its text: that holds the request's URL, and a cause could hold its headers. */
function networkError(error: unknown, request: WireRequest, subject: Subject): OssError {
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

function through(request: WireRequest): string {
  const { proxyFor, proxyName } = sdk();
  const proxy = proxyFor(`${request.endpoint.protocol}://${hostOf(request)}/`);
  return proxy ? ` through the proxy ${proxyName(proxy)}` : "";
}
