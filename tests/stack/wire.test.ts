import { join } from "node:path";
import { type CommandResult, start } from "../../scripts/processes/command";
import { certificateFile, startProxy } from "../unit/oss/proxies";
import { account } from "./support/project";
import { newWorld, rule, text } from "./support/world";

const keys = {
  accessKeyId: "LTAIDEBUGTEST",
  accessKeySecret: "access-key-secret-of-the-test",
  securityToken: "security-token-of-the-test",
};
const environment = {
  OSS_ACCESS_KEY_ID: keys.accessKeyId,
  OSS_ACCESS_KEY_SECRET: keys.accessKeySecret,
  OSS_SESSION_TOKEN: keys.securityToken,
};

function cli(args: string[], env: NodeJS.ProcessEnv): Promise<CommandResult> {
  const bin = join(__dirname, "..", "..", "provider", "bin", "oss-replication.js");
  return start(process.execPath, [bin, ...args], {
    env: { PATH: process.env.PATH, ...env },
    timeoutMs: 60_000,
  }).done;
}

/** What nobody may read: keys, and what was signed with them. */
function secrets(requests: readonly { headers: Record<string, string> }[]): string[] {
  const signatures = requests.map(
    ({ headers }) => /Signature=(\w+)/.exec(headers.authorization ?? "")?.[1] ?? "none",
  );
  expect(signatures).not.toContain("none");
  return [keys.accessKeySecret, keys.securityToken, ...signatures];
}

it("DEBUG='*' shows no key, no token and no signature, of the command and of the provider", async () => {
  const { emulator, project } = await newWorld({ accounts: [keys] });
  const env = { ...environment, DEBUG: "*", OSS_ENDPOINT: emulator.endpoint };
  const list = await cli(["rules", "--bucket", "src", "--region", "cn-hangzhou"], env);
  expect(list.stdout).toContain("Bucket src has no rules.");
  const up = await project(rule(), { env: { ...environment, DEBUG: "*" } }).up(["--logtostderr", "-v=9"]);
  expect(emulator.rules("src")).toHaveLength(1);
  for (const secret of secrets(emulator.requests)) {
    expect(list.output).not.toContain(secret);
    expect(up.output).not.toContain(secret);
  }
});

it("OSS is reached through a proxy of the environment, with TLS to the end", async () => {
  const { emulator } = await newWorld();
  await using proxy = await startProxy(emulator.endpoint);
  const env = {
    OSS_ACCESS_KEY_ID: account.accessKeyId,
    OSS_ACCESS_KEY_SECRET: account.accessKeySecret,
    OSS_ENDPOINT: "https://oss.test",
    https_proxy: `http://user:proxy-password@127.0.0.1:${proxy.port}`,
    NODE_EXTRA_CA_CERTS: certificateFile,
    DEBUG: "*",
  };
  const list = await cli(["rules", "--bucket", "src", "--region", "cn-hangzhou"], env);
  expect(list.stdout).toContain("Bucket src has no rules.");
  const authorization = Buffer.from("user:proxy-password").toString("base64");
  expect(proxy.seen).toEqual([`CONNECT src.oss.test:443 Basic ${authorization}`]);
  for (const secret of ["proxy-password", authorization]) expect(list.output).not.toContain(secret);
});

it("plain http to another machine needs leave, in the configuration or in a Provider", async () => {
  const { emulator, project } = await newWorld();
  await using proxy = await startProxy(emulator.endpoint);
  const env = { OSS_ENDPOINT: "http://oss.test", HTTP_PROXY: `http://127.0.0.1:${proxy.port}` };
  const p = project(rule(), { env });
  expect((await p.preview([], "failure")).output).toContain("`pulumi config set oss:allowHttp true`");
  p.setProgram(
    text(`const provider = new oss.Provider("gateway", { region: "cn-hangzhou", allowHttp: true });
      ${rule({}, { opts: "{ provider }" })}`),
  );
  await p.up();
  expect(emulator.rules("src")).toHaveLength(1);
  p.setConfig("oss:allowHttp", "true");
  p.setProgram(text(rule()));
  expect((await p.up()).output).toContain("2 unchanged");
  expect(proxy.seen.length).toBe(emulator.requests.length);
});

it("what @pulumi/alicloud is set up with is enough", async () => {
  const { emulator, project } = await newWorld();
  const none = { OSS_ACCESS_KEY_ID: undefined, OSS_ACCESS_KEY_SECRET: undefined, OSS_REGION: undefined };
  const p = project(rule(), { env: { ...none, ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" } });
  const lost = await p.preview([], "failure");
  expect(lost.output).toMatch(/No region is known .* Looked at: .*`alicloud:region`, ALICLOUD_REGION/);
  p.setConfig("alicloud:region", "cn-hangzhou");
  const keyless = await p.preview([], "failure");
  expect(keyless.output).toMatch(/NoCredentials: .*Looked at: OSS_ACCESS_KEY_ID, .*ALICLOUD_ACCESS_KEY/);
  Object.assign(p.env, {
    ALICLOUD_ACCESS_KEY: account.accessKeyId,
    ALICLOUD_SECRET_KEY: account.accessKeySecret,
  });
  await p.up();
  expect(emulator.rules("src")).toHaveLength(1);
});
