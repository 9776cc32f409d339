import { isIP } from "node:net";
import { OssError } from "./errors";
import { regionOf } from "./location";

/** Which endpoint of a region is used. */
export type Network =
  /** From anywhere. */
  | "public"
  /** From the cloud network of the same region. */
  | "internal"
  /** By IPv4 and IPv6, in some regions. */
  | "dual-stack";

export const NETWORKS = ["public", "internal", "dual-stack"] as const satisfies readonly Network[];

export interface EndpointOptions {
  /** Region id, for example `cn-hangzhou`. */
  region: string;
  /** Host, host:port or URL; wins over `network`. Plain http only when it says `http://`. */
  endpoint?: string;
  /** Default `public`. */
  network?: Network;
  /** Whether `endpoint` may be `http://` to another machine, as for a gateway inside one's own network. Default false. */
  allowHttp?: boolean;
}

export interface Endpoint {
  protocol: "https" | "http";
  /** Host name or IP address; an IPv6 address is in brackets. */
  host: string;
  /** Absent: the protocol's own port. */
  port?: number;
  /** The bucket stands in the path, not in the host: OSS does so when the host is an IP address. */
  pathStyle: boolean;
}

/**
 * Regions whose hosts do not follow from their id, with the endpoints to choose from
 * (https://help.aliyun.com/zh/oss/user-guide/regions-and-endpoints).
 */
const irregular: Record<string, string[]> = {
  "cn-hangzhou-finance": ["oss-cn-hzfinance", "oss-cn-hzjbp-a-internal", "oss-cn-hzjbp-b-internal"],
  "cn-shanghai-finance-1": ["oss-cn-shanghai-finance-1-pub", "oss-cn-shanghai-finance-1-internal"],
  "cn-shenzhen-finance-1": ["oss-cn-szfinance", "oss-cn-shenzhen-finance-1-internal"],
  "cn-beijing-finance-1": ["oss-cn-beijing-finance-1-pub", "oss-cn-beijing-finance-1-internal"],
};

const publicOnly = new Set(["rg-china-mainland"]);

/** Where the calls of a region go. Throws an `OssError` with code `InvalidRegion`, `InvalidEndpoint` or `InsecureEndpoint`. */
export function resolveEndpoint(options: EndpointOptions): Endpoint {
  const region = regionOf(options.region);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(region)) {
    throw invalid("InvalidRegion", `"${options.region}" is not a region id such as cn-hangzhou`);
  }
  return options.endpoint
    ? parseEndpoint(options.endpoint, options.allowHttp ?? false)
    : regionEndpoint(region, options.network || "public");
}

function regionEndpoint(region: string, network: Network): Endpoint {
  const choices = irregular[region];
  if (choices) {
    const hosts = choices.map((name) => `${name}.aliyuncs.com`).join(", ");
    throw invalid("InvalidEndpoint", `region ${region} needs an endpoint, one of ${hosts}`);
  }
  if (network !== "public" && publicOnly.has(region)) {
    throw invalid("InvalidEndpoint", `region ${region} has no ${network} endpoint, only a public one`);
  }
  return { protocol: "https", host: regionHost(region, network), pathStyle: false };
}

function regionHost(region: string, network: Network): string {
  switch (network) {
    case "public":
      return `oss-${region}.aliyuncs.com`;
    case "internal":
      return `oss-${region}-internal.aliyuncs.com`;
    case "dual-stack":
      return `${region}.oss.aliyuncs.com`;
    default:
      throw invalid("InvalidEndpoint", `"${network}" is not a network: use public, internal or dual-stack`);
  }
}

function parseEndpoint(text: string, allowHttp: boolean): Endpoint {
  if (text.includes("@")) {
    throw invalid(
      "InvalidEndpoint",
      "the endpoint contains a user name or password before an @, which OSS does not accept",
    );
  }
  const parts = endpointParts(text);
  if (parts === undefined) {
    throw invalid("InvalidEndpoint", `"${text}" is not a host, host:port or http(s) URL without a path`);
  }
  if (parts.protocol === "http" && !allowHttp && !isLoopback(parts.host)) {
    throw invalid(
      "InsecureEndpoint",
      `http://${authority(parts)} is another machine, and what is sent there can be read and changed on the way`,
    );
  }
  return { ...parts, pathStyle: isIpEndpoint(text) };
}

function endpointParts(text: string): Omit<Endpoint, "pathStyle"> | undefined {
  const match = /^(?:(https?):\/\/)?(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?\/?$/i.exec(text.trim());
  const [, scheme, host, digits] = match ?? [];
  const protocol = scheme?.toLowerCase() === "http" ? "http" : "https";
  const port = Number(digits ?? ports[protocol]);
  if (!host || !isHost(host) || port < 1 || port > 65535) return undefined;
  return { protocol, host: host.toLowerCase(), ...(port !== ports[protocol] && { port }) };
}

const ports = { http: 80, https: 443 };

function isHost(host: string): boolean {
  return host.startsWith("[") ? isIP(bare(host)) === 6 : /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i.test(host);
}

function bare(host: string): string {
  return host.replace(/[[\]]/g, "");
}

/** Whether an endpoint is an IP address; such a one serves buckets of any region. False for text that is not an endpoint. */
export function isIpEndpoint(endpoint: string): boolean {
  const host = endpointParts(endpoint)?.host;
  return host !== undefined && isIP(bare(host)) !== 0;
}

/** The region whose host this is, be it a host, a bucket's host or a URL; `undefined` where it names none. */
export function regionOfHost(host: string): string | undefined {
  const text = host.trim().toLowerCase();
  const bare = text.replace(/^https?:\/\//, "").replace(/[:/?].*$/, "");
  const name = /(?:^|\.)(oss-[a-z0-9-]+)\.aliyuncs\.com$/.exec(bare)?.[1];
  if (name === undefined) return /(?:^|\.)([a-z0-9-]+)\.oss\.aliyuncs\.com$/.exec(bare)?.[1];
  if (name.startsWith("oss-accelerate")) return undefined;
  const ofItsOwn = Object.keys(irregular).find((region) => irregular[region]?.includes(name));
  return ofItsOwn ?? regionOf(name.replace(/-internal$/, ""));
}

/** Host and, where it is not the protocol's own, port. */
export function authority(endpoint: Pick<Endpoint, "host" | "port">): string {
  return endpoint.port ? `${endpoint.host}:${endpoint.port}` : endpoint.host;
}

/** Whether a host, as a URL writes it, is this machine itself. */
export function isLoopback(host: string): boolean {
  return /^(localhost|.*\.localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\]|\[::ffff:(127\.[\d.]+|7f[\da-f]{2}:[\da-f]+)\])$/i.test(
    host,
  );
}

function invalid(code: string, serviceMessage: string): OssError {
  return new OssError({ operation: "ResolveEndpoint", bucket: "", code, serviceMessage });
}
