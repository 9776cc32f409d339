import { empty } from "../http/reply";
import { startLife } from "../life";
import type { RuleDefinition } from "../model";
import type { BucketOperation, Context } from "./context";
import { checkPair } from "./rulePair";
import { type RuleToPut, readRuleToPut } from "./ruleToPut";
import { checkValues } from "./ruleValues";

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication */
export const putBucketReplication: BucketOperation = (context, source) => {
  const rule = readRuleToPut(context.body);
  checkValues(rule, context.switches);
  checkPair(rule, source, context);
  const definition = toDefinition(rule, context);
  const life = startLife(context.now, context.timings, {
    history: definition.historicalObjectReplication === "enabled",
    rtc: rule.rtc === "enabled",
  });
  context.store.add(source, { definition, life });
  accelerateTarget(definition, context);
  return { ...empty(200, ruleIdHeader(definition.id, context)), ruleId: definition.id };
};

function toDefinition(rule: RuleToPut, { switches, newRuleId }: Context): RuleDefinition {
  const chosen = switches.ruleIds === "honour" ? rule.id : undefined;
  return {
    id: chosen ?? newRuleId(),
    destination: {
      bucket: rule.target,
      location: rule.location,
      transferType: rule.transferType ?? "internal",
    },
    prefixes: rule.prefixes,
    action: rule.action ?? "ALL",
    historicalObjectReplication: rule.history ?? "enabled",
    ...encryption(rule),
    userTaggings: rule.userTaggings,
  };
}

/**
 * What OSS keeps of role and key, as live tests of the Python SDKs read it back: nothing of SSE-KMS without a role,
 * no key unless SSE-KMS is enabled. It does not look at the key.
 */
function encryption(rule: RuleToPut): Pick<RuleDefinition, "syncRole" | "sseKmsStatus" | "replicaKmsKeyId"> {
  if (rule.syncRole === undefined) return {};
  const replicaKmsKeyId = rule.sseKmsStatus === "Enabled" ? rule.replicaKmsKeyId : undefined;
  return { syncRole: rule.syncRole, sseKmsStatus: rule.sseKmsStatus, replicaKmsKeyId };
}

function accelerateTarget({ destination }: RuleDefinition, { store }: Context): void {
  const target = store.buckets.get(destination.bucket);
  if (target && destination.transferType === "oss_acc") store.changeBucket(target, { accelerated: true });
}

function ruleIdHeader(id: string, { switches }: Context): Record<string, string> {
  // Header values are bytes; Node takes them as Latin-1.
  const value = Buffer.from(id).toString("latin1");
  return switches.ruleIdHeader ? { "x-oss-replication-rule-id": value } : {};
}
