import { createHash } from "node:crypto";
import { refusal, ServiceError } from "./errors";
import { failure, type Reply } from "./http/reply";
import { parseQuery, type Query, type WireRequest } from "./http/request";
import { locate, type Target } from "./http/target";
import { toRegion } from "./locations";
import type { Account, Bucket } from "./model";
import type { Context, World } from "./operations/context";
import { type Route, route } from "./operations/route";
import { defaultAccountId } from "./options";
import { type Caller, verify } from "./signature/verify";

/** What a request asks for, as far as it is clear without knowing who asks. */
export interface Asked {
  target?: Target;
  query?: Query;
  route?: Route;
}

export function ask(request: WireRequest): Asked {
  const target = locate(request);
  const query = parseQuery(request.query);
  return { target, query, route: target && query && route(request.method, target, query) };
}

/** Two clocks: rules live on one, signatures and answers on the real one. */
export interface Times {
  now: number;
  wall: number;
}

/** Answers a request and carries out what it asks for. Everything that goes wrong is an error answer. */
export function serve(
  request: WireRequest,
  asked: Asked,
  world: World & { accounts: readonly Account[] },
  times: Times,
  requestId: string,
): Reply {
  try {
    return answer(request, asked, world, times);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return failure(error, { method: request.method, id: requestId, host: request.headers.host ?? "" });
  }
}

function answer(
  request: WireRequest,
  { target, query, route }: Asked,
  world: World & { accounts: readonly Account[] },
  { now, wall }: Times,
): Reply {
  if (!target || !query) throw refusal("badQuery");
  const caller = verify(request, target, query, world.accounts, wall);
  if (!route) throw refusal("notImplemented");
  checkBody(request, route);
  const context = toContext(request, target, query, caller, world, now);
  if (route.on !== "bucket") return route.run(context);
  return route.run(context, findBucket(context, target, route));
}

function toContext(
  request: WireRequest,
  target: Target,
  query: Query,
  { account, region }: Caller,
  world: World,
  now: number,
): Context {
  const callerId = account.accountId ?? defaultAccountId;
  const { store, locations, switches, timings, wallAt, newRuleId } = world;
  const { body } = request;
  const bucketName = target.bucket;
  return {
    store,
    locations,
    switches,
    timings,
    wallAt,
    newRuleId,
    now,
    callerId,
    region,
    bucketName,
    query,
    body,
  };
}

function checkBody({ headers, body, tooLarge }: WireRequest, route: Route): void {
  if (tooLarge) throw refusal("bodyTooLarge");
  const needsLength = (route.on === "bucket" && route.needsBody) || "transfer-encoding" in headers;
  if (needsLength && !("content-length" in headers)) throw refusal("missingLength");
  const md5 = headers["content-md5"];
  if (md5 !== undefined && md5 !== createHash("md5").update(body).digest("base64"))
    throw refusal("invalidDigest");
}

function findBucket(context: Context, target: Target, route: Route): Bucket {
  const bucket = context.store.buckets.get(target.bucket);
  if (!bucket) throw refusal("noSuchBucket", { BucketName: target.bucket });
  if (bucket.accountId !== context.callerId) throw refusal("notYourBucket", { BucketName: bucket.name });
  if (route.name === "GetBucketInfo" && context.switches.anyRegionBucketInfo) return bucket;
  if (target.hostLocation !== undefined && target.hostLocation !== bucket.location)
    throw refusal("wrongEndpoint", { Bucket: bucket.name, Endpoint: `${bucket.location}.aliyuncs.com` });
  // An IP serves all regions, so the region of the signature says where the caller believes the bucket to be.
  if (context.region !== toRegion(bucket.location)) throw refusal("signingRegion");
  return bucket;
}
