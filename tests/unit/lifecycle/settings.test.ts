import { connectionOf, settingProblems, settingsFrom } from "../../../provider/lifecycle/settings";

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

describe("the settings of a stack", () => {
  const of = (config: Record<string, unknown>, env: NodeJS.ProcessEnv = {}) =>
    settingsFrom((key) => config[key] as string | undefined, env);

  test("are those of its configuration", () => {
    const config = {
      ...{ "oss:region": "cn-hangzhou", "oss:endpoint": "e.example", "oss:profile": "own" },
      ...{ "alicloud:profile": "other", "oss:roleArn": "acs:ram::1:role/r", "oss:checks": "off" },
      "oss:allowHttp": "true",
      "oss:waitForClearing": "false",
    };
    expect(of(config, { OSS_ENDPOINT: "f.example", ALICLOUD_PROFILE: "env" })).toEqual({
      region: "cn-hangzhou",
      endpoint: "e.example",
      profile: "own",
      otherProfile: "other",
      roleArn: "acs:ram::1:role/r",
      checks: "off",
      allowHttp: true,
      waitForClearing: "false",
    });
  });

  test("have the endpoint of the environment, where the configuration has none", () => {
    expect(of({}, { OSS_ENDPOINT: "f.example" }).endpoint).toBe("f.example");
  });

  test("are none where nothing, or nothing but empty texts, is set", () => {
    const names = [
      "oss:region",
      "oss:endpoint",
      "oss:profile",
      "alicloud:profile",
      "oss:roleArn",
      "oss:checks",
    ];
    const empty = Object.fromEntries(names.map((name) => [name, ""]));
    for (const settings of [of({}), of(empty, { OSS_ENDPOINT: "", ALICLOUD_PROFILE: "" })]) {
      expect(settings).toEqual({});
    }
  });

  test.each([
    ["true", true],
    [true, true],
    ["false", undefined],
    ["yes", undefined],
    ["", undefined],
  ])("allow http where they say so: %j", (allowHttp, allowed) => {
    expect(of({ "oss:allowHttp": allowHttp }).allowHttp).toBe(allowed);
  });

  test("wait for the clearing of rules or not, whether a stack or a provider says so", () => {
    expect(of({ "oss:waitForClearing": false }).waitForClearing).toBe("false");
    for (const waitForClearing of [undefined, "true", "false"]) {
      expect(settingProblems({ waitForClearing })).toEqual([]);
    }
    expect(settingProblems({ waitForClearing: "no" })).toEqual([
      'The stack configuration `oss:waitForClearing` is "no"; it must be "true" (the default) or "false" (a deletion ends as soon as the rule is closing).',
    ]);
  });

  test.each([undefined, "on", "off"])("may have checks %s", (checks) => {
    expect(settingProblems({ checks })).toEqual([]);
  });

  test("may have no other checks", () => {
    expect(settingProblems({ checks: "no" })).toEqual([
      'The stack configuration `oss:checks` is "no"; it must be "on" (the default) or "off" (previews ask OSS nothing).',
    ]);
  });
});

describe("the connection of a resource", () => {
  test("is that of its own arguments, and else of the settings", () => {
    const settings = {
      ...{ region: "cn-hangzhou", endpoint: "e.example", profile: "own", otherProfile: "other" },
      ...{ roleArn: "acs:ram::1:role/r", allowHttp: true },
    };
    expect(connectionOf({}, settings)).toEqual({ ...settings, network: undefined });
    const own = { region: "cn-beijing", endpoint: "f.example", network: "internal" };
    expect(connectionOf(own, settings)).toEqual({ ...settings, ...own });
  });
});

test("the want of a region says where it was looked for", () => {
  const settings = settingsFrom(() => undefined, {});
  expect(() => connectionOf({}, settings)).toThrow(
    expect.objectContaining({
      code: "NoRegion",
      message:
        "No region is known for the source bucket. Give `region`, or run `pulumi config set oss:region cn-hangzhou`, or set OSS_REGION. Looked at: `oss:region`, OSS_REGION, `alicloud:region`, ALICLOUD_REGION, ALIBABA_CLOUD_REGION and the `region_id` of the profile in ~/.aliyun/config.json. See https://github.com/pulumi-oss-replication/pulumi-oss-replication/blob/main/docs/errors.md#noregion.",
    }),
  );
});
