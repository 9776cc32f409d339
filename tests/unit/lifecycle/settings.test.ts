import { connectionOf, settingsFrom } from "../../../provider/lifecycle/settings";

const inOrder: [string, (all: { config: Record<string, string>; env: NodeJS.ProcessEnv }) => void][] = [
  ["oss:region", ({ config }) => delete config["oss:region"]],
  ["OSS_REGION", ({ env }) => delete env.OSS_REGION],
  ["alicloud:region", ({ config }) => delete config["alicloud:region"]],
  ["ALICLOUD_REGION", ({ env }) => delete env.ALICLOUD_REGION],
  ["ALIBABA_CLOUD_REGION", ({ env }) => delete env.ALIBABA_CLOUD_REGION],
];

test("a region is looked for under our own names, then under those of @pulumi/alicloud, then in the profile", () => {
  const all = {
    config: { "oss:region": "oss:region", "alicloud:region": "alicloud:region" } as Record<string, string>,
    env: {
      OSS_REGION: "OSS_REGION",
      ALICLOUD_REGION: "ALICLOUD_REGION",
      ALIBABA_CLOUD_REGION: "ALIBABA_CLOUD_REGION",
    },
  };
  const region = () =>
    settingsFrom(
      (key) => all.config[key],
      all.env,
      () => "profile",
    ).region;
  for (const [name, remove] of inOrder) {
    expect(region()).toBe(name);
    remove(all);
  }
  expect(region()).toBe("profile");
});

test.each([
  ["oss:profile", { "oss:profile": "own", "alicloud:profile": "other" }, {}, "own"],
  ["alicloud:profile", { "alicloud:profile": "other" }, { ALICLOUD_PROFILE: "env" }, "other"],
  ["ALICLOUD_PROFILE", {}, { ALICLOUD_PROFILE: "env" }, "env"],
  ["none", {}, {}, undefined],
])("the profile whose region counts is that of %s", (_, config, env, expected) => {
  const asked: unknown[] = [];
  const regionOfProfile = (profile: string | undefined) => {
    asked.push(profile);
    return undefined;
  };
  settingsFrom((key) => (config as Record<string, string>)[key], env, regionOfProfile);
  expect(asked).toEqual([expected]);
});

test("the want of a region says where it was looked for", () => {
  const settings = settingsFrom(() => undefined, {});
  expect(() => connectionOf({}, settings)).toThrow(
    /^No region is known .* set OSS_REGION\. Looked at: `oss:region`, OSS_REGION, `alicloud:region`, ALICLOUD_REGION, .*config\.json\.$/,
  );
});
