import { proxyFor, proxyName } from "../../../provider/oss/proxy";
import { startProxy } from "./proxies";
import { failure, sampleRules, testClient } from "./samples";
import { serve } from "./server";

const names = ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"].flatMap((name) => [
  name,
  name.toLowerCase(),
]);
const before = { ...process.env };

beforeEach(() => {
  for (const name of names) delete process.env[name];
});

afterEach(() => {
  process.env = { ...before };
});

describe("which proxy", () => {
  const bucket = "https://src.oss-cn-hangzhou.aliyuncs.com/?replication";
  const proxied = (url: string, env: Record<string, string>) => {
    Object.assign(process.env, env);
    return proxyFor(url)?.href;
  };
  const HTTPS_PROXY = "http://proxy:3128";

  test.each<[string, string, Record<string, string>, string | undefined]>([
    ["none", bucket, {}, undefined],
    ["of https", bucket, { HTTPS_PROXY }, "http://proxy:3128/"],
    ["in lower case", bucket, { https_proxy: "http://lower:3128" }, "http://lower:3128/"],
    ["of http", "http://src.oss.internal/", { HTTPS_PROXY, HTTP_PROXY: "http://plain:80" }, "http://plain/"],
    ["not of http for https", bucket, { HTTP_PROXY: "http://plain:80" }, undefined],
    ["of all", bucket, { ALL_PROXY: "http://all:1" }, "http://all:1/"],
    ["without a scheme, as curl takes it", bucket, { HTTPS_PROXY: "proxy:3128" }, "http://proxy:3128/"],
    ["that speaks https", bucket, { HTTPS_PROXY: "https://proxy:3128" }, "https://proxy:3128/"],
    ["with a user", bucket, { HTTPS_PROXY: "http://u:p@proxy:3128" }, "http://u:p@proxy:3128/"],
    ["an empty one", bucket, { HTTPS_PROXY: "" }, undefined],
    ["excluded by a name", bucket, { HTTPS_PROXY, NO_PROXY: "src.oss-cn-hangzhou.aliyuncs.com" }, undefined],
    ["excluded by a name above it", bucket, { HTTPS_PROXY, NO_PROXY: "a.b, aliyuncs.com" }, undefined],
    [
      "excluded by the endpoint",
      bucket,
      { HTTPS_PROXY, no_proxy: "oss-cn-hangzhou.aliyuncs.com" },
      undefined,
    ],
    ["excluded with a dot", bucket, { HTTPS_PROXY, NO_PROXY: ".aliyuncs.com" }, undefined],
    ["excluded with a star", bucket, { HTTPS_PROXY, NO_PROXY: "*.aliyuncs.com" }, undefined],
    ["excluded altogether", bucket, { HTTPS_PROXY, NO_PROXY: "*" }, undefined],
    ["excluded at a port", bucket, { HTTPS_PROXY, NO_PROXY: "aliyuncs.com:443" }, undefined],
    [
      "not excluded at another port",
      bucket,
      { HTTPS_PROXY, NO_PROXY: "aliyuncs.com:80" },
      "http://proxy:3128/",
    ],
    ["not excluded by part of a name", bucket, { HTTPS_PROXY, NO_PROXY: "yuncs.com" }, "http://proxy:3128/"],
    [
      "not excluded by part of an address",
      "https://10.0.0.1/",
      { HTTPS_PROXY, NO_PROXY: "0.1" },
      "http://proxy:3128/",
    ],
    ["excluded by its address", "https://10.0.0.1:8443/", { HTTPS_PROXY, NO_PROXY: "10.0.0.1" }, undefined],
    ...[
      ...[
        "http://127.0.0.1:1/",
        "http://127.9.9.9/",
        "http://localhost:1/",
        "http://src.localhost/",
        "http://[::1]:1/",
      ],
      ...["http://[::ffff:127.0.0.1]/", "http://100.100.100.200/latest", "http://169.254.169.254/"],
    ].map((url): [string, string, Record<string, string>, undefined] => [
      "never what is near",
      url,
      { HTTP_PROXY: HTTPS_PROXY, ALL_PROXY: HTTPS_PROXY },
      undefined,
    ]),
    [
      "a name that only begins so",
      "http://127.0.0.1.evil.com/",
      { HTTP_PROXY: HTTPS_PROXY },
      "http://proxy:3128/",
    ],
  ])("%s: %s %j", (_, url, env, expected) => {
    expect(proxied(url, env)).toBe(expected);
  });

  test("its name holds no user and no password", () => {
    expect(proxyName(new URL("http://u:secret@proxy:3128/"))).toBe("http://proxy:3128");
  });
});

describe("calls through a proxy", () => {
  const rules = { body: sampleRules };
  const authorization = `Basic ${Buffer.from("user:pa ss").toString("base64")}`;

  test("an http endpoint is asked for by its whole URL, each time", async () => {
    await using server = await serve(({ method }) => (method === "GET" ? rules : {}));
    await using proxy = await startProxy(server.endpoint);
    process.env.HTTP_PROXY = `http://user:pa%20ss@127.0.0.1:${proxy.port}`;
    const { service } = testClient("http://oss.test");
    for (const _ of [1, 2]) expect(await service.getBucketReplication("src-demo")).toHaveLength(1);
    await service.putBucketRtc("src-demo", "crr-logs", "enabled");
    const get = `GET http://src-demo.oss.test/?replication ${authorization}`;
    expect(proxy.seen).toEqual([get, get, `PUT http://src-demo.oss.test/?rtc ${authorization}`]);
    expect(server.seen.map(({ headers }) => headers.host)).toEqual(Array(3).fill("src-demo.oss.test"));
  });

  test("the certificate is OSS's, not the proxy's, and it is checked", async () => {
    await using server = await serve(() => rules);
    await using proxy = await startProxy(server.endpoint);
    process.env.HTTPS_PROXY = `http://127.0.0.1:${proxy.port}`;
    const error = await failure(testClient("https://oss.test").service.getBucketReplication("src-demo"));
    expect(error).toMatchObject({ code: "NetworkError", reason: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    expect(proxy.seen).toEqual(["CONNECT src-demo.oss.test:443 -"]);
    expect(server.seen).toEqual([]);
  });

  test.each([
    ["refuse", { code: "BadAnswer", status: 407 }, "a proxy on the way asks for a user name and password"],
    ["cut", { code: "NetworkError", reason: "ECONNRESET" }, "through the proxy http://127.0.0.1:"],
    ["hang", { code: "Timeout" }, "through the proxy http://127.0.0.1:"],
  ] as const)("a proxy that does this: %s", async (manner, expected, said) => {
    await using server = await serve(() => rules);
    await using proxy = await startProxy(server.endpoint, () => manner);
    process.env.HTTPS_PROXY = `http://user:secret@127.0.0.1:${proxy.port}`;
    const { service } = testClient("https://oss.test", {
      timeoutMs: manner === "hang" ? 150 : 10_000,
      maxAttempts: 2,
    });
    const error = await failure(service.getBucketReplication("src-demo"));
    expect(error).toMatchObject({ ...expected, attempts: 2 });
    expect(error.message).toContain(said);
    expect(error.message).not.toContain("secret");
    expect(proxy.seen).toHaveLength(2);
  });

  test("a proxy that is not there is named", async () => {
    process.env.HTTPS_PROXY = "http://user:secret@127.0.0.1:1";
    const { service } = testClient("https://oss.test", { maxAttempts: 1 });
    const error = await failure(service.getBucketReplication("src-demo"));
    expect(error).toMatchObject({ code: "NetworkError", reason: "ECONNREFUSED" });
    expect(error.message).toContain("src-demo.oss.test through the proxy http://127.0.0.1:1. ");
    expect(error.message).not.toContain("secret");
  });

  test.each(["socks5://user:secret@127.0.0.1:1", "http://us er:secret@[", "://secret"])(
    "%s is not a proxy that we can use, which is said before anything is sent",
    async (url) => {
      process.env.HTTPS_PROXY = url;
      const { service } = testClient("https://oss.test");
      const error = await failure(service.getBucketReplication("src-demo"));
      expect(error).toMatchObject({ code: "NetworkError", reason: "UnusableProxy", retryable: false });
      expect(error.message).toContain("Next: write the proxy as http://host:port");
      expect(error.message).not.toContain("secret");
    },
  );

  test("loopback is called straight, whatever the environment names", async () => {
    await using server = await serve(() => rules);
    process.env.HTTP_PROXY = "http://127.0.0.1:1";
    expect(await testClient(server.endpoint).service.getBucketReplication("src-demo")).toHaveLength(1);
  });
});
