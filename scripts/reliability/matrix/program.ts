import { ownerOf } from "../../../provider/lifecycle/ownership";
import type { Declaration } from "../engine/state";

/** One rule from `src` to `dst` with RTC; another `prefix` replaces it. */
export interface Version {
  prefix: string;
  adopt?: string;
}

export const first: Version = { prefix: "a/" };
export const second: Version = { prefix: "b/" };

export const pair = { source: "src", target: "dst" };

/** For the stand-in of the engine. */
export function declarations({ prefix, adopt }: Version): Declaration[] {
  return [
    {
      name: "rule",
      type: "rule",
      properties: () => ({
        ...ruleArguments(prefix, adopt),
        hints: { owner: ownerOf("organization", "urn of the rule"), applying: true },
        __provider: "the text in state",
      }),
    },
    {
      name: "rtc",
      type: "rtc",
      properties: (idOf) => ({
        bucket: pair.source,
        region: "cn-hangzhou",
        ruleId: idOf("rule"),
        hints: { applying: true },
        __provider: "the text in state",
      }),
    },
  ];
}

/** For the real engine: the same program as text. */
export function programText({ prefix, adopt }: Version): string {
  return `const oss = require("pulumi-oss-replication");
const rule = new oss.ReplicationRule("rule", ${JSON.stringify(ruleArguments(prefix, adopt))});
new oss.ReplicationRtc("rtc", { rule });
`;
}

function ruleArguments(prefix: string, adopt: string | undefined) {
  return {
    bucket: pair.source,
    destination: { bucket: pair.target, location: "oss-cn-beijing" },
    prefixSet: { prefixes: [prefix] },
    timeouts: { create: "20s", delete: "20s" },
    ...(adopt === undefined ? {} : { adopt }),
  };
}
