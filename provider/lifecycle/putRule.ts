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
  const { ruleId } = await service.putBucketReplication(bucket, rule);
  return ruleId ?? (await idOfThePair(service, bucket, rule));
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

async function idOfThePair(service: OssReplication, bucket: string, rule: RuleToPut): Promise<string> {
  const found = effectOfPut(rule, await service.getBucketReplication(bucket));
  if (found) return found.id;
  throw noRuleId(bucket, rule);
}
