import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os, { tmpdir } from "node:os";
import { join } from "node:path";
import * as providers from "@alicloud/credentials";
import {
  type CredentialsSource,
  credentialsFor,
  type OssError,
  regionOfProfile,
} from "../../../provider/oss";
import { assumedRole, firstOf } from "../../../provider/oss/chain";
import { failure } from "./samples";

let home: string;
const before = { ...process.env };

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "oss-credentials-"));
  for (const name of Object.keys(process.env))
    if (/^(OSS|ALIBABA_CLOUD)_/.test(name)) delete process.env[name];
  jest.spyOn(os, "homedir").mockReturnValue(home);
  process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED = "true";
});

afterEach(() => {
  process.env = { ...before };
  jest.restoreAllMocks();
  rmSync(home, { recursive: true });
});

function cliProfiles(...names: string[]) {
  const profiles = names.map((name) => ({
    name,
    mode: "AK",
    access_key_id: `${name}-id`,
    access_key_secret: `${name}-secret`,
  }));
  file(".aliyun/config.json", JSON.stringify({ current: names[0], profiles }));
}

function file(path: string, text: string) {
  mkdirSync(join(home, path, ".."), { recursive: true });
  writeFileSync(join(home, path), text);
}

const off = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" };
const oss = { OSS_ACCESS_KEY_ID: "oss-id", OSS_ACCESS_KEY_SECRET: "oss-secret" };
const alibaba = { ALIBABA_CLOUD_ACCESS_KEY_ID: "ali-id", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "ali-secret" };
const lack = (source: CredentialsSource): Promise<OssError> => failure(source.get());

describe("the environment", () => {
  test.each([
    [
      "OSS's own names",
      oss,
      {
        accessKeyId: "oss-id",
        accessKeySecret: "oss-secret",
        securityToken: undefined,
        origin: "OSS_ACCESS_KEY_ID",
      },
    ],
    [
      "with a token",
      { ...oss, OSS_SESSION_TOKEN: "token" },
      { accessKeyId: "oss-id", accessKeySecret: "oss-secret", securityToken: "token" },
    ],
    ["before Alibaba Cloud's", { ...alibaba, ...oss }, { accessKeyId: "oss-id" }],
    [
      "Alibaba Cloud's",
      { ...alibaba, ALIBABA_CLOUD_SECURITY_TOKEN: "token" },
      { accessKeyId: "ali-id", accessKeySecret: "ali-secret", securityToken: "token" },
    ],
    [
      "those of @pulumi/alicloud",
      { ALICLOUD_ACCESS_KEY: "tf-id", ALICLOUD_SECRET_KEY: "tf-secret", ALICLOUD_SECURITY_TOKEN: "token" },
      { accessKeyId: "tf-id", accessKeySecret: "tf-secret", securityToken: "token" },
    ],
    [
      "which come last",
      { ...alibaba, ALICLOUD_ACCESS_KEY: "tf-id", ALICLOUD_SECRET_KEY: "tf-secret" },
      { accessKeyId: "ali-id" },
    ],
    [
      "empty names count as absent",
      { OSS_ACCESS_KEY_ID: "", OSS_ACCESS_KEY_SECRET: "", ...alibaba },
      { accessKeyId: "ali-id" },
    ],
  ])("%s", async (_, env, keys) => {
    expect(await credentialsFor({}, env).get()).toMatchObject(keys);
  });

  test.each([
    [{ OSS_ACCESS_KEY_ID: "oss-id" }, "OSS_ACCESS_KEY_ID is set, OSS_ACCESS_KEY_SECRET is not"],
    [
      { ALIBABA_CLOUD_ACCESS_KEY_ID: "", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "", ALICLOUD_ACCESS_KEY: "tf-id" },
      "ALICLOUD_ACCESS_KEY is set, ALICLOUD_SECRET_KEY is not",
    ],
    [{ OSS_ACCESS_KEY_SECRET: "oss-secret" }, "OSS_ACCESS_KEY_SECRET is set, OSS_ACCESS_KEY_ID is not"],
  ])("half a pair never leads to another account: %j", async (env, said) => {
    const error = await lack(credentialsFor({}, { ...alibaba, ...env }));
    expect(error).toMatchObject({ code: "NoCredentials", serviceMessage: said, retryable: false });
    expect(error.message).not.toContain("oss-secret");
  });
});

describe("profiles", () => {
  test("the CLI's current one when the environment has no keys", async () => {
    cliProfiles("default", "prod");
    expect(await credentialsFor({}, off).get()).toMatchObject({
      accessKeyId: "default-id",
      origin: "cli_profile/static_ak",
    });
  });

  test("a chosen one beats the environment", async () => {
    cliProfiles("default", "prod");
    expect(await credentialsFor({ profile: "prod" }, { ...off, ...oss }).get()).toMatchObject({
      accessKeyId: "prod-id",
      accessKeySecret: "prod-secret",
    });
  });

  test("the one of @pulumi/alicloud where the environment has no keys", async () => {
    cliProfiles("default", "prod");
    const choice = { otherProfile: "prod" };
    expect(await credentialsFor(choice, off).get()).toMatchObject({ accessKeyId: "prod-id" });
    expect(await credentialsFor(choice, { ...off, ...oss }).get()).toMatchObject({ accessKeyId: "oss-id" });
    expect(await credentialsFor({ ...choice, profile: "default" }, off).get()).toMatchObject({
      accessKeyId: "default-id",
    });
  });

  test("their regions", () => {
    const region = (name: string | undefined, env = {}) => regionOfProfile(name, env);
    expect(region(undefined)).toBeUndefined();
    const profiles = [
      { name: "default", region_id: "cn-hangzhou" },
      { name: "prod", region_id: "cn-beijing" },
      { name: "none" },
    ];
    file(".aliyun/config.json", JSON.stringify({ current: "default", profiles }));
    expect([region(undefined), region("prod"), region("none"), region("absent")]).toEqual([
      "cn-hangzhou",
      "cn-beijing",
      undefined,
      undefined,
    ]);
    expect(region(undefined, { ALIBABA_CLOUD_PROFILE: "prod" })).toBe("cn-beijing");
    expect(region("prod", { ALIBABA_CLOUD_CLI_PROFILE_DISABLED: "TRUE" })).toBeUndefined();
    for (const broken of [
      "{",
      "null",
      "[]",
      '{"profiles":{}}',
      '{"current":"a","profiles":[{"name":"a","region_id":7}]}',
      '{"current":"a","profiles":[{"name":"a","region_id":""}]}',
    ]) {
      file(".aliyun/config.json", broken);
      expect(region(undefined)).toBeUndefined();
    }
  });

  test("a chosen one of the shared credentials file", async () => {
    file(
      ".alibabacloud/credentials",
      "[prod]\ntype=access_key\naccess_key_id=ini-id\naccess_key_secret=ini-secret\n",
    );
    expect(await credentialsFor({ profile: "prod" }, off).get()).toMatchObject({
      accessKeyId: "ini-id",
      origin: "profile/static_ak",
    });
  });

  test("a chosen one that is not there is an error, and never another account", async () => {
    cliProfiles("default");
    const error = await lack(credentialsFor({ profile: "prod" }, { ...off, ...oss }));
    expect(error).toMatchObject({ code: "NoCredentials", serviceMessage: "profile prod gave no keys" });
  });

  test("a broken file of keys does not come into the message", async () => {
    file(".aliyun/config.json", '{"access_key_secret": "very-secret"');
    const error = await lack(credentialsFor({}, off));
    expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).not.toContain("very-secret");
  });
});

test("nothing is set up: what to do, at once", async () => {
  const error = await lack(credentialsFor({}, off));
  expect(error).toMatchObject({
    code: "NoCredentials",
    serviceMessage: expect.stringMatching(
      /^no credentials are set up. Looked at: OSS_ACCESS_KEY_ID, .*ALICLOUD_ACCESS_KEY, .*config.json/,
    ),
  });
  expect(error.message).toContain("Next: set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET");
});

describe("the default chain", () => {
  const kinds = {
    OIDC: providers.OIDCRoleArnCredentialsProvider,
    CLI: providers.CLIProfileCredentialsProvider,
    file: providers.ProfileCredentialsProvider,
    instance: providers.ECSRAMRoleCredentialsProvider,
    URI: providers.URICredentialsProvider,
  };

  /** Every provider is set up and fails; what was asked, with the time it was given. */
  async function asked(env: NodeJS.ProcessEnv) {
    const calls: string[] = [];
    for (const [name, kind] of Object.entries(kinds)) {
      jest.spyOn(kind.prototype, "getCredentials").mockImplementation(async function (this: unknown) {
        const { readTimeout, connectTimeout } = this as { readTimeout?: number; connectTimeout?: number };
        calls.push(name === "instance" ? `${name} ${readTimeout} ${connectTimeout}` : name);
        throw new Error("down");
      });
    }
    Object.assign(process.env, {
      ALIBABA_CLOUD_ROLE_ARN: "acs:ram::1:role/r",
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "acs:ram::1:oidc-provider/p",
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: "token",
    });
    await lack(credentialsFor({}, { ...env, ALIBABA_CLOUD_CREDENTIALS_URI: "http://127.0.0.1:1/" }));
    return calls;
  }

  test("is walked in its order, the metadata service for a moment only", async () => {
    delete process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED;
    expect(await asked({})).toEqual(["OIDC", "CLI", "file", "instance 500 500", "URI"]);
  });

  test("leaves the metadata service out where it is disabled", async () => {
    delete process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED;
    expect(await asked({ ALIBABA_CLOUD_ECS_METADATA_DISABLED: "TRUE" })).toEqual([
      "OIDC",
      "CLI",
      "file",
      "URI",
    ]);
  });

  test("is walked anew when it gave nothing", async () => {
    const source = credentialsFor({}, off);
    expect(await lack(source)).toMatchObject({ code: "NoCredentials" });
    cliProfiles("default");
    expect(await source.get()).toMatchObject({ accessKeyId: "default-id" });
  });
});

describe("the walk through the sources", () => {
  const provider = (...outcomes: (string | Error)[]) => {
    const getCredentials = jest.fn(async () => {
      const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
      if (typeof outcome !== "string") throw outcome;
      return { accessKeyId: outcome, accessKeySecret: "s" };
    });
    return { getCredentials, getProviderName: () => "test" };
  };
  const down = new Error("down");

  test("goes on after those that cannot be made or fail, and stays with the one that gives keys", async () => {
    const [failing, good, unused] = [provider(down), provider("good"), provider("unused")];
    const unmade = () => {
      throw new Error("not set up");
    };
    const source = firstOf([unmade, () => failing, () => good, () => unused], "nothing");
    expect(await source.get()).toMatchObject({ accessKeyId: "good" });
    expect(await source.get()).toMatchObject({ accessKeyId: "good" });
    expect(failing.getCredentials).toHaveBeenCalledTimes(1);
    expect(unused.getCredentials).not.toHaveBeenCalled();
  });

  test("makes the one it stayed with anew when that fails, and asks no other: it may be of another account", async () => {
    const made = [provider("first", down), provider("again")];
    const other = provider("other");
    const source = firstOf([() => made.shift() as ReturnType<typeof provider>, () => other], "nothing");
    expect(await source.get()).toMatchObject({ accessKeyId: "first" });
    expect(await source.get()).toMatchObject({ accessKeyId: "again" });
    expect(other.getCredentials).not.toHaveBeenCalled();
  });

  test("gives the last keys again when there are no others: whether they still do is told by the service", async () => {
    const failing = provider("first", down);
    const source = firstOf([() => failing, () => provider("other")], "nothing");
    await source.get();
    expect(await source.get()).toMatchObject({ accessKeyId: "first" });
  });

  test("fetches spent keys anew, once for all whose keys they were", async () => {
    let n = 0;
    const temporary = () => {
      const keys = { accessKeyId: "id", accessKeySecret: "s", securityToken: `token ${n++}` };
      return { getProviderName: () => "test", getCredentials: async () => keys };
    };
    const source = firstOf([temporary], "nothing");
    const old = await source.get();
    expect(await source.get()).toEqual(old);
    expect(await source.get(old)).toMatchObject({ securityToken: "token 1" });
    expect(await source.get(old)).toMatchObject({ securityToken: "token 1" });
  });

  test("can succeed after it failed", async () => {
    const source = firstOf([() => late], "nothing");
    const late = provider(down, "late");
    expect(await lack(source)).toMatchObject({ code: "NoCredentials" });
    expect(await source.get()).toMatchObject({ accessKeyId: "late" });
  });

  test("empty keys are none", async () => {
    expect(await lack(firstOf([() => provider("")], "nothing"))).toMatchObject({ code: "NoCredentials" });
  });

  test("tells the service's code and nothing else of its text", async () => {
    const refused = new Error(
      'refresh failed: {"Code":"EntityNotExist.Role","Message":"secret 5tring to sign"}',
    );
    const error = await lack(firstOf([() => provider(refused)], "role r could not be assumed"));
    expect(error.serviceMessage).toBe("role r could not be assumed; EntityNotExist.Role");
    expect(error.message).not.toContain("5tring");
  });

  test("those who ask at the same time share one look", async () => {
    cliProfiles("default");
    const source = credentialsFor({}, off);
    const [first, second] = await Promise.all([source.get(), source.get()]);
    expect(first).toBe(second);
  });

  test("those whose keys are spent wait for a look of their own", async () => {
    cliProfiles("default");
    const source = credentialsFor({}, off);
    const spent = { accessKeyId: "id", accessKeySecret: "s", securityToken: "t" };
    const [first, own, shared] = await Promise.all([source.get(), source.get(spent), source.get(spent)]);
    expect(own).toBe(shared);
    expect(own).not.toBe(first);
  });
});

test("a chosen role is assumed with the keys found otherwise, so their lack is its lack", async () => {
  const error = await lack(credentialsFor({ roleArn: "acs:ram::1:role/replication" }, off));
  expect(error.serviceMessage).toMatch(/^no credentials are set up/);
});

describe("a role", () => {
  const roleArn = "acs:ram::1:role/replication";
  const source = { get: async () => ({ accessKeyId: "id", accessKeySecret: "s" }) };

  test("is assumed with the keys of the source", async () => {
    jest
      .spyOn(providers.RAMRoleARNCredentialsProvider.prototype, "getCredentials")
      .mockImplementation(async function (this: unknown) {
        const { credentialsProvider, roleArn } = this as {
          credentialsProvider: { getCredentials: typeof source.get };
          roleArn: string;
        };
        const { accessKeyId } = await credentialsProvider.getCredentials();
        return {
          accessKeyId: `${roleArn} by ${accessKeyId}`,
          accessKeySecret: "s",
          securityToken: "t",
          providerName: "",
        };
      });
    expect(await assumedRole(roleArn, source).get()).toEqual({
      accessKeyId: `${roleArn} by id`,
      accessKeySecret: "s",
      securityToken: "t",
      origin: "ram_role_arn/oss",
    });
  });

  test("that may not be assumed is named, with the service's code", async () => {
    jest
      .spyOn(providers.RAMRoleARNCredentialsProvider.prototype, "getCredentials")
      .mockRejectedValue(new Error('refresh session failed: {"Code":"NoPermission","Message":"secret"}'));
    const error = await lack(assumedRole(roleArn, source));
    expect(error.serviceMessage).toBe(`role ${roleArn} could not be assumed; NoPermission`);
  });
});
