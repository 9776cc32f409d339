import { effectOfPut, OssError, type OssReplication, type PutOptions, type RuleToPut } from "../oss";
import { isCode, isRefusal } from "./errors";
import { noRuleId, putUnread } from "./messages";

/** Puts a rule and answers the id that OSS gives it: the chosen one, or its own. */
export async function putRule(
  service: OssReplication,
  bucket: string,
  rule: RuleToPut,
  options: PutOptions,
): Promise<string> {
  const once = (rule: RuleToPut) => putOnce(service, bucket, rule, options);
  try {
    return await once(rule);
  } catch (error) {
    if (!isRefusedId(error)) throw error;
    return putWithoutId(once, rule, error);
  }
}

async function putOnce(...[service, bucket, rule, options]: Parameters<typeof putRule>): Promise<string> {
  const id = await putAsGiven(service, bucket, rule, options).catch((error) => {
    throw isOfTheLook(error) && isRefusal(error) ? putUnread(bucket, rule, error) : error;
  });
  if (id === undefined) throw noRuleId(bucket, rule);
  return id;
}

/** Puts a rule and answers its id: OSS may make its own, and need not tell it in its answer. `undefined` where it shows none yet. */
export async function putAsGiven(
  service: OssReplication,
  bucket: string,
  rule: RuleToPut,
  options: PutOptions = {},
): Promise<string | undefined> {
  const { ruleId } = await service.putBucketReplication(bucket, rule, options);
  if (ruleId !== undefined) return ruleId;
  // OSS took the rule, so there was none for the pair.
  return effectOfPut(rule, await service.getBucketReplication(bucket, "fresh"), { wasFree: true })?.id;
}

/** OSS took the rule, and only the look for its id failed. Told as it is, the failure would say that there is no rule. */
export function isOfTheLook(error: unknown): error is OssError {
  return error instanceof OssError && error.operation === "GetBucketReplication";
}

/** Chosen ids stand in an older OSS page only; a service that refuses them gets the rule without one. */
async function putWithoutId(
  once: (rule: RuleToPut) => Promise<string>,
  { id: _, ...rule }: RuleToPut,
  first: Error,
): Promise<string> {
  try {
    return await once(rule);
  } catch (second) {
    throw isRefusedId(second) ? first : second;
  }
}

function isRefusedId(error: unknown): error is Error {
  return isCode(error, "MalformedXML", "InvalidArgument");
}
