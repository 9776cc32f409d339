import type { Check } from "./check";
import { type CheckName, notChecked } from "./finding";

const NO_TRIAL = "Only the call itself shows it, and that changes what is copied.";

/** What nobody can try without changing something, or without the rights of another. */
export const writeChecks: Check[] = [
  {
    name: "sync-role",
    needs: [],
    look: ({ wanted: { syncRole, bucket, target } }) =>
      syncRole === undefined
        ? undefined
        : notChecked(
            `What ${syncRole} may do is seen when OSS copies. Its trust policy must name the service oss.aliyuncs.com; it needs oss:ReplicateList and oss:ReplicateGet on ${bucket}, and oss:ReplicatePut and oss:ReplicateDelete on ${target?.bucket ?? "the target"}.`,
          ),
  },
  untried("oss:PutBucketReplication", "put a rule"),
  untried("oss:DeleteBucketReplication", "delete or replace one"),
  untried("oss:PutBucketRTC", "switch RTC"),
  untried("ram:PassRole", "put a rule with a sync role"),
];

function untried(name: CheckName, purpose: string): Check {
  return { name, needs: [], look: () => notChecked(`Needed to ${purpose}. ${NO_TRIAL}`) };
}
