import { ours } from "./support/ours";
import { PackageCopy } from "./support/packageCopy";
import { newWorld, rule } from "./support/world";

/** Tells of every call of the engine which version of the package it got. */
const announce = `
for (const [name, provider] of Object.entries({ rule: exports.rule, rtc: exports.rtc })) {
  for (const call of ["read", "delete"]) {
    const original = provider[call];
    provider[call] = (...args) => {
      console.log("version 0.2, " + name + ": " + call);
      return original(...args);
    };
  }
}`;

it.each(["installed", "linked"] as const)(
  "an upgrade of the %s package is no change, and refresh and destroy run the new version",
  async (how) => {
    const { emulator, project } = await newWorld();
    const stack = project(`const r = ${rule()} new oss.ReplicationRtc("rtc", { rule: r });`);
    const copy = new PackageCopy(stack, how);
    await stack.up();
    const made = Object.values(ours(stack)).map(({ inputs }) => inputs?.__provider);
    copy.upgrade(announce);

    const preview = await stack.preview(["--diff", "--expect-no-changes"]);
    const refresh = await stack.refresh(["--expect-no-changes"]);
    const destroy = await stack.destroy();

    expect(made.sort()).toEqual([
      'exports.handler = () => require("pulumi-oss-replication/engine").rtc;',
      'exports.handler = () => require("pulumi-oss-replication/engine").rule;',
    ]);
    expect(preview.output).not.toContain("__provider");
    for (const name of ["rule", "rtc"]) {
      expect(refresh.output).toContain(`version 0.2, ${name}: read`);
      expect(destroy.output).toContain(`version 0.2, ${name}: delete`);
    }
    expect(emulator.rules("src")).toEqual([]);
  },
);
