import { resolveEndpoint } from "../../../provider/oss";
import { getProgress, operations } from "../../../provider/oss/operations";
import { hostOf, requestTarget, signedHeaders } from "../../../provider/oss/request";
import { SigningSpi } from "../../../provider/oss/sdk";
import { sampleKeys, sampleTime, signedRequests, testClient } from "./samples";
import { serve } from "./server";

describe("the six signed requests of the protocol page, byte for byte", () => {
  test.each(Object.entries(signedRequests))("%s", async (_, sample) => {
    await using server = await serve(() => ({ body: sample.answer }));
    await sample.call(testClient(server.endpoint).service);
    expect(server.seen).toHaveLength(1);
    const [seen] = server.seen;
    expect(seen).toMatchObject({ method: sample.method, url: sample.target, body: sample.body });
    expect(seen?.headers).toMatchObject({
      host: server.endpoint.replace("http://", ""),
      "x-oss-date": "20260115T080000Z",
      "x-oss-content-sha256": "UNSIGNED-PAYLOAD",
      authorization: `OSS4-HMAC-SHA256 Credential=LTAIEXAMPLE/20260115/cn-hangzhou/oss/aliyun_v4_request,Signature=${sample.signature}`,
    });
    expect(seen?.headers["content-md5"]).toBe(sample.md5);
    expect(seen?.headers["content-type"]).toBe(sample.md5 && "application/xml");
    expect(seen?.headers["content-length"]).toBe(sample.md5 && String(sample.body.length));
  });
});

const request = {
  operation: operations.getReplication,
  bucket: "src-demo",
  endpoint: resolveEndpoint({ region: "cn-hangzhou" }),
  region: "cn-hangzhou",
  keys: sampleKeys,
  time: sampleTime,
};

test("the bucket is in the host, and the signature is that of the path style", () => {
  expect(hostOf(request)).toBe("src-demo.oss-cn-hangzhou.aliyuncs.com");
  expect(requestTarget(request)).toBe("/?replication");
  expect(signedHeaders(request).authorization).toContain(signedRequests.GetBucketReplication?.signature);
});

test.each([
  [undefined, "https"],
  ["oss.example.com", "https"],
  ["http://127.0.0.1:8080", "http"],
])("plain http only where the endpoint %s says so: %s", async (endpoint, protocol) => {
  const resolved = resolveEndpoint({ region: "cn-hangzhou", endpoint });
  const context = { request: { userAgent: "agent" } } as Parameters<SigningSpi["modifyRequest"]>[0];
  await new SigningSpi({ ...request, endpoint: resolved }, 1000).modifyRequest(context);
  expect(context.request).toMatchObject({ protocol, method: "GET", headers: { "user-agent": "agent" } });
});

test("a port is part of the host header", () => {
  const endpoint = resolveEndpoint({ region: "cn-hangzhou", endpoint: "http://localhost:8080" });
  expect(signedHeaders({ ...request, endpoint }).host).toBe("src-demo.localhost:8080");
});

test("a security token is sent and signed, an empty one is not", () => {
  const withToken = signedHeaders({ ...request, keys: { ...sampleKeys, securityToken: "token" } });
  expect(withToken["x-oss-security-token"]).toBe("token");
  expect(withToken.authorization).not.toBe(signedHeaders(request).authorization);
  expect(signedHeaders({ ...request, keys: { ...sampleKeys, securityToken: "" } })).toEqual(
    signedHeaders(request),
  );
});

test("a rule id is encoded in the query", () => {
  const operation = getProgress("a&b=c/d e*");
  expect(requestTarget({ ...request, operation })).toBe("/?replicationProgress&rule-id=a%26b%3Dc%2Fd%20e%2A");
});

test("the encoded rule id arrives as it was", async () => {
  await using server = await serve(() => ({ status: 404 }));
  await testClient(server.endpoint)
    .service.getBucketReplicationProgress("src-demo", "a&b=c/'d e*")
    .catch(() => {});
  const url = new URL(server.seen[0]?.url ?? "", server.endpoint);
  expect(url.searchParams.get("rule-id")).toBe("a&b=c/'d e*");
});
