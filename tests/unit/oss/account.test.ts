import { resolveEndpoint } from "../../../provider/oss";
import { listBuckets, operations } from "../../../provider/oss/operations";
import { hostOf, requestTarget } from "../../../provider/oss/request";
import { canonicalUri } from "../../../provider/oss/signature";
import { parseBucketStat, parseBuckets } from "../../../provider/oss/xml/answers";
import { sampleKeys, sampleTime, testClient } from "./samples";
import { serve } from "./server";

const request = {
  operation: listBuckets("", ""),
  bucket: "",
  endpoint: resolveEndpoint({ region: "cn-hangzhou" }),
  region: "cn-hangzhou",
  keys: sampleKeys,
  time: sampleTime,
};
const bucketXml = (name: string, location = "oss-cn-hangzhou", region = "<Region>cn-hangzhou</Region>") =>
  `<Bucket><Name>${name}</Name><Location>${location}</Location>${region}</Bucket>`;
const page = (buckets: string, more = "") =>
  `<ListAllMyBucketsResult>${more}<Owner><ID>1</ID></Owner><Buckets>${buckets}</Buckets></ListAllMyBucketsResult>`;
const truncated = (next: string) => `<IsTruncated>true</IsTruncated><NextMarker>${next}</NextMarker>`;

test.each([
  ["by host", undefined, "oss-cn-hangzhou.aliyuncs.com"],
  ["by address", "http://127.0.0.1:8080", "127.0.0.1:8080"],
])("the list is asked of the endpoint itself, %s", (_, endpoint, host) => {
  const asked = { ...request, endpoint: resolveEndpoint({ region: "cn-hangzhou", endpoint }) };
  expect(hostOf(asked)).toBe(host);
  expect(requestTarget(asked)).toBe("/?max-keys=1000");
});

test("what is signed of a request without a bucket is the root", () => {
  expect(canonicalUri("")).toBe("/");
});

test("page after page, from each marker on, with the prefix", async () => {
  const pages = [
    page(bucketXml("log-a"), truncated("log-a")),
    page(bucketXml("log-b", "oss-cn-beijing", "<Region>cn-beijing</Region>"), truncated("log-b")),
    page(bucketXml("log-c", "oss-us-west-1", "")),
  ];
  await using server = await serve(() => ({ body: pages.shift() ?? "" }));
  expect(await testClient(server.endpoint).service.listBuckets("log-")).toEqual([
    { name: "log-a", location: "oss-cn-hangzhou", region: "cn-hangzhou" },
    { name: "log-b", location: "oss-cn-beijing", region: "cn-beijing" },
    { name: "log-c", location: "oss-us-west-1", region: "us-west-1" },
  ]);
  expect(server.seen.map(({ url }) => url)).toEqual([
    "/?max-keys=1000&prefix=log-",
    "/?marker=log-a&max-keys=1000&prefix=log-",
    "/?marker=log-b&max-keys=1000&prefix=log-",
  ]);
});

test("an account without buckets", () => {
  expect(parseBuckets(page(""), "")).toEqual({ buckets: [], next: "" });
});

test.each([
  ["it does not say where the next page begins", "<IsTruncated>true</IsTruncated>", "lacks NextMarker"],
  ["the next page would be the same", truncated("log-a"), "not after its Marker"],
])("a list is not asked for ever: %s", (_, more, reason) => {
  expect(() => parseBuckets(page(bucketXml("log-b"), more), "log-a")).toThrow(reason);
});

test.each([
  ["Name", page("<Bucket><Location>oss-cn-hangzhou</Location></Bucket>")],
  ["Location", page("<Bucket><Name>log-a</Name></Bucket>")],
])("a bucket without %s is no answer of OSS", (name, xml) => {
  expect(() => parseBuckets(xml, "")).toThrow(`lacks ${name}`);
});

const stat = (storage: string, count: string) =>
  `<BucketStat><Storage>${storage}</Storage><ObjectCount>${count}</ObjectCount></BucketStat>`;

test("how much a bucket holds", async () => {
  await using server = await serve(() => ({ body: stat("3518437208883", "4120331") }));
  expect(await testClient(server.endpoint).service.getBucketStat("src-demo")).toEqual({
    storage: 3_518_437_208_883,
    objectCount: 4_120_331,
  });
  expect(server.seen[0]?.url).toBe("/src-demo/?stat");
});

test.each([
  ["", "1", "lacks Storage"],
  ["1", "", "lacks ObjectCount"],
  ["many", "1", "Storage of the answer is not a number"],
  ["1", "-1", "ObjectCount of the answer is not a number"],
  ["1.5", "1", "Storage of the answer is not a number"],
])("%j bytes in %j objects is no answer of OSS", (storage, count, reason) => {
  expect(() => parseBucketStat(stat(storage, count))).toThrow(reason);
});

test("only a call about the account goes without a bucket", async () => {
  await using server = await serve(() => ({ body: page("") }));
  const { service } = testClient(server.endpoint);
  await expect(service.getBucketStat("")).rejects.toMatchObject({ code: "InvalidBucketName" });
  expect(server.seen).toEqual([]);
  expect(operations.getBucketStat).not.toHaveProperty("ofAccount");
});
