import { createHash, createHmac } from "node:crypto";
import type { Query } from "../http/request";

/**
 * Signature version 4, computed from its description:
 * https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4
 */
export interface SignedParts {
  method: string;
  bucket: string;
  key: string;
  query: Query;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Names from AdditionalHeaders, in lower case. */
  additionalHeaders: readonly string[];
  /** `x-oss-date`, or the text of `Date` where there is none. */
  date: string;
  /** `YYYYMMDD/region/oss/aliyun_v4_request`. */
  scope: string;
}

export const algorithm = "OSS4-HMAC-SHA256";
export const unsignedPayload = "UNSIGNED-PAYLOAD";

export function canonicalRequest(parts: SignedParts): string {
  const additional = parts.additionalHeaders.filter((name) => name in parts.headers && !alwaysSigned(name));
  const signed = Object.keys(parts.headers).filter((name) => alwaysSigned(name) || additional.includes(name));
  const headers = signed.sort().map((name) => `${name}:${parts.headers[name]?.trim()}\n`);
  return [
    parts.method,
    canonicalUri(parts.bucket, parts.key),
    canonicalQuery(parts.query),
    headers.join(""),
    [...new Set(additional)].sort().join(";"),
    unsignedPayload,
  ].join("\n");
}

export function stringToSign(parts: SignedParts): string {
  const hash = createHash("sha256").update(canonicalRequest(parts)).digest("hex");
  return [algorithm, parts.date, parts.scope, hash].join("\n");
}

export function signatureOf(parts: SignedParts, accessKeySecret: string): string {
  return hmac(signingKey(parts.scope, accessKeySecret), stringToSign(parts)).toString("hex");
}

/** The keys of scopes that were met lately; those of one run are a handful. */
const signingKeys = new Map<string, Buffer>();
const maxSigningKeys = 100;

function signingKey(scope: string, accessKeySecret: string): Buffer {
  const name = `${scope} ${accessKeySecret}`;
  const known = signingKeys.get(name);
  if (known) return known;
  const key = scope.split("/").reduce(hmac, Buffer.from(`aliyun_v4${accessKeySecret}`));
  if (signingKeys.size >= maxSigningKeys) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function alwaysSigned(name: string): boolean {
  return name.startsWith("x-oss-") || name === "content-type" || name === "content-md5";
}

/** The bucket is part of the URI whether it stands in the host or in the path. */
function canonicalUri(bucket: string, key: string): string {
  const path = bucket === "" ? "/" : `/${bucket}/${key}`;
  return encode(path).replaceAll("%2F", "/");
}

function canonicalQuery(query: Query): string {
  return query
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => (value === "" ? name : `${name}=${value}`))
    .join("&");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** All but `A-Z a-z 0-9 - . _ ~` percent-encoded. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
