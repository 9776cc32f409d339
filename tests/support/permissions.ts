import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator, RequestLogEntry } from "oss-replication-emulator";
import { block } from "./pages/pages";

/**
 * The RAM action that each call of OSS asks for.
 * https://www.alibabacloud.com/help/en/oss/user-guide/authorization-syntax-and-elements
 */
const ACTIONS: Record<string, string> = {
  PutBucketReplication: "oss:PutBucketReplication",
  GetBucketReplication: "oss:GetBucketReplication",
  DeleteBucketReplication: "oss:DeleteBucketReplication",
  GetBucketReplicationLocation: "oss:GetBucketReplicationLocation",
  GetBucketReplicationProgress: "oss:GetBucketReplicationProgress",
  PutBucketRTC: "oss:PutBucketRTC",
  GetBucketInfo: "oss:GetBucketInfo",
  GetBucketStat: "oss:GetBucketStat",
  ListBuckets: "oss:ListBuckets",
};

/** The names of the buckets that docs/permissions.md calls SOURCE and TARGET. */
export const NAMES = { SOURCE: "src", TARGET: "dst" };

const page = readFileSync(join(__dirname, "..", "..", "docs", "permissions.md"), "utf8");

interface Statement {
  Effect: string;
  Action: string[];
  Resource: string[];
}

/** What a policy of docs/permissions.md allows: `oss:GetBucketInfo on SOURCE`, in alphabetical order. */
export function policyOf(role: string): string[] {
  const { Version, Statement }: { Version: string; Statement: Statement[] } = JSON.parse(
    block("docs/permissions.md", `policy: ${role}`).text,
  );
  expect([Version, ...Statement.map(({ Effect }) => Effect)]).toEqual(["1", ...Statement.map(() => "Allow")]);
  return Statement.flatMap(({ Action, Resource }) =>
    Resource.flatMap((resource) => Action.map((action) => `${action} on ${placeIn(resource)}`)),
  ).sort();
}

function placeIn(resource: string): string {
  const place = /^acs:oss:\*:\*:(SOURCE|TARGET|\*)$/.exec(resource)?.[1];
  if (place === undefined) throw new Error(`${resource} is none of the resources that the page tells of`);
  return place;
}

export const ROLES = [...page.matchAll(/<!-- policy: (\w+) -->/g)].map(([, role = ""]) => role);

/** What the table of docs/permissions.md says of each caller. */
export const CALLERS: Record<string, string[]> = Object.fromEntries(
  [...page.matchAll(/^\| (`.*) \| (.*) \| (.*) \|$/gm)].flatMap(([, callers = "", source, target]) =>
    namesIn(callers).map((caller) => [
      caller,
      [...grants(source, "SOURCE"), ...grants(target, "TARGET")].sort(),
    ]),
  ),
);

function grants(cell: string | undefined, place: string): string[] {
  return namesIn(cell ?? "").map((action) => `${action} on ${place}`);
}

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
}

/** What the calls asked for; a request without a signature asks for nothing. */
export function neededBy(requests: readonly RequestLogEntry[]): string[] {
  const signed = requests.filter(({ accessKeyId }) => accessKeyId !== undefined);
  return [
    ...new Set(signed.map(({ operation, bucket }) => `${actionOf(operation)} on ${placeOf(bucket)}`)),
  ].sort();
}

function actionOf(operation: string): string {
  const action = ACTIONS[operation];
  if (action === undefined) throw new Error(`Which action does ${operation} ask for?`);
  return action;
}

function placeOf(bucket: string): string {
  const [place] = Object.entries(NAMES).find(([, name]) => name === bucket) ?? [bucket || "*"];
  return place;
}

/** Whether a policy allows an action at a place. What is allowed on all buckets is so on each. */
export function covers(allowed: readonly string[], needed: string): boolean {
  const [action] = needed.split(" on ");
  return allowed.includes(needed) || allowed.includes(`${action} on *`);
}

/** Whether it is all needed: what a policy allows on all buckets is needed on each. */
export function isAllNeeded(grant: string, needed: readonly string[]): boolean {
  const [action, place] = grant.split(" on ");
  const isNeededOn = (each: string) => needed.includes(`${action} on ${each}`);
  return isNeededOn(place ?? "") || (place === "*" && Object.keys(NAMES).every(isNeededOn));
}

/** From now on OSS denies whatever no policy allows. */
export function allowOnly(emulator: Emulator, allowed: readonly string[]): void {
  emulator.clearFaults();
  for (const [operation, action] of Object.entries(ACTIONS)) {
    for (const bucket of operation === "ListBuckets" ? [""] : Object.values(NAMES)) {
      if (covers(allowed, `${action} on ${placeOf(bucket)}`)) continue;
      emulator.addFault({
        kind: "refuse",
        status: 403,
        code: "AccessDenied",
        message: "You have no right to access this object because of bucket acl.",
        ec: "0003-00000001",
        operation,
        bucket,
        times: Number.POSITIVE_INFINITY,
      });
    }
  }
}
