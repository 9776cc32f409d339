import type { ReplicationRuleInfo } from "pulumi-oss-replication";
import { addsLine, areSameRules, claim } from "./claims";
import type { Engine } from "./engine";
import { watchProgress } from "./progress";
import { rulesOf, type Scene } from "./scene";

/** What the steps work on and leave to each other. */
export interface Demo {
  scene: Scene;
  engine: Engine;
  stopped: AbortSignal;
  /** The source's rules before the demo. */
  others: ReplicationRuleInfo[];
  /** Ids of the stack's rules, by name. */
  rules: Record<string, string>;
}

export interface Step {
  announcement: (demo: Demo) => string;
  run: (demo: Demo) => Promise<void>;
}

export const steps: Step[] = [
  {
    announcement: () => "pulumi stack init: a new stack, its state in a temporary folder",
    run: ({ scene, engine }) => engine.init(configOf(scene)),
  },
  {
    announcement: ({ scene: { buckets } }) =>
      `pulumi up: replicates ${buckets.source} to ${[buckets.target, buckets.sameRegionTarget].filter(Boolean).join(" and ")}`,
    run: up,
  },
  {
    announcement: () => "pulumi stack output: the rules' ids, and the locations that would be valid targets",
    run: showOutputs,
  },
  {
    announcement: ({ scene }) =>
      `progress: until the historical objects are copied, at most ${scene.patienceMs / 60_000} min`,
    run: progress,
  },
  {
    announcement: () => "pulumi preview --diff: what a second prefix would change (not applied)",
    run: preview,
  },
  {
    announcement: () => "pulumi refresh: asks OSS what there is; nothing has changed",
    run: ({ engine }) =>
      engine.run("refresh", "--yes", "--skip-preview", "--suppress-outputs", "--expect-no-changes"),
  },
  {
    announcement: ({ others }) =>
      `pulumi destroy: ends when OSS has cleared the stack's rules; the bucket's others (${others.length}) stay`,
    run: destroy,
  },
];

function configOf({ buckets, prefix, replicationTimeControl }: Scene): Record<string, unknown> {
  return {
    sourceBucket: buckets.source,
    targetBucket: buckets.target,
    targetLocation: buckets.targetLocation,
    sameRegionTarget: buckets.sameRegionTarget,
    replicationTimeControl,
    prefixes: [`${prefix}app/`],
  };
}

async function up(demo: Demo): Promise<void> {
  const { scene, engine } = demo;
  await engine.run("up", "--yes", "--skip-preview", "--suppress-outputs");
  const mine = await newRules(demo);
  const wanted = [scene.buckets.target, scene.buckets.sameRegionTarget].filter(Boolean);
  const targets = mine.map(({ destination }) => destination.bucket);
  claim(
    isSameSet(targets, wanted),
    `OSS has new rules to ${targets.join(", ") || "nowhere"}, not to ${wanted.join(", ")}.`,
  );
  const hasRtc = mine.some(
    (rule) => rule.destination.bucket === scene.buckets.target && rule.rtcStatus !== "disabled",
  );
  claim(hasRtc === scene.replicationTimeControl, `RTC is ${hasRtc ? "on" : "off"} at OSS.`);
}

async function showOutputs(demo: Demo): Promise<void> {
  await demo.engine.showOutputs();
  const { otherRegionRule, sameRegionRule, validTargets } = await demo.engine.outputs();
  for (const [name, id] of Object.entries({ "other region": otherRegionRule, "same region": sameRegionRule }))
    if (typeof id === "string") demo.rules[name] = id;
  const rules = await rulesOf(demo.scene);
  const areThere = Object.values(demo.rules).every((id) => rules.some(({ ruleId }) => ruleId === id));
  claim("other region" in demo.rules && areThere, "The outputs are not the ids of rules at OSS.");
  const { targetLocation } = demo.scene.buckets;
  const isOffered = Array.isArray(validTargets) && validTargets.includes(targetLocation);
  claim(isOffered, `${targetLocation} is not among the valid targets.`);
}

async function progress({ scene, rules, stopped }: Demo): Promise<void> {
  const isCopied = await watchProgress(scene, rules, stopped);
  // How long real OSS takes is not ours to promise.
  if (!isCopied && scene.isReal) console.log("  not all is copied yet; the demo goes on");
  claim(isCopied || scene.isReal, "The historical objects were not copied in time.");
}

async function preview({ scene, engine }: Demo): Promise<void> {
  const added = `${scene.prefix}audit/`;
  await engine.run("config", "set", "--path", "prefixes[1]", added);
  const before = await rulesOf(scene);
  const printed = await engine.show("preview", "--diff");
  claim(addsLine(printed, added), `The diff does not show prefix ${added}.`);
  claim(areSameRules(before, await rulesOf(scene)), "The preview changed rules.");
}

async function destroy({ scene, engine, others, rules }: Demo): Promise<void> {
  await engine.run("destroy", "--yes", "--skip-preview");
  const left = await rulesOf(scene);
  const mine = left.filter(({ ruleId }) => Object.values(rules).includes(ruleId));
  claim(mine.length === 0, `Still at OSS: ${mine.map(({ ruleId }) => ruleId).join(", ")}.`);
  claim(areSameRules(others, left), "The bucket's other rules are not what they were.");
}

/** The rules that were not there before the demo. */
export async function newRules({ scene, others }: Demo): Promise<ReplicationRuleInfo[]> {
  const rules = await rulesOf(scene);
  return rules.filter(({ ruleId }) => !others.some((other) => other.ruleId === ruleId));
}

function isSameSet(some: unknown[], others: unknown[]): boolean {
  return some.length === others.length && some.every((each) => others.includes(each));
}
