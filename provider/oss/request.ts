import { createHash } from "node:crypto";
import { authority, type Endpoint } from "./endpoint";
import type { Keys } from "./keys";
import type { Operation } from "./operations";
import {
  authorization,
  canonicalQuery,
  canonicalUri,
  type Headers,
  signingDate,
  unsignedPayload,
} from "./signature";

/** One HTTP request to OSS, not yet signed. */
export interface OssRequest {
  operation: Operation;
  /** Empty in a request about the account. */
  bucket: string;
  body?: string;
  endpoint: Endpoint;
  region: string;
  keys: Keys;
  /** When it is signed, in ms since 1970, by the service's clock. */
  time: number;
}

/** Path and query; the bucket is in the path only for an IP address. */
export function requestTarget({ endpoint, bucket, operation }: OssRequest): string {
  return `${endpoint.pathStyle && bucket ? canonicalUri(bucket) : "/"}?${canonicalQuery(operation.query)}`;
}

/** Host, and port where it is not the protocol's own. */
export function hostOf({ endpoint, bucket }: OssRequest): string {
  return endpoint.pathStyle || !bucket ? authority(endpoint) : `${bucket}.${authority(endpoint)}`;
}

/** All headers of the request but `user-agent`. */
export function signedHeaders(request: OssRequest): Headers {
  const { operation, bucket, region, keys, time, body } = request;
  const date = signingDate(time);
  const headers: Headers = {
    host: hostOf(request),
    "x-oss-date": date,
    "x-oss-content-sha256": unsignedPayload,
    ...(keys.securityToken && { "x-oss-security-token": keys.securityToken }),
    ...(body !== undefined && bodyHeaders(body)),
  };
  const toSign = { method: operation.method, bucket, query: operation.query, headers };
  return { ...headers, authorization: authorization(toSign, { ...keys, region, date }) };
}

function bodyHeaders(body: string): Headers {
  return {
    "content-type": "application/xml",
    "content-md5": createHash("md5").update(body).digest("base64"),
    "content-length": String(Buffer.byteLength(body)),
  };
}
