import { AsyncLocalStorage } from "node:async_hooks";
import { createRequire } from "node:module";
import { isUsable, proxyAgent, proxyFor } from "./proxy";

/*
 * httpx sends all that the SDK and its credentials send. It can go through no proxy and, asked by DEBUG, prints tokens,
 * signatures and the answers of STS; no option changes either, so it is done here.
 */

interface Httpx {
  request(url: string, options: { agent?: unknown }): Promise<unknown>;
}

interface Debug {
  disable(): string;
  enable(namespaces: string): void;
}

type Require = NodeJS.Require;

const own = new AsyncLocalStorage<true>();

/** Makes a call of the SDK or its credentials, in silence and through the proxy that the environment names. */
export function sending<T>(call: () => Promise<T>): Promise<T> {
  prepare();
  return own.run(true, call);
}

let prepared = false;

function prepare(): void {
  if (prepared) return;
  prepared = true;
  const sdk = ["@alicloud/oss20190517", "@alicloud/openapi-client", "@alicloud/tea-typescript"].reduce(
    inside,
    require,
  );
  const credentials = inside(require, "@alicloud/credentials");
  const printing = [sdk, credentials].map((from) => inside(from, "httpx"));
  const agents = ["http-proxy-agent", "https-proxy-agent"].map((name) => inside(require, name));
  for (const debug of copies<Debug>("debug", [...printing, credentials, ...agents])) silence(debug);
  for (const httpx of copies<Httpx>("httpx", [sdk, credentials])) route(httpx);
}

/** What the package itself would require; each may have copies of its own. */
function inside(from: Require, name: string): Require {
  return createRequire(from.resolve(name));
}

function copies<T>(name: string, from: Require[]): Set<T> {
  return new Set(from.map((each) => each(name) as T));
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
