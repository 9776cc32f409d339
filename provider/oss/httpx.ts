import { AsyncLocalStorage } from "node:async_hooks";
import { isUsable, proxyAgent, proxyFor } from "./proxy";
import { type Debug, type Httpx, sdkParts } from "./sdkParts";

/*
 * httpx sends all that the SDK and its credentials send. It can go through no proxy and, asked by DEBUG, prints tokens,
 * signatures and the answers of STS; no option changes either, so it is done here.
 */

const own = new AsyncLocalStorage<true>();

/** Makes a call of the SDK or its credentials, in silence and through the proxy that the environment names. */
export function sending<T>(call: () => Promise<T>): Promise<T> {
  prepare();
  return own.run(true, call);
}

let prepared = false;

function prepare(): void {
  if (prepared) return;
  const { httpx, debug } = sdkParts();
  for (const each of debug) silence(each);
  for (const each of httpx) route(each);
  prepared = true;
}

/** Of whatever DEBUG asks for, all but what would print secrets: what is sent, signed and answered. */
function silence(debug: Debug): void {
  const wanted = debug.disable();
  if (wanted === "") return;
  debug.enable(`${wanted},-httpx:*,-sign,-http-proxy-agent,-https-proxy-agent,-https-proxy-agent:*`);
}

function route(httpx: Httpx): void {
  const { request } = httpx;
  httpx.request = async (url, options) =>
    request(url, own.getStore() ? { ...agentFor(url), ...options } : options);
}

function agentFor(url: string): { agent?: unknown } {
  const proxy = proxyFor(url);
  if (!proxy) return {};
  if (!isUsable(proxy)) throw Object.assign(new Error("UnusableProxy"), { code: "UnusableProxy" });
  return { agent: proxyAgent(proxy, new URL(url).protocol) };
}
