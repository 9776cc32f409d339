import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "./support/project";
import { newWorld, rule } from "./support/world";

const other = { accessKeyId: "LTAIOTHERACCOUNT", accessKeySecret: "secret-of-the-other-account" };

it("providers of their own manage rules in several accounts and regions of one stack", async () => {
  const [mine, theirs] = await Promise.all([newWorld(), newWorld({ accounts: [other] })]);
  const project = mine.project(`
    const provider = new pulumi.ProviderResource("pulumi-nodejs", "other", {
      "oss:region": "cn-beijing",
      "oss:endpoint": ${JSON.stringify(theirs.emulator.endpoint)},
      "oss:profile": "other",
    });
    ${rule({}, { name: "mine" })}
    const theirs = new oss.ReplicationRule("theirs", {
      bucket: "dst",
      destination: { bucket: "src", location: "oss-cn-hangzhou" },
    }, { provider });
    new oss.ReplicationRtc("rtc", { rule: theirs });`);
  addProfile(project, "other", other);
  const shown = () =>
    [mine, theirs].map(({ emulator }) => ["src", "dst"].map((name) => emulator.rules(name)));

  await project.up();
  const made = shown();
  await project.refresh(["--expect-no-changes"]);
  await project.preview(["--expect-no-changes"]);
  const state = project.stateText();
  await project.destroy();

  expect(made).toMatchObject([
    [[{ destination: { bucket: "dst" } }], []],
    [[], [{ destination: { bucket: "src" }, rtcStatus: expect.anything() }]],
  ]);
  expect(shown().flat(2)).toEqual([]);
  expect(state).not.toContain(other.accessKeySecret);
});

/** As `aliyun configure` writes it. */
function addProfile(project: Project, name: string, keys: typeof other): void {
  const folder = join(project.folder, "home", ".aliyun");
  const profile = {
    name,
    mode: "AK",
    access_key_id: keys.accessKeyId,
    access_key_secret: keys.accessKeySecret,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "config.json"), JSON.stringify({ current: name, profiles: [profile] }));
}
