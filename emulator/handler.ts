import type { Clock } from "./clock";
import { refusal, ServiceError } from "./errors";
import type { FaultKind, FaultLine, ForeignAnswer } from "./faults";
import { healthy, isHealthCheck } from "./http/health";
import { failure, type Reply } from "./http/reply";
import type { WireRequest } from "./http/request";
import type { Delivery, Handler } from "./http/server";
import type { RequestLogEntry } from "./log";
import type { Account } from "./model";
import type { World } from "./operations/context";
import { type Asked, ask, serve } from "./service";

/** What the handler needs from outside: the world it changes, time, chance, and a log. */
export interface Surroundings {
  world: World & { accounts: readonly Account[] };
  faults: FaultLine;
  clock: Clock;
  wallClock: Clock;
  /** 16 characters of `0-9 A-F`, never the same twice. */
  newRequestTail(): string;
  log(entry: RequestLogEntry): void;
  /** Keeps what a request has changed, before anybody hears of it. Default: nothing is kept. */
  save?(): void;
}

/** Puts faults, service and log together. */
export function createHandler(around: Surroundings): Handler {
  return (request) => {
    if (isHealthCheck(request)) return healthy(around.wallClock.now());
    const asked = ask(request);
    const operation = asked.route?.name ?? "Unknown";
    const fault = around.faults.take({ operation, bucket: asked.target?.bucket ?? "" });
    const real = around.wallClock.now();
    const wall = real + (fault?.kind === "clock-skew" ? fault.ms : 0);
    const requestId = requestIdAt(real, around.newRequestTail());
    const served = isLost(fault) ? undefined : replyTo(request, asked, fault, wall, requestId, around);
    around.save?.();
    const reply = fault?.kind === "answer" ? foreign(fault, served) : served;
    around.log(entryOf(request, asked, reply, fault, real, requestId));
    return reply && toDelivery(reply, fault, wall, requestId);
  };
}

/** Nobody gets to see the request. */
function isLost(fault: FaultKind | undefined): boolean {
  return fault?.kind === "drop-before" || (fault?.kind === "answer" && !fault.effect);
}

function foreign({ status, headers = {}, body = "" }: ForeignAnswer, served: Reply | undefined): Reply {
  return { status, headers, body, ruleId: served?.ruleId };
}

/** OSS's request ids begin with the second they were made in. */
function requestIdAt(time: number, tail: string): string {
  return (
    Math.floor(time / 1000)
      .toString(16)
      .toUpperCase()
      .padStart(8, "0")
      .slice(-8) + tail
  );
}

function replyTo(
  request: WireRequest,
  asked: Asked,
  fault: FaultKind | undefined,
  wall: number,
  requestId: string,
  { world, clock }: Surroundings,
): Reply {
  const refused = refusalOf(fault);
  if (!refused) return serve(request, asked, world, { now: clock.now(), wall }, requestId);
  const reply = failure(refused, { method: request.method, id: requestId, host: request.headers.host ?? "" });
  if (fault?.kind !== "unavailable" || fault.retryAfterSeconds === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, "Retry-After": String(fault.retryAfterSeconds) } };
}

function refusalOf(fault: FaultKind | undefined): ServiceError | undefined {
  if (fault?.kind === "unavailable") return refusal("qpsLimit");
  if (fault?.kind !== "refuse") return undefined;
  return new ServiceError(fault.status, fault.code, fault.message ?? fault.code, fault.ec);
}

function toDelivery(
  reply: Reply,
  fault: FaultKind | undefined,
  wall: number,
  requestId: string,
): Delivery | undefined {
  if (fault?.kind === "drop-after") return undefined;
  const delayMs = fault?.kind === "delay" ? fault.ms : undefined;
  const ours = fault?.kind !== "answer" || fault.requestId !== false;
  return { reply, wall, requestId: ours ? requestId : undefined, delayMs, cut: fault?.kind === "truncate" };
}

function entryOf(
  request: WireRequest,
  { target, route }: Asked,
  reply: Reply | undefined,
  fault: FaultKind | undefined,
  time: number,
  requestId: string,
): RequestLogEntry {
  const entry: RequestLogEntry = {
    time,
    method: request.method,
    operation: route?.name ?? "Unknown",
    bucket: target?.bucket ?? "",
    path: request.path,
    query: request.query,
    headers: request.headers,
    body: request.body.length > 0 ? Buffer.from(request.body).toString() : undefined,
    accessKeyId: /Credential=([^/,]+)\//.exec(request.headers.authorization ?? "")?.[1],
    ruleId: reply?.ruleId,
    requestId,
    status: reply?.status ?? 0,
    code: reply?.error?.code,
    ec: reply?.error?.ec,
    fault: fault?.kind,
  };
  return entry;
}
