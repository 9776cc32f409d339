import { effectOfPut, type OssReplication, type RuleToPut } from "../oss";
import { isCode } from "./errors";
import { noRuleId } from "./messages";

/** Puts a rule and answers the id that OSS gives it: the chosen one, or its own. */
export async function putRule(service: OssReplication, bucket: string, rule: RuleToPut): Promise<string> {
  try {
    return await putOnce(service, bucket, rule);
  } catch (error) {
    if (!isRefusedId(error)) throw error;
    return putWithoutId(service, bucket, rule, error);
  }
}

async function putOnce(service: OssReplication, bucket: string, rule: RuleToPut): Promise<string> {
  const id = await putAsGiven(service, bucket, rule);
  if (id === undefined) throw noRuleId(bucket, rule);
  return id;
}

/** Puts a rule and answers its id: OSS may make its own, and need not tell it in its answer. `undefined` where it shows none yet. */
export async function putAsGiven(
  service: OssReplication,
  bucket: string,
  rule: RuleToPut,
): Promise<string | undefined> {
  const { ruleId } = await service.putBucketReplication(bucket, rule);
  return ruleId ?? effectOfPut(rule, await service.getBucketReplication(bucket))?.id;
}

/** Chosen ids stand in an older OSS page only; a service that refuses them gets the rule without one. */
async function putWithoutId(
  service: OssReplication,
  bucket: string,
  { id: _, ...rule }: RuleToPut,
  first: Error,
): Promise<string> {
  try {
    return await putOnce(service, bucket, rule);
  } catch (second) {
    throw isRefusedId(second) ? first : second;
  }
}

function isRefusedId(error: unknown): error is Error {
  return isCode(error, "MalformedXML", "InvalidArgument");
}
