import { writeFileSync } from "node:fs";
import type { Emulator, RuleToAdd } from "oss-replication-emulator";
import { ours } from "./support/ours";
import type { Deployment, StateResource } from "./support/stackFiles";
import { stateFixture, stateOfVersion01 } from "./support/stateFixture";
import { newWorld, rule, type World } from "./support/world";

const RULE = "pulumi-nodejs:dynamic/oss:ReplicationRule";
const RTC = "pulumi-nodejs:dynamic/oss:ReplicationRtc";

const everything = {
  bucket: "src2",
  destination: { bucket: "far", location: "oss-ap-southeast-1", transferType: "oss_acc" },
  prefixSet: { prefixes: ["a/", "ä\n&"] },
  action: "PUT",
  historicalObjectReplication: "disabled",
  syncRole: "a-role",
  sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
  encryptionConfiguration: { replicaKmsKeyId: "a-key" },
  userTaggings: { filterType: "OR", tags: [{ key: "k", value: "v" }] },
  timeouts: { create: "10m", delete: "20m" },
};

const program = `
  const plain = ${rule({}, { name: "plain" })}
  new oss.ReplicationRtc("rtc", { rule: plain });
  const parent = new pulumi.ComponentResource("my:index:Backup", "parent");
  ${rule(everything, { name: "everything", opts: "{ parent }" })}`;

type Properties = Record<string, unknown>;
type Formats = Record<string, { id?: string; inputs: Properties; outputs: Properties }>;

let world: World;

beforeEach(async () => {
  world = await newWorld();
});

it("a state refers to the package by constant texts, types and ids that never change", async () => {
  const project = world.project(program);
  await project.up();
  const { plain, everything, rtc } = ours(project);
  const ruleText = 'exports.handler = () => require("pulumi-oss-replication/engine").rule;';
  const rtcText = 'exports.handler = () => require("pulumi-oss-replication/engine").rtc;';

  for (const each of [plain, everything]) {
    expect(each).toMatchObject({
      type: RULE,
      id: expect.stringMatching(/^[0-9a-f]{16}-[0-9a-f]{16}$/),
      inputs: { __provider: ruleText },
      outputs: { __provider: ruleText },
    });
  }
  expect(rtc).toMatchObject({
    type: RTC,
    id: plain?.id,
    inputs: { __provider: rtcText },
    outputs: { __provider: rtcText },
  });
  expect(world.emulator.rules("src").map(({ id }) => id)).toEqual([plain?.id]);

  // How the fixture is made, once for each format.
  if (process.env.WRITE_FIXTURE) writeFixture(project.exportState());
  expect(formats(project.exportState())).toEqual(withoutWhatIsToldTwice(formats(stateOfVersion01())));
});

it("a state that version 0.1 wrote shows no change, refreshes unchanged and is destroyed", async () => {
  const project = world.project(program);
  project.importState(stateOfVersion01());
  const { plain, everything, rtc } = ours(project);
  addRuleOf(world.emulator, plain, { rtc: rtc?.outputs?.status as "enabled" });
  addRuleOf(world.emulator, everything);

  await project.preview(["--expect-no-changes"]);
  await project.refresh(["--expect-no-changes"]);
  expect(writes(world.emulator)).toEqual([]);
  await project.destroy();

  expect(writes(world.emulator).sort()).toEqual(
    [
      `DeleteBucketReplication ${everything?.id}`,
      `DeleteBucketReplication ${plain?.id}`,
      `PutBucketRTC ${plain?.id}`,
    ].sort(),
  );
  expect(world.emulator.rules("src").concat(world.emulator.rules("src2"))).toEqual([]);
});

function writeFixture(state: Deployment): void {
  writeFileSync(stateFixture, `${JSON.stringify(machineIndependent(state), null, 2)}\n`);
}

/** What we write into a state, by URN. */
function formats({ resources = [] }: Deployment): Formats {
  const ours = resources.filter(({ urn }) => urn.includes("dynamic/oss:"));
  return Object.fromEntries(
    ours.map(({ urn, id, inputs = {}, outputs = {} }) => [urn, { id, inputs, outputs }]),
  );
}

/** Version 0.1 wrote the default timeouts, and the owner, which the id tells, among the outputs as well. */
function withoutWhatIsToldTwice(written: Formats): Formats {
  const [DEFAULT, entries] = ["30m", Object.entries(written)];
  const slim = ({ timeouts, ...rest }: Properties) => {
    const { create, delete: end } = (timeouts ?? {}) as Record<string, string>;
    return create === DEFAULT && end === DEFAULT ? rest : timeouts ? { ...rest, timeouts } : rest;
  };
  return Object.fromEntries(
    entries.map(([urn, { id, inputs, outputs }]) => {
      const { owner: _, ...shown } = slim(outputs);
      return [urn, { id, inputs: slim(inputs), outputs: shown }];
    }),
  );
}

/** Puts the rule that a state has to the service, as if it had been there all the time. */
function addRuleOf(
  emulator: Emulator,
  resource: StateResource | undefined,
  more: Partial<RuleToAdd> = {},
): void {
  const outputs = resource?.outputs as typeof everything;
  emulator.addRule(outputs.bucket, {
    id: resource?.id,
    destination: outputs.destination,
    prefixes: outputs.prefixSet?.prefixes ?? [],
    action: outputs.action,
    historicalObjectReplication: outputs.historicalObjectReplication,
    syncRole: outputs.syncRole,
    sseKmsStatus: outputs.sourceSelectionCriteria?.sseKmsEncryptedObjects.status,
    replicaKmsKeyId: outputs.encryptionConfiguration?.replicaKmsKeyId,
    userTaggings: outputs.userTaggings,
    ...more,
  });
}

function writes({ requests }: Emulator): string[] {
  return requests
    .filter(({ method }) => method !== "GET")
    .map(({ operation, ruleId }) => `${operation} ${ruleId}`);
}

/** A state without what differs between two runs of one program: where it ran, when, and what the engine drew by lot. */
function machineIndependent({ resources = [], secrets_providers }: Deployment): Deployment {
  return { secrets_providers, resources: resources.map(constantPart) };
}

function constantPart(resource: StateResource): StateResource {
  const { sourcePosition: _p, stackTrace: _t, created: _c, modified: _m, ...kept } = resource;
  return JSON.parse(JSON.stringify(kept).replace(/(?<=::default::|"id":")[0-9a-f-]{36}/g, providerId));
}

const providerId = "00000000-0000-4000-8000-000000000000";
