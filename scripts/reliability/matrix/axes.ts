import type { Fault } from "oss-replication-emulator";

export const calls = [
  "PutBucketReplication",
  "GetBucketReplication",
  "DeleteBucketReplication",
  "GetBucketReplicationLocation",
  "PutBucketRTC",
  "GetBucketInfo",
] as const;

/** `meet`: an up where somebody else's rule holds the pair. */
export const commands = ["up", "replace", "refresh", "destroy", "meet"] as const;
export const times = ["once", "always"] as const;
export const ids = ["honour", "ignore"] as const;

const html = { "Content-Type": "text/html" };
const foreign = { kind: "answer", status: 200, effect: false, requestId: false } as const;

/** What happens to a call, by the name that the report uses. */
export const faults = {
  "503": { kind: "unavailable" },
  "503, Retry-After": { kind: "unavailable", retryAfterSeconds: 3 },
  "500": { kind: "refuse", status: 500, code: "InternalError" },
  delay: { kind: "delay", ms: 20 },
  "drop-before": { kind: "drop-before" },
  "drop-after": { kind: "drop-after" },
  truncate: { kind: "truncate" },
  "clock-skew": { kind: "clock-skew", ms: 20 * 60_000 },
  AccessDenied: { kind: "refuse", status: 403, code: "AccessDenied" },
  InvalidArgument: { kind: "refuse", status: 400, code: "InvalidArgument" },
  "HTML with 200": { ...foreign, headers: html, body: "<html><body>Please log in</body></html>" },
  "Error with 200": { ...foreign, requestId: true, body: "<Error><Code>InternalError</Code></Error>" },
  "JSON with 200": { ...foreign, headers: { "Content-Type": "application/json" }, body: '{"portal":true}' },
  "token expired": { kind: "refuse", status: 403, code: "SecurityTokenExpired" },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof faults;

export interface Cell {
  call: (typeof calls)[number];
  fault: FaultName;
  command: (typeof commands)[number];
  times: (typeof times)[number];
  ids: (typeof ids)[number];
}

/** Every combination: none is left out. */
export function allCells(): Cell[] {
  return commands.flatMap((command) =>
    calls.flatMap((call) =>
      (Object.keys(faults) as FaultName[]).flatMap((fault) =>
        times.flatMap((time) => ids.map((id) => ({ command, call, fault, times: time, ids: id }))),
      ),
    ),
  );
}

export function faultOf({ call, fault, times }: Cell): Fault {
  return { ...faults[fault], operation: call, times: times === "once" ? 1 : 1_000_000 };
}

export function nameOf({ command, call, fault, times, ids }: Cell): string {
  return `${command}: ${call} ${fault} ${times}, ids ${ids}`;
}
