import {
  type EndpointOptions,
  isAddressable,
  isBucketName,
  isIpEndpoint,
  locationOf,
  normaliseLocation,
  OssError,
  regionOf,
  regionOfHost,
  resolveEndpoint,
} from "../../../provider/oss";
import { authority } from "../../../provider/oss/endpoint";

const region = "cn-hangzhou";

describe("where a region's calls go", () => {
  test.each([
    [{ region }, "https oss-cn-hangzhou.aliyuncs.com"],
    [{ region: "oss-cn-hangzhou" }, "https oss-cn-hangzhou.aliyuncs.com"],
    [{ region, network: "public" }, "https oss-cn-hangzhou.aliyuncs.com"],
    [{ region, network: "internal" }, "https oss-cn-hangzhou-internal.aliyuncs.com"],
    [{ region, network: "dual-stack" }, "https cn-hangzhou.oss.aliyuncs.com"],
    [{ region: "cn-north-2-gov-1" }, "https oss-cn-north-2-gov-1.aliyuncs.com"],
    [{ region: "rg-china-mainland" }, "https oss-rg-china-mainland.aliyuncs.com"],
    [{ region: "cn-zhongwei" }, "https oss-cn-zhongwei.aliyuncs.com"],
    [{ region: "cn-wuhan-lr", network: "internal" as const }, "https oss-cn-wuhan-lr-internal.aliyuncs.com"],
    [{ region: "na-south-1" }, "https oss-na-south-1.aliyuncs.com"],
    [{ region, endpoint: "" }, "https oss-cn-hangzhou.aliyuncs.com"],
    [{ region, endpoint: "oss-cn-hzfinance.aliyuncs.com" }, "https oss-cn-hzfinance.aliyuncs.com"],
    [{ region, endpoint: "oss.example.com", network: "internal" }, "https oss.example.com"],
    [{ region, endpoint: "https://oss.example.com/" }, "https oss.example.com"],
    [{ region, endpoint: "https://oss.example.com:443" }, "https oss.example.com"],
    [{ region, endpoint: "http://oss.example.com:443", allowHttp: true }, "http oss.example.com:443"],
    [{ region, endpoint: "HTTP://OSS.example.com:8080", allowHttp: true }, "http oss.example.com:8080"],
    [{ region, endpoint: "http://localhost:8080" }, "http localhost:8080"],
    [{ region, endpoint: "localhost:8080" }, "https localhost:8080"],
    [{ region, endpoint: "127.0.0.1:8080" }, "https 127.0.0.1:8080 path"],
    [{ region, endpoint: "http://127.0.0.1:8080" }, "http 127.0.0.1:8080 path"],
    [{ region, endpoint: "http://[::1]:8080" }, "http [::1]:8080 path"],
    [{ region, endpoint: " http://127.0.0.1:80 " }, "http 127.0.0.1 path"],
    [{ region, endpoint: "oss_1.example.com:1" }, "https oss_1.example.com:1"],
    [{ region, endpoint: "oss.example.com:65535" }, "https oss.example.com:65535"],
    [{ region, endpoint: "a" }, "https a"],
  ] as const)("%j", (options, expected) => {
    const endpoint = resolveEndpoint(options);
    const style = endpoint.pathStyle ? " path" : "";
    expect(`${endpoint.protocol} ${authority(endpoint)}${style}`).toBe(expected);
  });
});

describe("what is not an endpoint is refused", () => {
  type Refusal = [options: EndpointOptions, code: string, message: string];
  const ofRegion = (given: string) => `"${given}" is not a region id such as cn-hangzhou`;
  const insecure = (given: string) =>
    `${given} is another machine, and what is sent there can be read and changed on the way`;
  const isInsecure = (endpoint: string): Refusal => [
    { region, endpoint },
    "InsecureEndpoint",
    insecure(endpoint),
  ];
  const refused = (endpoint: string): Refusal => [
    { region, endpoint },
    "InvalidEndpoint",
    `"${endpoint}" is not a host, host:port or http(s) URL without a path`,
  ];

  test.each([
    [{ region: "" }, "InvalidRegion", ofRegion("")],
    [{ region: "cn-hangzhou.evil.com/" }, "InvalidRegion", ofRegion("cn-hangzhou.evil.com/")],
    [{ region: "cn hangzhou" }, "InvalidRegion", ofRegion("cn hangzhou")],
    [{ region: "-cn" }, "InvalidRegion", ofRegion("-cn")],
    [{ region: "", endpoint: "http://127.0.0.1" }, "InvalidRegion", ofRegion("")],
    ...["ftp://oss.example.com", "https://oss.example.com/path", "https://oss.example.com?a"].map(refused),
    ...["oss.example.com:0", "oss.example.com:65536", "oss.example.com:100000", "[oss]:80"].map(refused),
    ...["-oss.example.com", "oss.example.com-", "[127.0.0.1]", "a b", "x http://a.example", ":80"].map(
      refused,
    ),
    [
      { region, endpoint: "https://user:secret@oss.example.com" },
      "InvalidEndpoint",
      "the endpoint contains a user name or password before an @, which OSS does not accept",
    ],
    ...["http://oss.example.com", "http://10.0.0.1:8080", "http://127.0.0.1.evil.com"].map(isInsecure),
    ...["http://evillocalhost", "http://evil127.0.0.1"].map(isInsecure),
    ...["http://localhost.evil.com", "http://evil.com.localhost.x", "http://[2001:db8::1]"].map(isInsecure),
    [{ region, endpoint: "HTTP://10.0.0.1:80" }, "InsecureEndpoint", insecure("http://10.0.0.1")],
    [
      { region, network: "fast" as "public" },
      "InvalidEndpoint",
      '"fast" is not a network: use public, internal or dual-stack',
    ],
    ...Object.entries({
      "cn-hangzhou-finance": ["oss-cn-hzfinance", "oss-cn-hzjbp-a-internal", "oss-cn-hzjbp-b-internal"],
      "cn-shanghai-finance-1": ["oss-cn-shanghai-finance-1-pub", "oss-cn-shanghai-finance-1-internal"],
      "cn-shenzhen-finance-1": ["oss-cn-szfinance", "oss-cn-shenzhen-finance-1-internal"],
      "cn-beijing-finance-1": ["oss-cn-beijing-finance-1-pub", "oss-cn-beijing-finance-1-internal"],
    }).map(([region, hosts]): Refusal => {
      const choices = hosts.map((name) => `${name}.aliyuncs.com`).join(", ");
      return [{ region }, "InvalidEndpoint", `region ${region} needs an endpoint, one of ${choices}`];
    }),
    [
      { region: "rg-china-mainland", network: "internal" as const },
      "InvalidEndpoint",
      "region rg-china-mainland has no internal endpoint, only a public one",
    ],
  ] as Refusal[])("%j", (options, code, serviceMessage) => {
    let thrown: unknown;
    try {
      resolveEndpoint(options);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(OssError);
    const subject = { operation: "ResolveEndpoint", bucket: "" };
    expect(thrown).toMatchObject({ ...subject, code, serviceMessage, retryable: false });
  });

  test.each(["https://user:s3cret@oss.example.com", "s3cret@oss.example.com", "http://x:s3cret@127.0.0.1:9"])(
    "a user name or password is not repeated: %s",
    (endpoint) => {
      expect(() => resolveEndpoint({ region, endpoint })).toThrow(
        "contains a user name or password before an @",
      );
      expect(() => resolveEndpoint({ region, endpoint })).not.toThrow("s3cret");
    },
  );

  test.each([
    ...[
      "http://127.0.0.1:9",
      "http://localhost",
      "http://src.localhost:1",
      "http://[::1]:9",
      "http://[::ffff:127.0.0.1]",
    ],
    ...[
      "http://0.0.0.0:9",
      "https://oss.example.com",
      "http://[::]",
      "http://[::ffff:7f00:1]",
      "http://[::ffff:7fff:1234]",
      "HTTP://LOCALHOST",
    ],
  ])("%s needs no leave", (endpoint) => {
    expect(resolveEndpoint({ region, endpoint })).toBeDefined();
  });

  test("plain http to another machine is allowed by name only", () => {
    const endpoint = "http://gateway.example:8080";
    expect(resolveEndpoint({ region, endpoint, allowHttp: true })).toMatchObject({
      protocol: "http",
      port: 8080,
    });
    expect(() => resolveEndpoint({ region, endpoint })).toThrow(
      /oss:allowHttp true.*allowHttp: true.*--allow-http/,
    );
  });
});

test.each([
  ["127.0.0.1", true],
  ["http://127.0.0.1:8080", true],
  ["[::1]", true],
  ["localhost", false],
  ["oss-cn-hangzhou.aliyuncs.com", false],
  ["not an endpoint", false],
])("%s is an IP endpoint: %s", (endpoint, expected) => {
  expect(isIpEndpoint(endpoint)).toBe(expected);
});

test.each([
  ["abc", true],
  ["prod-logs-01", true],
  ["0abc9", true],
  ["a".repeat(63), true],
  ["a".repeat(64), false],
  ["ab", false],
  ["-abc", false],
  ["abc-", false],
  ["Abc", false],
  ["a.b.c", false],
  ["a_b", false],
  ["a/b", false],
  ["evil.com/", false],
  ["abc\n", false],
  ["", false],
])("%j is a bucket name: %s", (name, expected) => {
  expect(isBucketName(name)).toBe(expected);
});

test.each([
  ["my_old_bucket", true],
  ["_old-", true],
  ["prod-logs-01", true],
  ["a".repeat(63), true],
  ["a".repeat(64), false],
  ["ab", false],
  ["-abc", false],
  ["My_Bucket", false],
  ["a.b.c", false],
  ["a/b", false],
  ["evil.com/", false],
  ["abc\n", false],
])("%j can be asked for as a bucket: %s", (name, expected) => {
  expect(isAddressable(name)).toBe(expected);
});

test("regions and locations", () => {
  expect(locationOf("cn-hangzhou")).toBe("oss-cn-hangzhou");
  expect(regionOf("oss-cn-hangzhou")).toBe("cn-hangzhou");
  expect(regionOf("cn-hangzhou")).toBe("cn-hangzhou");
  expect(normaliseLocation("cn-beijing")).toBe("oss-cn-beijing");
  expect(normaliseLocation("oss-cn-beijing")).toBe("oss-cn-beijing");
  expect(normaliseLocation("")).toBe("");
});

describe("the region whose host this is", () => {
  test.each([
    ["oss-cn-beijing.aliyuncs.com", "cn-beijing"],
    ["dst.oss-cn-beijing-internal.aliyuncs.com", "cn-beijing"],
    ["https://my_old.OSS-us-west-1.aliyuncs.com:443/?bucketInfo", "us-west-1"],
    ["cn-beijing.oss.aliyuncs.com", "cn-beijing"],
    ["oss-cn-hzjbp-a-internal.aliyuncs.com", "cn-hangzhou-finance"],
    ["oss-cn-szfinance.aliyuncs.com", "cn-shenzhen-finance-1"],
    ["oss-cn-north-2-gov-1.aliyuncs.com", "cn-north-2-gov-1"],
    ["src.cn-beijing.oss.aliyuncs.com", "cn-beijing"],
    [" http://oss-cn-beijing.aliyuncs.com?x ", "cn-beijing"],
    ["oss-accelerate.aliyuncs.com", undefined],
    ["src.oss-accelerate-overseas.aliyuncs.com", undefined],
    ["xoss-cn-beijing.aliyuncs.com", undefined],
    ["oss-cn-beijing.xaliyuncs.com", undefined],
    ["cn-beijing.oss.aliyuncs.com.example.com", undefined],
    ["example.com/oss-cn-beijing.aliyuncs.com", undefined],
    ["oss-cn-beijing.aliyuncs.com.example.com", undefined],
    ["http://127.0.0.1:9000", undefined],
    ["http://[::1]:9000", undefined],
    ["", undefined],
  ])("%s: %s", (host, region) => {
    expect(regionOfHost(host)).toBe(region);
  });
});
