import { isIP } from "node:net";
import type { WireRequest } from "./request";

/** What a request is about, however it is addressed. */
export interface Target {
  /** Empty for calls without a bucket. */
  bucket: string;
  /** Decoded; empty for calls on a bucket. */
  key: string;
  /** The location that the host name says, when it is a name of OSS. */
  hostLocation?: string;
}

/** Path-style on an IP, `localhost` or a bare OSS endpoint; else the first label of the host is the bucket. */
export function locate(request: WireRequest): Target | undefined {
  const path = decodePath(request.path);
  if (path === undefined) return undefined;
  const host = hostName(request.headers.host ?? "");
  const hostLocation = locationOf(host);
  const bucket = bucketOf(host);
  if (bucket !== undefined) return { bucket, key: path, hostLocation };
  const slash = path.indexOf("/");
  if (slash < 0) return { bucket: path, key: "", hostLocation };
  return { bucket: path.slice(0, slash), key: path.slice(slash + 1), hostLocation };
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path.replace(/^\//, ""));
  } catch {
    return undefined;
  }
}

function hostName(host: string): string {
  return host
    .replace(/:\d*$/, "")
    .replace(/^\[(.*)\]$/, "$1")
    .toLowerCase();
}

const endpoint = /^(?:[^.]+\.)?(oss-[a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com$/;
const bareEndpoint = /^oss-[a-z0-9-]+\.aliyuncs\.com$/;

function bucketOf(host: string): string | undefined {
  if (isIP(host) !== 0 || !host.includes(".") || bareEndpoint.test(host)) return undefined;
  return host.slice(0, host.indexOf("."));
}

function locationOf(host: string): string | undefined {
  const location = endpoint.exec(host)?.[1];
  return location?.startsWith("oss-accelerate") ? undefined : location;
}
