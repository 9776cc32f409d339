import { targets } from "./cases";

/** A rule to each target, and RTC of the first; `adopt` by target. */
export function killProgram(prefix: string, adopt: Record<string, string> = {}): string {
  const rules = targets.map((bucket) =>
    JSON.stringify({
      bucket: "src",
      destination: { bucket, location: "oss-cn-beijing" },
      prefixSet: { prefixes: [prefix] },
      timeouts: { create: "60s", delete: "60s" },
      ...(adopt[bucket] === undefined ? {} : { adopt: adopt[bucket] }),
    }),
  );
  return `const oss = require("pulumi-oss-replication");
const rules = [${rules.join(",\n  ")}].map((args) => new oss.ReplicationRule(args.destination.bucket, args));
new oss.ReplicationRtc("rtc", { rule: rules[0] });
`;
}
