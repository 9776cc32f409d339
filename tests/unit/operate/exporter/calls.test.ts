import { type Address, parseAddress } from "../../../../provider/operate/exporter/address";
import { type CallMade, counted } from "../../../../provider/operate/exporter/calls";
import { changesOf } from "../../../../provider/operate/exporter/failures";
import type { Reading } from "../../../../provider/operate/exporter/known";
import { Metrics } from "../../../../provider/operate/exporter/registry";
import { OssError, type OssService, type Rule } from "../../../../provider/oss";

const failing = (code: string, message = "no") =>
  new OssError({ operation: "GetBucketReplication", bucket: "logs", code, serviceMessage: message });

describe("counting", () => {
  const calls: CallMade[] = [];
  let now = 0;
  const service = (answer: () => Promise<unknown>) =>
    counted(
      { getBucketReplication: answer } as unknown as OssService,
      (call) => calls.push(call),
      () => now,
    );
  beforeEach(() => {
    calls.length = 0;
  });

  test("a call is told when it has ended, by what came of it; its answer is as it was", async () => {
    const answer: Rule[] = [];
    const slow = async () => {
      now += 1_500;
      return answer;
    };
    expect(await service(slow).getBucketReplication("logs")).toBe(answer);
    await expect(
      service(() => Promise.reject(failing("AccessDenied"))).getBucketReplication("logs"),
    ).rejects.toThrow("AccessDenied");
    expect(calls).toEqual([
      { operation: "GetBucketReplication", result: "success", seconds: 1.5 },
      { operation: "GetBucketReplication", result: "AccessDenied", seconds: 0 },
    ]);
  });

  test.each([failing('x",y="'), failing("X".repeat(80)), new TypeError("oops")])(
    "what is no error code has one name together: %p",
    async (error) => {
      await service(() => Promise.reject(error))
        .getBucketReplication("logs")
        .catch(() => {});
      expect(calls).toMatchObject([{ result: "other" }]);
    },
  );

  test("however many codes there are, the series are few", async () => {
    const metrics = new Metrics("1.2.3");
    for (let each = 0; each < 1_000; each++)
      metrics.count({ operation: "GetBucketReplication", result: `Code${"x".repeat(each)}`, seconds: 1 });
    const lines = (await metrics.text([]))
      .split("\n")
      .filter((line) => line.startsWith("oss_replication_oss_calls_total{"));
    expect(lines).toHaveLength(51);
    expect(lines).toContain(
      'oss_replication_oss_calls_total{operation="GetBucketReplication",result="other"} 950',
    );
  });
});

test("a gauge without a sample is not there, rather than 0", async () => {
  const text = await new Metrics("1.2.3").text([{ name: "oss_replication_buckets", labels: {}, value: 3 }]);
  expect(text).toContain("\noss_replication_buckets 3\n");
  expect(text).not.toContain("oss_replication_state_rules");
});

test.each<[string, Address | undefined]>([
  ["127.0.0.1:9942", { host: "127.0.0.1", port: 9942 }],
  ["localhost:0", { host: "localhost", port: 0 }],
  ["[::1]:80", { host: "::1", port: 80 }],
  ["0.0.0.0:65535", { host: "0.0.0.0", port: 65_535 }],
])("the address %j", (text, address) => {
  expect(parseAddress(text)).toEqual(address);
});

test.each([
  ...[
    ":9942",
    "9942",
    "::1:80",
    "host",
    "host:",
    "host:65536",
    "host:-1",
    "http://host:1",
    "host:1/x",
    "",
    "a b:1",
  ],
])("no address: %j", (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

describe("what the log has to say", () => {
  const rule = { id: "r-1" } as Rule;
  const reading = (failure?: OssError, ofRules: (OssError | undefined)[] = []): Reading => ({
    ...{ began: 0, ended: 0 },
    surveyed: {
      ...{ bucket: "logs", region: "cn-hangzhou", exists: true, failure },
      rules: ofRules.map((failure) => ({ rule, failure })),
    },
  });
  const error = failing("AccessDenied");

  test.each<[string, Reading, Reading | undefined, string[]]>([
    ["a bucket fails at first", reading(error), undefined, [error.message]],
    ["it goes on failing", reading(failing("Timeout")), reading(error), []],
    ["it can be read again", reading(), reading(error), ["Bucket logs can be read again."]],
    ["nothing fails", reading(), undefined, []],
    ["a rule fails", reading(undefined, [undefined, error]), reading(), [error.message]],
    [
      "many rules fail",
      reading(undefined, [error, error, error]),
      reading(),
      [`${error.message} The same holds for 2 further rules of the bucket.`],
    ],
    ["they go on failing", reading(undefined, [error]), reading(undefined, [error]), []],
  ])("%s", (_, now, before, lines) => {
    expect(changesOf(now, before)).toEqual(lines);
  });
});
