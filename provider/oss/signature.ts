import { createHash, createHmac } from "node:crypto";

/*
 * Signature V4, one step a function. None reads a clock or a setting.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4
 */

const algorithm = "OSS4-HMAC-SHA256";
const terminator = "aliyun_v4_request";

/** OSS clients never hash the body for the signature; Content-MD5 guards it. */
export const unsignedPayload = "UNSIGNED-PAYLOAD";

/** Query parameters by name; without a value the parameter is a bare name. */
export type Query = Record<string, string | undefined>;
/** Headers by name. */
export type Headers = Record<string, string>;

/** All that a signature depends on. */
export interface ToSign {
  method: string;
  bucket: string;
  key?: string;
  query: Query;
  headers: Headers;
  /** Headers to sign beside `x-oss-*`, `content-type` and `content-md5`. */
  additionalHeaders?: string[];
}

/** Who signs, where and when. */
export interface Signer {
  accessKeyId: string;
  accessKeySecret: string;
  /** Region id, as `cn-hangzhou`. */
  region: string;
  /** As `20260115T080000Z`. */
  date: string;
}

/** `YYYYMMDD'T'HHMMSS'Z'` in UTC; `time` in ms since 1970. */
export function signingDate(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, "");
}

/** Percent-encoding that leaves only `A-Z a-z 0-9 - . _ ~`. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** `/bucket/key`, the same for virtual-hosted and path-style requests; `/` of a request without a bucket. */
export function canonicalUri(bucket: string, key = ""): string {
  return encode(bucket ? `/${bucket}/${key}` : "/").replaceAll("%2F", "/");
}

/** Encoded, sorted by name, a parameter without value as its bare name. */
export function canonicalQuery(query: Query): string {
  return Object.entries(query)
    .map(([name, value]): [string, string] => [encode(name), encode(value ?? "")])
    .sort(byName)
    .map(([name, value]) => (value ? `${name}=${value}` : name))
    .join("&");
}

function byName([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isAlwaysSigned(name: string): boolean {
  return name.startsWith("x-oss-") || name === "content-type" || name === "content-md5";
}

/** The additional headers that count: lower case, sorted, present, and not signed anyway. */
export function additionalNames(headers: Headers, wanted: string[] = []): string[] {
  const present = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const names = new Set(wanted.map((name) => name.toLowerCase()));
  return [...names].filter((name) => present.has(name) && !isAlwaysSigned(name)).sort();
}

/** One line a signed header, `name:value`, each ended by a line feed. */
export function canonicalHeaders(headers: Headers, additional: string[]): string {
  return Object.entries(headers)
    .map(([name, value]): [string, string] => [name.toLowerCase(), value.trim()])
    .filter(([name]) => isAlwaysSigned(name) || additional.includes(name))
    .sort(byName)
    .map(([name, value]) => `${name}:${value}\n`)
    .join("");
}

/** What is hashed and signed. */
export function canonicalRequest(request: ToSign): string {
  const additional = additionalNames(request.headers, request.additionalHeaders);
  return [
    request.method,
    canonicalUri(request.bucket, request.key),
    canonicalQuery(request.query),
    canonicalHeaders(request.headers, additional),
    additional.join(";"),
    unsignedPayload,
  ].join("\n");
}

/** `YYYYMMDD/region/oss/aliyun_v4_request`. */
export function scope(date: string, region: string): string {
  return `${date.slice(0, 8)}/${region}/oss/${terminator}`;
}

/** Algorithm, date, scope and the hash of the canonical request, a line each. */
export function stringToSign(date: string, region: string, canonical: string): string {
  return [algorithm, date, scope(date, region), createHash("sha256").update(canonical).digest("hex")].join(
    "\n",
  );
}

/** The key of one day, region and service. */
export function signingKey(secret: string, date: string, region: string): Buffer {
  return [date.slice(0, 8), region, "oss", terminator].reduce(hmac, Buffer.from(`aliyun_v4${secret}`));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** The value of the Authorization header. */
export function authorization(request: ToSign, signer: Signer): string {
  const { date, region, accessKeyId, accessKeySecret } = signer;
  const text = stringToSign(date, region, canonicalRequest(request));
  const signature = hmac(signingKey(accessKeySecret, date, region), text).toString("hex");
  const additional = additionalNames(request.headers, request.additionalHeaders);
  const fields = [
    `Credential=${accessKeyId}/${scope(date, region)}`,
    ...(additional.length > 0 ? [`AdditionalHeaders=${additional.join(";")}`] : []),
    `Signature=${signature}`,
  ];
  return `${algorithm} ${fields.join(",")}`;
}
