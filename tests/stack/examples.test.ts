import { readdirSync } from "node:fs";
import type { Emulator } from "oss-replication-emulator";
import { isStackMade } from "../support/pages/checkers";
import { allCode } from "../support/pages/pages";
import { typeIn } from "./support/asTyped";
import { exampleProject, examples } from "./support/example";
import { newWorld, type World } from "./support/world";

let world: World;
beforeEach(async () => {
  world = await newWorld();
});

function buckets(...places: [bucket: string, region: string][]): void {
  for (const [bucket, region] of places) world.emulator.createBucket(bucket, region);
}

interface Story {
  buckets: [bucket: string, region: string][];
  /** Beside what the example's page sets. */
  config?: Record<string, unknown>;
  /** What is otherwise than in the page, by its text there. */
  instead?: Record<string, string>;
  /** What is there before, by somebody else. */
  before?(emulator: Emulator): void;
  /** The rules of each source bucket after `pulumi up`. */
  rules: Record<string, object[]>;
  /** Runs before `destroy`. */
  release?: string[];
}

const to = (bucket: string, location: string) => ({
  destination: expect.objectContaining({ bucket, location }),
});

const stories: Record<string, Story> = {
  "cross-region": {
    buckets: [
      ["my-bucket", "cn-hangzhou"],
      ["my-copy", "cn-beijing"],
      ["my-near-copy", "cn-hangzhou"],
    ],
    config: { sameRegionTarget: "my-near-copy" },
    rules: {
      "my-bucket": [
        { ...to("my-copy", "oss-cn-beijing"), rtcStatus: "enabling", historicalObjectReplication: "enabled" },
        to("my-near-copy", "oss-cn-hangzhou"),
      ],
    },
  },
  "same-region": {
    buckets: [
      ["my-app-logs", "cn-hangzhou"],
      ["my-audit-logs", "cn-hangzhou"],
    ],
    rules: {
      "my-app-logs": [{ ...to("my-audit-logs", "oss-cn-hangzhou"), action: "PUT", prefixes: ["audit/"] }],
    },
    release: ["state", "unprotect", "--all", "--yes"],
  },
  "both-directions": {
    buckets: [
      ["my-bucket-hz", "cn-hangzhou"],
      ["my-bucket-bj", "cn-beijing"],
    ],
    rules: {
      "my-bucket-hz": [to("my-bucket-bj", "oss-cn-beijing")],
      "my-bucket-bj": [to("my-bucket-hz", "oss-cn-hangzhou")],
    },
  },
  kms: {
    buckets: [
      ["my-bucket", "cn-hangzhou"],
      ["my-copy", "cn-beijing"],
    ],
    rules: {
      "my-bucket": [
        {
          ...to("my-copy", "oss-cn-beijing"),
          sseKmsStatus: "Enabled",
          syncRole: "oss-replication",
          replicaKmsKeyId: "0b1f6e0e-5c1d-4a57-9a57-3f3c2f0a77aa",
        },
      ],
    },
  },
  "one-to-many": {
    buckets: [
      ["my-bucket", "cn-hangzhou"],
      ["my-copy-bj", "cn-beijing"],
      ["my-copy-sg", "ap-southeast-1"],
    ],
    rules: {
      "my-bucket": [
        { ...to("my-copy-bj", "oss-cn-beijing"), rtcStatus: "enabling" },
        {
          destination: { bucket: "my-copy-sg", location: "oss-ap-southeast-1", transferType: "oss_acc" },
          prefixes: ["public/"],
        },
      ],
    },
  },
  "rules-from-yaml": {
    buckets: [
      ["shop-orders", "cn-hangzhou"],
      ["shop-orders-dr", "cn-beijing"],
      ["shop-media", "cn-hangzhou"],
      ["shop-media-dr", "cn-beijing"],
    ],
    rules: {
      "shop-orders": [{ ...to("shop-orders-dr", "oss-cn-beijing"), rtcStatus: "enabling" }],
      "shop-media": [{ prefixes: ["img/", "video/"], historicalObjectReplication: "disabled" }],
    },
  },
  adopting: {
    buckets: [
      ["my-bucket", "cn-hangzhou"],
      ["my-copy", "cn-beijing"],
    ],
    before: (emulator) => {
      emulator.addRule("my-bucket", {
        id: "a1b2c3d4",
        destination: { bucket: "my-copy", location: "oss-cn-beijing" },
        prefixes: ["invoices/"],
        historicalObjectReplication: "disabled",
      });
    },
    rules: { "my-bucket": [{ id: "a1b2c3d4", ...to("my-copy", "oss-cn-beijing") }] },
  },
  "accounts-and-regions": {
    buckets: [
      ["my-orders", "cn-hangzhou"],
      ["ar-orders-bj", "cn-beijing"],
      ["ar-customers", "eu-central-1"],
      ["ar-customers-ie", "eu-west-1"],
      ["ar-ledger", "cn-shanghai"],
      ["ar-ledger-bj", "cn-beijing"],
    ],
    // The five others.
    config: {
      ordersCopy: "ar-orders-bj",
      customersBucket: "ar-customers",
      customersCopy: "ar-customers-ie",
      ledgerBucket: "ar-ledger",
      ledgerCopy: "ar-ledger-bj",
    },
    // There is no STS here, which would give the role.
    instead: { "pulumi up": "pulumi config rm archiveRole\npulumi up" },
    rules: {
      "my-orders": [to("ar-orders-bj", "oss-cn-beijing")],
      "ar-customers": [to("ar-customers-ie", "oss-eu-west-1")],
      "ar-ledger": [{ ...to("ar-ledger-bj", "oss-cn-beijing"), action: "PUT" }],
    },
  },
  component: {
    buckets: [
      ["team-orders", "cn-hangzhou"],
      ["team-orders-cn-beijing", "cn-beijing"],
      ["team-reports", "cn-hangzhou"],
      ["team-reports-cn-beijing", "cn-beijing"],
    ],
    rules: {
      "team-orders": [{ ...to("team-orders-cn-beijing", "oss-cn-beijing"), rtcStatus: "enabling" }],
      "team-reports": [{ prefixes: ["final/"], historicalObjectReplication: "disabled" }],
    },
  },
  "cut-over": {
    buckets: [
      ["my-media", "cn-hangzhou"],
      ["my-media-bj", "cn-beijing"],
    ],
    rules: {
      "my-media": [{ ...to("my-media-bj", "oss-cn-beijing"), historicalObjectReplication: "enabled" }],
    },
  },
  "unit-tests": {
    buckets: [
      ["ut-orders", "cn-hangzhou"],
      ["ut-orders-dr", "cn-beijing"],
    ],
    config: { sourceBucket: "ut-orders" },
    rules: { "ut-orders": [{ rtcStatus: "enabling" }] },
  },
};

/** What the example's page has a reader type to set up its stack, if it is about one. */
function commandsOf(example: string): string | undefined {
  const page = `examples/${example}/README.md`;
  const commands = allCode().blocks.filter((block) => block.page === page && isStackMade(block));
  expect(commands.length).toBeLessThanOrEqual(1);
  return commands[0]?.text;
}

describe.each(Object.entries(stories))("examples/%s", (example, story) => {
  it("does what it says, shows no change after it, and is destroyed", async () => {
    buckets(...story.buckets);
    story.before?.(world.emulator);
    const p = exampleProject(world, example, story.config);
    const typed = commandsOf(example);
    if (typed) await typeIn(p, typed, { makesStack: true, instead: story.instead });
    if (!typed?.includes("pulumi up")) await p.up();
    for (const [bucket, rules] of Object.entries(story.rules)) {
      const found = world.emulator.rules(bucket);
      expect(found).toHaveLength(rules.length);
      for (const rule of rules)
        expect(found).toContainEqual("asymmetricMatch" in rule ? rule : expect.objectContaining(rule));
    }
    await p.preview(["--expect-no-changes"]);
    if (story.release) await p.run(story.release);
    await p.destroy();
    for (const bucket of Object.keys(story.rules)) expect(world.emulator.rules(bucket)).toEqual([]);
  });
});

it("every example is run by a test", () => {
  const elsewhere = {
    "component-library": "component",
    fleet: "tests/stack/fleet.test.ts",
    gitops: "tests/stack/review.test.ts",
    monitoring: "tests/monitoring",
    python: "tests/stack/python.test.ts",
    "with-alicloud": "tests/stack/withAlicloud.test.ts",
    yaml: "tests/stack/yaml.test.ts",
  };
  expect(readdirSync(examples).sort()).toEqual([...Object.keys(stories), ...Object.keys(elsewhere)].sort());
});
