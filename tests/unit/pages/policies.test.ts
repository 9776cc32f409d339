import { readFileSync } from "node:fs";
import { join } from "node:path";
import { claimedBy } from "../../support/pages/checkers";
import { allCode, placeOf, repository } from "../../support/pages/pages";

/** The RAM actions that docs/permissions.md explains, and those that only the role of OSS itself has. */
const page = readFileSync(join(repository, "docs", "permissions.md"), "utf8").replace(
  /^```[\s\S]*?^```$/gm,
  "",
);
const ACTIONS = [
  ...(page.match(/(?<=`)(oss|ram|sts|kms):\w+(?=`)/g) ?? []),
  ...["sts:AssumeRole", "oss:ReplicateList", "oss:ReplicateGet", "oss:ReplicatePut", "oss:ReplicateDelete"],
];

const RESOURCE = /^acs:(oss:\*:\*:[\w*-]+(\/\*)?|ram:\*:[\w*]+:role\/[\w-]+|kms:[\w*-]+:[\w*]+:\S+)$/;

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** What RAM would refuse, and what it would accept and that is a mistake all the same. */
function faults(text: string): string[] {
  const { Version, Statement, ...others } = JSON.parse(text);
  const found = Object.keys(others).map((key) => `a policy has no ${key}`);
  if (Version !== "1") found.push(`Version is ${JSON.stringify(Version)}, and RAM knows "1" only`);
  if (!Array.isArray(Statement) || Statement.length === 0) return [...found, "there is no Statement"];
  return [...found, ...Statement.flatMap(faultsIn)];
}

function faultsIn(statement: Record<string, unknown>): string[] {
  const { Effect, Action, Resource, Principal, Condition: _, ...others } = statement;
  return [
    ...Object.keys(others).map((key) => `a statement has no ${key}`),
    ...(Effect === "Allow" || Effect === "Deny" ? [] : [`Effect is ${JSON.stringify(Effect)}`]),
    ...list(Action)
      .filter((action) => !ACTIONS.includes(String(action)))
      .map((action) => `docs/permissions.md does not explain ${action}`),
    ...(Principal === undefined && Resource === undefined ? ["neither Resource nor Principal"] : []),
    ...(Resource === undefined ? [] : list(Resource))
      .filter((resource) => !RESOURCE.test(String(resource)))
      .map((resource) => `${resource} is no resource of OSS, RAM or KMS`),
  ];
}

it("every policy is one for RAM, with actions that docs/permissions.md explains", () => {
  const blocks = claimedBy("read as a RAM policy", allCode().blocks);
  expect(blocks.flatMap((block) => faults(block.text).map((fault) => `${placeOf(block)}: ${fault}`))).toEqual(
    [],
  );
});

const statement = { Effect: "Allow", Action: ["oss:GetBucketInfo"], Resource: ["acs:oss:*:*:SOURCE"] };

it.each([
  [{ Version: "2012-10-17", Statement: [statement] }, 'Version is "2012-10-17"'],
  [{ Version: "1", Statement: [] }, "there is no Statement"],
  [{ Version: "1", Statement: [{ ...statement, Effect: "allow" }] }, 'Effect is "allow"'],
  [{ Version: "1", Statement: [{ ...statement, Action: "oss:GetBucketInfos" }] }, "oss:GetBucketInfos"],
  [
    { Version: "1", Statement: [{ ...statement, Resource: "arn:aws:s3:::a" }] },
    "arn:aws:s3:::a is no resource",
  ],
  [{ Version: "1", Statement: [{ ...statement, Resources: [] }] }, "a statement has no Resources"],
])("%j is none", (policy, fault) => {
  expect(faults(JSON.stringify(policy))).toEqual([expect.stringContaining(fault)]);
});
