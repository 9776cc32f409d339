import * as http from "node:http";
import * as https from "node:https";
import { authority, type Endpoint } from "./endpoint";
import { OssError } from "./errors";
import { isUsable, proxyAgent, proxyFor, proxyName } from "./proxy";

/** What answers at an endpoint. */
export interface Probed {
  status: number;
  /** Whether it is OSS: a proxy, a captive portal or another server sends no request id of OSS's. */
  isOss: boolean;
  /** The clock of who answered, in ms since 1970, to the second. Absent where it sent none. */
  date?: number;
}

/** The proxy on the way to an endpoint, without its user and password. */
export function proxyOnTheWay(endpoint: Endpoint): { name: string; isUsable: boolean } | undefined {
  const proxy = proxyFor(urlOf(endpoint));
  return proxy && { name: proxyName(proxy), isUsable: isUsable(proxy) };
}

/** Sends one request without keys, which OSS refuses, and looks who answers. Fails with `NetworkError` or `Timeout`. */
export function probe(endpoint: Endpoint, timeoutMs = 10_000): Promise<Probed> {
  const url = urlOf(endpoint);
  const proxy = proxyFor(url);
  const agent = proxy && proxyAgent(proxy, `${endpoint.protocol}:`);
  const { request } = endpoint.protocol === "https" ? https : http;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const sent = request(
      url,
      { method: "GET", agent, signal, timeout: timeoutMs },
      ({ headers, statusCode }) => {
        const date = Date.parse(headers.date ?? "");
        resolve({
          status: statusCode ?? 0,
          isOss: headers["x-oss-request-id"] !== undefined,
          date: Number.isNaN(date) ? undefined : date,
        });
        sent.destroy();
      },
    );
    sent.once("error", (error) => reject(failure(error, endpoint, signal.aborted)));
    sent.end();
  });
}

function failure(error: NodeJS.ErrnoException, endpoint: Endpoint, isLate: boolean): OssError {
  const proxy = proxyOnTheWay(endpoint);
  const place = `${urlOf(endpoint)}${proxy ? ` through the proxy ${proxy.name}` : ""}`;
  const subject = { operation: "A request to the endpoint", bucket: "" };
  if (isLate || error.name === "ProxyTimeout")
    return new OssError({ ...subject, code: "Timeout", serviceMessage: `no answer from ${place} in time` });
  const reason = error.code ?? "UNKNOWN";
  return new OssError({
    ...subject,
    code: "NetworkError",
    reason,
    serviceMessage: `${reason} while calling ${place}`,
  });
}

/** An endpoint as a URL. */
export function urlOf(endpoint: Endpoint): string {
  return `${endpoint.protocol}://${authority(endpoint)}/`;
}
