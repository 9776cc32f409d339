import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "oss-replication-emulator";
import type { Project } from "./support/project";
import { newWorld, type World } from "./support/world";

const examples = join(__dirname, "..", "..", "examples");

let world: World;
beforeAll(async () => {
  world = await newWorld();
});

/** The example's own files, its `Pulumi.yaml` among them, as a project of their own; TypeScript is run by the engine. */
function projectOf(example: string, config: Record<string, unknown> = {}): Project {
  const p = world.project("", {
    config,
    name: nameOf(example),
    env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
  });
  cpSync(join(examples, example), join(p.folder, "program"), {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  p.write("Pulumi.yaml", settingsOf(example));
  p.write(
    "tsconfig.json",
    JSON.stringify({ compilerOptions: { module: "node16", target: "es2022", esModuleInterop: true } }),
  );
  return p;
}

/** The demo's Pulumi.yaml is that of the repository. */
function settingsOf(example: string): string {
  const own = join(examples, example, "Pulumi.yaml");
  const path = existsSync(own) ? own : join(examples, "..", "Pulumi.yaml");
  return readFileSync(path, "utf8").replace(`main: examples/${example}\n`, "");
}

function nameOf(example: string): string {
  return /^name: (.+)$/m.exec(settingsOf(example))?.[1] ?? "";
}

function buckets(...places: [bucket: string, region: string][]): void {
  for (const [bucket, region] of places) world.emulator.createBucket(bucket, region);
}

interface Story {
  buckets: [bucket: string, region: string][];
  config?: Record<string, unknown>;
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
      ["cr-a", "cn-hangzhou"],
      ["cr-b", "cn-beijing"],
      ["cr-c", "cn-hangzhou"],
    ],
    config: {
      sourceBucket: "cr-a",
      targetBucket: "cr-b",
      targetLocation: "oss-cn-beijing",
      sameRegionTarget: "cr-c",
    },
    rules: {
      "cr-a": [
        { ...to("cr-b", "oss-cn-beijing"), rtcStatus: "enabling", historicalObjectReplication: "enabled" },
        to("cr-c", "oss-cn-hangzhou"),
      ],
    },
  },
  "same-region": {
    buckets: [
      ["sr-logs", "cn-hangzhou"],
      ["sr-audit", "cn-hangzhou"],
    ],
    config: { sourceBucket: "sr-logs", auditBucket: "sr-audit" },
    rules: { "sr-logs": [{ ...to("sr-audit", "oss-cn-hangzhou"), action: "PUT", prefixes: ["audit/"] }] },
    release: ["state", "unprotect", "--all", "--yes"],
  },
  "both-directions": {
    buckets: [
      ["bd-a", "cn-hangzhou"],
      ["bd-b", "cn-beijing"],
    ],
    config: {
      a: { bucket: "bd-a", region: "cn-hangzhou" },
      b: { bucket: "bd-b", region: "cn-beijing" },
    },
    rules: { "bd-a": [to("bd-b", "oss-cn-beijing")], "bd-b": [to("bd-a", "oss-cn-hangzhou")] },
  },
  kms: {
    buckets: [
      ["kms-a", "cn-hangzhou"],
      ["kms-b", "cn-beijing"],
    ],
    config: {
      sourceBucket: "kms-a",
      targetBucket: "kms-b",
      targetLocation: "oss-cn-beijing",
      syncRole: "oss-replication",
      targetKey: "0b1f6e0e-5c1d-4a57-9a57-3f3c2f0a77aa",
    },
    rules: {
      "kms-a": [
        {
          ...to("kms-b", "oss-cn-beijing"),
          sseKmsStatus: "Enabled",
          syncRole: "oss-replication",
          replicaKmsKeyId: "0b1f6e0e-5c1d-4a57-9a57-3f3c2f0a77aa",
        },
      ],
    },
  },
  "one-to-many": {
    buckets: [
      ["om-a", "cn-hangzhou"],
      ["om-bj", "cn-beijing"],
      ["om-near", "cn-hangzhou"],
    ],
    config: {
      sourceBucket: "om-a",
      targets: [
        { bucket: "om-bj", location: "oss-cn-beijing" },
        { bucket: "om-near", location: "oss-cn-hangzhou", prefixes: ["public/"] },
      ],
    },
    rules: {
      "om-a": [
        { ...to("om-bj", "oss-cn-beijing"), rtcStatus: "enabling" },
        expect.not.objectContaining({ rtcStatus: expect.anything() }),
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
      ["ad-a", "cn-hangzhou"],
      ["ad-b", "cn-beijing"],
    ],
    config: {
      sourceBucket: "ad-a",
      targetBucket: "ad-b",
      targetLocation: "oss-cn-beijing",
      ruleId: "by-hand-1",
    },
    before: (emulator) => {
      emulator.addRule("ad-a", {
        id: "by-hand-1",
        destination: { bucket: "ad-b", location: "oss-cn-beijing" },
        prefixes: ["invoices/"],
        historicalObjectReplication: "disabled",
      });
    },
    rules: { "ad-a": [{ id: "by-hand-1", ...to("ad-b", "oss-cn-beijing") }] },
  },
  "accounts-and-regions": {
    buckets: [
      ["ar-orders", "cn-hangzhou"],
      ["ar-orders-bj", "cn-beijing"],
      ["ar-customers", "eu-central-1"],
      ["ar-customers-ie", "eu-west-1"],
      ["ar-ledger", "cn-shanghai"],
      ["ar-ledger-bj", "cn-beijing"],
    ],
    config: {
      ordersBucket: "ar-orders",
      ordersCopy: "ar-orders-bj",
      customersBucket: "ar-customers",
      customersCopy: "ar-customers-ie",
      ledgerBucket: "ar-ledger",
      ledgerCopy: "ar-ledger-bj",
    },
    rules: {
      "ar-orders": [to("ar-orders-bj", "oss-cn-beijing")],
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
  "unit-tests": {
    buckets: [
      ["ut-orders", "cn-hangzhou"],
      ["ut-orders-dr", "cn-beijing"],
    ],
    config: { sourceBucket: "ut-orders" },
    rules: { "ut-orders": [{ rtcStatus: "enabling" }] },
  },
};

describe.each(Object.entries(stories))("examples/%s", (example, story) => {
  it("does what it says, shows no change after it, and is destroyed", async () => {
    buckets(...story.buckets);
    story.before?.(world.emulator);
    const p = projectOf(example, story.config);
    await p.up();
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
