import { isBucketName, NAMING_RULE, type OssError, regionOf } from "../../oss";
import type { Context, Located } from "../context";
import { isCode } from "../errors";
import { type Connection, connectionIn, connectionOf } from "../settings";
import { type Asked, evidenceIn, evidenceText } from "./evidence";
import type { Place, SourceFacts, TargetFacts } from "./facts";
import { isOffered } from "./preflight";

/** What OSS says about a bucket, or a sentence on what its answer proves wrong. */
export interface Answered<T> {
  facts: T;
  problem?: string;
}

export interface Source extends Located {
  bucket: string;
  region: string;
}

/** The target of a rule, with what is known about the rule. */
export interface Target {
  source: Source;
  bucket: string;
  location: string;
  /** The rule has a role, with which OSS may copy to another account. */
  hasRole: boolean;
}

/** What the program may do before the rule is put. */
export interface ToCome {
  /** It may create the buckets, so they need not exist yet. `"perhaps"`: nobody can tell, so that it is said. */
  bucketsToCome?: boolean | "perhaps";
}

export async function askSource(
  context: Context,
  source: Source,
  toCome: ToCome,
  wanted?: readonly (keyof SourceFacts)[],
): Promise<Answered<SourceFacts>> {
  const connection = connectionOf(source, context.settings);
  const asked: Asked = { role: "source", ...connection, bucket: source.bucket };
  return answered(context, asked, toCome, () =>
    context.facts.source(placeOf(context, connection, source.bucket), wanted),
  );
}

/** Only a location that OSS offers has an endpoint at which OSS can be asked about the target. */
export async function askTarget(
  context: Context,
  target: Target,
  ofSource: SourceFacts,
  toCome: ToCome,
): Promise<Answered<TargetFacts>> {
  const { source, bucket, location, hasRole } = target;
  if (!isOffered(location, source.region, ofSource)) return { facts: {} };
  const connection = connectionIn(regionOf(location), connectionOf(source, context.settings));
  const asked: Asked = { role: "target", region: connection.region, endpoint: connection.endpoint, bucket };
  return answered(context, asked, { ...toCome, hasRole }, () =>
    context.facts.target(placeOf(context, connection, bucket)),
  );
}

async function answered<T extends object>(
  context: Context,
  asked: Asked,
  { bucketsToCome, hasRole }: ToCome & { hasRole?: boolean },
  ask: () => Promise<T>,
): Promise<Answered<T>> {
  const unknown = { facts: {} as T };
  try {
    return { facts: await ask() };
  } catch (error) {
    const evidence = evidenceIn(error);
    if (evidence === undefined) return { ...unknown, problem: unresolved(context, asked, error) };
    const isOld = !isBucketName(asked.bucket);
    if (evidence.kind === "missing" && bucketsToCome && !isOld) {
      if (bucketsToCome === "perhaps") context.say({ kind: "note", text: missingText(asked) });
      return unknown;
    }
    if (evidence.kind === "not ours" && hasRole) {
      context.facts.leaveUnknown(
        asked.bucket,
        "it belongs to another account, and what that account allows the `syncRole` cannot be seen from here",
      );
      return unknown;
    }
    const text = evidenceText(evidence, error as OssError, asked);
    return { ...unknown, problem: evidence.kind === "missing" && isOld ? `${text} ${NAMING_RULE}` : text };
  }
}

function missingText({ role, bucket }: Asked): string {
  return `bucket ${bucket}, the ${role} of a rule, does not exist yet. If this program makes it before the rule, all is well; else the update fails.`;
}

/** For a region without an endpoint of its own, as in finance and government clouds, or for what is not a region. */
function unresolved(context: Context, { role, bucket }: Asked, error: unknown): string | undefined {
  if (!isCode(error, "InvalidEndpoint", "InvalidRegion")) throw error;
  if (role === "source") return error.message;
  context.facts.leaveUnknown(bucket, error.serviceMessage);
  return undefined;
}

function placeOf(context: Context, connection: Connection, bucket: string): Place {
  const { region, endpoint, network = "public" } = connection;
  return {
    service: context.connect(connection),
    endpoint: endpoint ?? `OSS in ${region}, ${network} network`,
    bucket,
  };
}
