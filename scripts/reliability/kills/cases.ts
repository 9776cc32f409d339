import fc from "fast-check";
import type { RuleIds } from "oss-replication-emulator";

/** A command that is killed. */
export interface KillCase {
  command: "up" | "replace" | "destroy";
  victim: "provider" | "cli" | "both";
  ids: RuleIds;
  /** Writes are answered after 4 s. */
  slow: boolean;
  /** The write that has just had its effect when the kill comes. */
  afterWrite: number;
  /** How long after it, in ms. */
  laterMs: number;
}

/** Rules of the program; the first has RTC. */
export const targets = ["dst0", "dst1", "dst2"];

const writes = { up: targets.length + 1, replace: 2 * targets.length + 1, destroy: targets.length + 1 };

const killCase: fc.Arbitrary<KillCase> = fc.constantFrom("up", "replace", "destroy").chain((command) =>
  fc.record({
    command: fc.constant(command),
    victim: fc.constantFrom("provider", "cli", "both"),
    ids: fc.constantFrom("honour", "ignore", "refuse"),
    slow: fc.boolean(),
    afterWrite: fc.integer({ min: 1, max: writes[command] }),
    laterMs: fc.nat(400),
  }),
);

/** The same cases for the same seed. */
export function killCases(seed: number, count: number): KillCase[] {
  return fc.sample(killCase, { seed, numRuns: count });
}

export function nameOfKill({ command, victim, ids, slow, afterWrite, laterMs }: KillCase): string {
  const speed = slow ? "writes of 4 s" : "fast";
  return `${command}, ${victim} killed ${laterMs} ms after write ${afterWrite}, ids ${ids}, ${speed}`;
}

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
