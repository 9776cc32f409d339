import { isUserFacing } from "../../lifecycle/errors";
import { type Clock, locationOf, normaliseLocation, type OssService, type Rule, regionOf } from "../../oss";
import type { Probed } from "../../oss/probe";
import { askTarget, type Target, unseen } from "../target";
import type { Answer, Facts, Wanted } from "./facts";

/** How the doctor asks. Nothing of it changes anything. */
export interface Ask {
  clock: Clock;
  /** URL of the endpoint, and the proxy on the way. Throws what is wrong with it. */
  endpoint(region: string): { url: string; proxy?: Facts["proxy"] };
  probe(region: string): Promise<Probed>;
  /** Where the keys come from, in words. */
  credentials(): Promise<string>;
  /** Assumes the role. */
  role(): Promise<unknown>;
  at(region: string): OssService;
}

/** Asks what can be asked, and no more once something is missing that all else needs. */
export async function gather(wanted: Wanted, mistakes: string[], ask: Ask): Promise<Facts> {
  const reached = { ...(await reach(wanted, ask)), ...(await identify(wanted, ask)) };
  const facts: Facts = { wanted, mistakes, ...reached };
  return canAsk(facts) ? { ...facts, ...(await question(wanted, wanted.region as string, ask)) } : facts;
}

function canAsk({ mistakes, probed, credentials, role, wanted }: Facts): boolean {
  const hasKeys = isThere(credentials) && (wanted.roleArn === undefined || isThere(role));
  return mistakes.length === 0 && hasKeys && isThere(probed) && (probed?.value.isOss ?? false);
}

async function reach({ region }: Wanted, ask: Ask): Promise<Partial<Facts>> {
  if (region === undefined) return {};
  const endpoint = await answerOf(async () => ask.endpoint(region));
  if (!isThere(endpoint)) return { endpoint };
  const { url, proxy } = endpoint.value;
  const found = { endpoint: { value: url }, proxy };
  return proxy && !proxy.isUsable ? found : { ...found, probed: await answerOf(() => look(region, ask)) };
}

/** Our clock is compared with the middle of the question. */
async function look(region: string, { probe, clock }: Ask) {
  const asked = clock.now();
  const probed = await probe(region);
  const middle = (asked + clock.now()) / 2;
  return { ...probed, aheadMs: probed.date === undefined ? undefined : middle - probed.date };
}

async function identify({ roleArn }: Wanted, ask: Ask): Promise<Partial<Facts>> {
  const credentials = await answerOf(() => ask.credentials());
  if (!isThere(credentials) || roleArn === undefined) return { credentials };
  const role = await answerOf(async (): Promise<true> => {
    await ask.role();
    return true;
  });
  return { credentials, role };
}

async function question(wanted: Wanted, region: string, ask: Ask): Promise<Partial<Facts>> {
  const { bucket } = wanted;
  const service = ask.at(region);
  const [info, rules, locations] = await Promise.all([
    answerOf(() => service.getBucketInfo(bucket)),
    answerOf(() => service.getBucketReplication(bucket)),
    answerOf(() => service.getBucketReplicationLocation(bucket)),
  ]);
  const known = isThere(rules) ? rules.value : [];
  const [progress, target] = await Promise.all([
    known[0] && answerOf(() => service.getBucketReplicationProgress(bucket, known[0]?.id as string)),
    findTarget(wanted, known, region, ask),
  ]);
  return { info, rules, locations, progress, ...target };
}

/** Where it is said to be, by the user, else by a rule; else in the source's region, and where OSS says then. */
async function findTarget(
  { target }: Wanted,
  rules: readonly Rule[],
  region: string,
  ask: Ask,
): Promise<Partial<Facts>> {
  if (target === undefined) return {};
  const { bucket } = target;
  const ofRule = rules.find(({ destination }) => destination.bucket === bucket)?.destination.location;
  const location = normaliseLocation(target.location ?? ofRule ?? locationOf(region));
  const found = await targetAt({ bucket, location }, ask);
  if (found.kind !== "elsewhere" || target.location !== undefined)
    return { target: found, targetLocation: location };
  const other = found.location ?? (await listedLocation(bucket, ask.at(region)));
  if (other === undefined) return { target: found, targetLocation: location };
  return { target: await targetAt({ bucket, location: other }, ask), targetLocation: other };
}

/** By the account's list of buckets, which may be denied. */
async function listedLocation(bucket: string, service: OssService): Promise<string | undefined> {
  const listed = await answerOf(() => service.listBuckets(bucket));
  return isThere(listed) ? listed.value.find(({ name }) => name === bucket)?.location : undefined;
}

async function targetAt(place: { bucket: string; location: string }, { at }: Ask): Promise<Target> {
  try {
    return await askTarget(at(regionOf(place.location)), place);
  } catch (error) {
    return unseen(error);
  }
}

export function isThere<T>(answer: Answer<T> | undefined): answer is { value: T } {
  return answer !== undefined && "value" in answer;
}

async function answerOf<T>(ask: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (!isUserFacing(error)) throw error;
    return { failure: error };
  }
}
