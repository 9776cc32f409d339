/* Loading the SDK and the credentials chain takes a tenth of a second, which a preview without new rules need not pay. */

const loaded: string[] = [];

jest.mock("@alicloud/oss20190517", () => {
  loaded.push("sdk");
  return jest.requireActual("@alicloud/oss20190517");
});
jest.mock("@alicloud/credentials", () => {
  loaded.push("credentials");
  return jest.requireActual("@alicloud/credentials");
});

test("making a client and its credentials loads neither, the first call does", async () => {
  const { createOssClient, credentialsFor } =
    require("../../../provider/oss") as typeof import("../../../provider/oss");
  const env = { OSS_ACCESS_KEY_ID: "LTAIEXAMPLE", OSS_ACCESS_KEY_SECRET: "demo-sk" };
  const credentials = credentialsFor({}, env);
  const service = createOssClient({
    region: "cn-hangzhou",
    endpoint: "http://127.0.0.1:1",
    credentials,
    maxAttempts: 1,
  });
  expect(loaded).toEqual([]);
  await expect(service.getBucketReplication("src-demo")).rejects.toMatchObject({ code: "NetworkError" });
  expect(loaded).toContain("sdk");
});
