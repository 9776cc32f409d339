import { bulkhead } from "cockatiel";
import { type Clock, OssError, type OssService, type Rule, type RuleProgress, regionOfHost } from "../oss";
import { isNoRule } from "./look";
import type { Place } from "./places";

/** What OSS says about the rules of some source buckets, at one time. */
export interface Survey {
  /** When it was begun, in ms since 1970. */
  at: number;
  /** In the order in which they were asked for. */
  buckets: SurveyedBucket[];
}

/** One source bucket. Where `failure` is set, its rules are not known, and the list of them is empty. */
export interface SurveyedBucket extends Place {
  /** False where OSS says that there is no such bucket. */
  exists: boolean;
  rules: SurveyedRule[];
  failure?: OssError;
}

export interface SurveyedRule {
  rule: Rule;
  /** Absent where it was not asked, the rule is closing, or it could not be read: then `failure` says why. */
  progress?: RuleProgress;
  /** When `progress` came, in ms since 1970: a survey of many rules takes minutes. */
  at?: number;
  failure?: OssError;
}

export interface SurveyOptions {
  /** The service of a region. */
  at(region: string): OssService;
  clock: Clock;
  /** Whether each rule's progress is asked for: a call more for each. */
  progress?: boolean;
}

const BUCKETS_AT_ONCE = 8;

/** Asks OSS, only reading, about some buckets at a time. A failure is that of one bucket or rule, never of the whole. */
export async function survey(places: readonly Place[], options: SurveyOptions): Promise<Survey> {
  const began = options.clock.now();
  const turns = bulkhead(BUCKETS_AT_ONCE, Number.POSITIVE_INFINITY);
  const buckets = await Promise.all(places.map((place) => turns.execute(() => surveyed(place, options))));
  return { at: began, buckets };
}

async function surveyed(place: Place, options: SurveyOptions): Promise<SurveyedBucket> {
  try {
    return await asked(place, options);
  } catch (error) {
    const failure = ossError(error);
    const region = failure.endpoint === undefined ? undefined : regionOfHost(failure.endpoint);
    if (region === undefined || region === place.region) return unread(place, failure);
    return asked({ ...place, region }, options).catch((error) =>
      unread({ ...place, region }, ossError(error)),
    );
  }
}

function unread(place: Place, failure: OssError): SurveyedBucket {
  return { ...place, exists: failure.code !== "NoSuchBucket", rules: [], failure };
}

async function asked(place: Place, options: SurveyOptions): Promise<SurveyedBucket> {
  const { bucket, region } = place;
  const service = options.at(region);
  const rules = await service.getBucketReplication(bucket);
  const found = await Promise.all(rules.map((rule) => withProgress(service, bucket, rule, options)));
  return { ...place, exists: true, rules: found.flat() };
}

/** None where the rule has gone since the list was made. */
async function withProgress(
  service: OssService,
  bucket: string,
  rule: Rule,
  { progress, clock }: SurveyOptions,
): Promise<SurveyedRule[]> {
  if (!progress || rule.status === "closing") return [{ rule }];
  try {
    const answer = await service.getBucketReplicationProgress(bucket, rule.id);
    return [{ rule, progress: answer, at: clock.now() }];
  } catch (error) {
    return isNoRule(error) ? [] : [{ rule, failure: ossError(error) }];
  }
}

function ossError(error: unknown): OssError {
  if (error instanceof OssError) return error;
  throw error;
}
