import type { Agent, ClientRequest } from "node:http";
import { isIPv4 } from "node:net";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import { isLoopback } from "./endpoint";

/**
 * The proxy that the environment names for a URL: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, also in lower case. As
 * for curl, a name in NO_PROXY stands for all names below it too, and a proxy without a scheme speaks http. Loopback and
 * the metadata service of an instance are never behind a proxy.
 */
export function proxyFor(url: string): URL | undefined {
  const { protocol, hostname, port } = new URL(url);
  if (isNear(hostname)) return undefined;
  const named = domains(hostname).map((host) => getProxyForUrl(`${protocol}//${host}${port && `:${port}`}`));
  const [proxy = ""] = named;
  if (named.includes("")) return undefined;
  return URL.canParse(spoken(proxy)) ? new URL(spoken(proxy)) : new URL("invalid://proxy");
}

/** `a.b.c` is below `b.c` and `c`. */
function domains(hostname: string): string[] {
  if (isIPv4(hostname) || hostname.startsWith("[")) return [hostname];
  const labels = hostname.split(".");
  return labels.map((_, n) => labels.slice(n).join("."));
}

function isNear(hostname: string): boolean {
  return isLoopback(hostname) || /^(100\.100\.100\.200|169\.254\.[\d.]+)$/.test(hostname);
}

/** proxy-from-env gives a proxy without a scheme that of the URL. */
function spoken(proxy: string): string {
  const bare = proxy.slice(proxy.indexOf("://") + 3);
  const names = ["https_proxy", "http_proxy", "all_proxy"].flatMap((name) => [name, name.toUpperCase()]);
  return names.some((name) => process.env[name] === bare) ? `http://${bare}` : proxy;
}

/** A proxy as a message may name it: without its user and password. */
export function proxyName({ protocol, host }: URL): string {
  return protocol === "invalid:" ? "that the environment names, which is not a URL" : `${protocol}//${host}`;
}

export function isUsable({ protocol }: URL): boolean {
  return protocol === "http:" || protocol === "https:";
}

const agents = new Map<string, Agent>();

/** The agent that goes through the proxy for a URL of this protocol; its connections are used again. */
export function proxyAgent(proxy: URL, protocol: string): Agent {
  const key = `${protocol} ${proxy.href}`;
  const agent =
    agents.get(key) ?? (protocol === "https:" ? new Tunnel(proxy, kept) : new Forwarder(proxy, kept));
  agents.set(key, agent);
  return agent;
}

const kept = { keepAlive: true };

/* The agents wait for a silent proxy for ever, and the request's own time-out begins with a connection. */

class Tunnel extends HttpsProxyAgent<string> {
  override connect(request: ClientRequest, options: ConnectOptions) {
    const inner = (signal: AbortSignal) => new HttpsProxyAgent(this.proxy, { ...kept, signal });
    return inTime(options.timeout, (signal) => inner(signal).connect(request, options));
  }
}

class Forwarder extends HttpProxyAgent<string> {
  override connect(request: Parameters<HttpProxyAgent<string>["connect"]>[0], options: ConnectOptions) {
    const inner = (signal: AbortSignal) => new HttpProxyAgent(this.proxy, { ...kept, signal });
    return inTime(options.timeout, (signal) => inner(signal).connect(request, options));
  }
}

type ConnectOptions = Parameters<HttpsProxyAgent<string>["connect"]>[1];

async function inTime<T>(ms = 10_000, connect: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  try {
    return await connect(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) throw Object.assign(new Error("ProxyTimeout"), { name: "ProxyTimeout" });
    // A proxy that hangs up is told without a code.
    throw Object.assign(error as Error, { code: (error as NodeJS.ErrnoException).code ?? "ECONNRESET" });
  } finally {
    clearTimeout(timer);
  }
}
