import {
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
  ] as const)("%j", (options, expected) => {
    const endpoint = resolveEndpoint(options);
    const style = endpoint.pathStyle ? " path" : "";
    expect(`${endpoint.protocol} ${authority(endpoint)}${style}`).toBe(expected);
  });
});

describe("what is not an endpoint is refused", () => {
  test.each([
    [{ region: "" }, "InvalidRegion"],
    [{ region: "cn-hangzhou.evil.com/" }, "InvalidRegion"],
    [{ region: "cn hangzhou" }, "InvalidRegion"],
    [{ region: "", endpoint: "http://127.0.0.1" }, "InvalidRegion"],
    [{ region, endpoint: "ftp://oss.example.com" }, "InvalidEndpoint"],
    [{ region, endpoint: "https://user:secret@oss.example.com" }, "InvalidEndpoint"],
    [{ region, endpoint: "http://oss.example.com" }, "InsecureEndpoint"],
    [{ region, endpoint: "HTTP://10.0.0.1:8080" }, "InsecureEndpoint"],
    [{ region, endpoint: "http://127.0.0.1.evil.com" }, "InsecureEndpoint"],
    [{ region, endpoint: "http://localhost.evil.com" }, "InsecureEndpoint"],
    [{ region, endpoint: "http://[2001:db8::1]" }, "InsecureEndpoint"],
    [{ region, endpoint: "https://oss.example.com/path" }, "InvalidEndpoint"],
    [{ region, endpoint: "https://oss.example.com?a" }, "InvalidEndpoint"],
    [{ region, endpoint: "oss.example.com:0" }, "InvalidEndpoint"],
    [{ region, endpoint: "oss.example.com:70000" }, "InvalidEndpoint"],
    [{ region, endpoint: "[oss]:80" }, "InvalidEndpoint"],
    [{ region, endpoint: "-oss.example.com" }, "InvalidEndpoint"],
    [{ region, endpoint: "a b" }, "InvalidEndpoint"],
    [{ region, network: "fast" as "public" }, "InvalidEndpoint"],
    [{ region: "cn-hangzhou-finance" }, "InvalidEndpoint"],
    [{ region: "rg-china-mainland", network: "internal" as const }, "InvalidEndpoint"],
  ])("%j", (options, code) => {
    let thrown: unknown;
    try {
      resolveEndpoint(options);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(OssError);
    expect(thrown).toMatchObject({ code, retryable: false });
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
    ...["http://0.0.0.0:9", "https://oss.example.com"],
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

  test("a finance region names the endpoints to choose from", () => {
    expect(() => resolveEndpoint({ region: "cn-shenzhen-finance-1" })).toThrow(
      "oss-cn-szfinance.aliyuncs.com, oss-cn-shenzhen-finance-1-internal.aliyuncs.com",
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
    ["oss-accelerate.aliyuncs.com", undefined],
    ["oss-cn-beijing.aliyuncs.com.example.com", undefined],
    ["http://127.0.0.1:9000", undefined],
    ["http://[::1]:9000", undefined],
    ["", undefined],
  ])("%s: %s", (host, region) => {
    expect(regionOfHost(host)).toBe(region);
  });
});
