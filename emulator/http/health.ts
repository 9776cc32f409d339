import type { WireRequest } from "./request";
import type { Delivery } from "./server";

/**
 * `GET /healthz` without a query or a signature, on whatever host. The same path with one of them is about a bucket or
 * an object of that name; without, OSS would refuse it.
 */
export function isHealthCheck({ method, path, query, headers }: WireRequest): boolean {
  const reads = method === "GET" || method === "HEAD";
  return reads && path === "/healthz" && query === "" && headers.authorization === undefined;
}

/** It is there as soon as all buckets are, and does not look like an answer of OSS. */
export function healthy(wall: number): Delivery {
  const headers = { "Content-Type": "application/json" };
  return { reply: { status: 200, headers, body: '{"status":"ok"}\n' }, wall };
}
