import { join } from "node:path";
import { start } from "../../scripts/processes/command";
import type { Project } from "./support/project";
import { newWorld } from "./support/world";

it("an inline program of the Automation API previews, ups, refreshes and destroys rules", async () => {
  const { emulator, project } = await newWorld();
  const automation = project("");
  automation.write(
    "automate.js",
    `
    const pulumi = require("@pulumi/pulumi");
    const oss = require("pulumi-oss-replication");

    async function program() {
      const rule = new oss.ReplicationRule("rule", {
        bucket: "src",
        destination: { bucket: "dst", location: "oss-cn-beijing" },
      });
      new oss.ReplicationRtc("rtc", { rule });
      return { id: rule.id };
    }

    (async () => {
      const args = { stackName: "automated", projectName: "automated", program };
      const stack = await pulumi.automation.LocalWorkspace.createOrSelectStack(args);
      const { changeSummary } = await stack.preview();
      const up = await stack.up();
      await stack.refresh({ expectNoChanges: true });
      const again = await stack.preview();
      const destroyed = await stack.destroy();
      console.log(JSON.stringify({
        planned: changeSummary,
        id: up.outputs.id.value,
        again: again.changeSummary,
        destroyed: destroyed.summary.resourceChanges,
      }));
    })();`,
  );

  const said = await runNode(automation, "automate.js");

  const put = emulator.requests.find(({ operation }) => operation === "PutBucketReplication");
  expect(JSON.parse(said)).toEqual({
    planned: { create: 3 },
    id: put?.ruleId,
    again: { same: 3 },
    destroyed: { delete: 3 },
  });
  expect(emulator.rules("src")).toEqual([]);
});

it("a user's own unit test sees under mocks what a program asks for, without an engine or OSS", async () => {
  const { emulator, project } = await newWorld();
  const mocked = project("");
  mocked.write(
    "unit.js",
    `
    const pulumi = require("@pulumi/pulumi");
    const oss = require("pulumi-oss-replication");
    const seen = [];
    const value = (output) => new Promise((resolve) => output.apply(resolve));

    (async () => {
      await pulumi.runtime.setMocks({
        newResource(args) {
          seen.push(args);
          return { id: args.id || args.name + "-id", state: args.inputs };
        },
        call: () => ({}),
      });
      const rule = new oss.ReplicationRule("rule", {
        bucket: pulumi.output("src"),
        region: "cn-hangzhou",
        destination: { bucket: "dst", location: "oss-cn-beijing" },
        prefixSet: { prefixes: ["a/"] },
      });
      const rtc = new oss.ReplicationRtc("rtc", { rule });
      const found = oss.ReplicationRule.get("found", "an-id", { bucket: "src", region: "cn-hangzhou" });
      const said = {
        prefixes: await value(rule.prefixSet.apply((set) => set.prefixes)),
        rtcOf: await value(rtc.ruleId),
        found: await value(found.id),
      };
      console.log(JSON.stringify({
        said,
        seen: Object.fromEntries(seen.map(({ type, name, inputs }) => [name, { type, inputs }])),
      }));
    })();`,
  );

  const { said, seen } = JSON.parse(await runNode(mocked, "unit.js"));

  expect(said).toEqual({ prefixes: ["a/"], rtcOf: "rule-id", found: "an-id" });
  expect(seen).toMatchObject({
    rule: {
      type: "pulumi-nodejs:dynamic/oss:ReplicationRule",
      inputs: {
        bucket: "src",
        region: "cn-hangzhou",
        destination: { bucket: "dst", location: "oss-cn-beijing" },
        prefixSet: { prefixes: ["a/"] },
      },
    },
    found: { type: "pulumi-nodejs:dynamic/oss:ReplicationRule", inputs: { bucket: "src" } },
    rtc: {
      type: "pulumi-nodejs:dynamic/oss:ReplicationRtc",
      inputs: { bucket: "src", region: "cn-hangzhou", ruleId: "rule-id" },
    },
  });
  expect(emulator.requests).toEqual([]);
});

/** Runs a file beside the program in a Node.js process of its own, and answers what it printed. */
async function runNode(project: Project, file: string): Promise<string> {
  const cwd = join(project.folder, "program");
  const options = { cwd, env: project.env, timeoutMs: 120_000 };
  const { exitCode, stdout, output } = await start(process.execPath, [file], options).done;
  if (exitCode !== 0) throw new Error(`${file} ended with exit code ${exitCode}\n${output}`);
  return stdout;
}
