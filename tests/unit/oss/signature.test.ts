import { createHash } from "node:crypto";
import {
  additionalNames,
  authorization,
  canonicalHeaders,
  canonicalQuery,
  canonicalRequest,
  canonicalUri,
  encode,
  scope,
  signingDate,
  signingKey,
  stringToSign,
} from "../../../provider/oss/signature";

const headers = {
  "x-oss-head1": "value",
  abc: "value",
  ZAbc: "value",
  XYZ: "value",
  "content-type": "text/plain",
  "x-oss-content-sha256": "UNSIGNED-PAYLOAD",
};
const query = {
  param1: "value1",
  "+param1": "value3",
  "|param1": "value4",
  "+param2": undefined,
  "|param2": "",
  param2: undefined,
};

describe("the official vectors", () => {
  const key = "1234+-/123/1.txt";
  const vectors = [
    { unix: 1702743657, signature: "e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe" },
    {
      unix: 1702784856,
      token: "token",
      signature: "b94a3f999cf85bcdc00d332fbd3734ba03e48382c36fa4d5af5df817395bd9ea",
    },
    {
      unix: 1702747512,
      additionalHeaders: ["ZAbc", "abc"],
      signature: "4a4183c187c07c8947db7620deb0a6b38d9fbdd34187b6dbaccb316fa251212f",
    },
  ];

  test.each(vectors)("signs as of $unix to $signature", ({ unix, token, additionalHeaders, signature }) => {
    const date = signingDate(unix * 1000);
    const all = { ...headers, "x-oss-date": date, ...(token && { "x-oss-security-token": token }) };
    const request = { method: "PUT", bucket: "bucket", key, query, headers: all, additionalHeaders };
    const signer = { accessKeyId: "ak", accessKeySecret: "sk", region: "cn-hangzhou", date };
    const additional = additionalHeaders ? ",AdditionalHeaders=abc;zabc" : "";
    expect(authorization(request, signer)).toBe(
      `OSS4-HMAC-SHA256 Credential=ak/${date.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request${additional},Signature=${signature}`,
    );
  });

  test("name the step that is wrong: the first one's canonical request", () => {
    const all = { ...headers, "x-oss-date": "20231216T162057Z" };
    const canonical = canonicalRequest({ method: "PUT", bucket: "bucket", key, query, headers: all });
    expect(createHash("sha256").update(canonical).digest("hex")).toBe(
      "f4613657f1b108998e8dbd10a1aa5da621dc2c6e02c9ddec0f163664848704c4",
    );
  });
});

describe("each step", () => {
  test("the date has no separators and no fraction", () => {
    expect(signingDate(1702743657_987)).toBe("20231216T162057Z");
  });

  test("the path keeps its slashes and encodes the rest", () => {
    expect(canonicalUri("bucket", "1234+-/123/1.txt")).toBe("/bucket/1234%2B-/123/1.txt");
    expect(canonicalUri("src-demo")).toBe("/src-demo/");
  });

  test("encoding leaves letters, digits and - . _ ~ alone, and no space becomes a plus", () => {
    expect(encode("aZ0-._~")).toBe("aZ0-._~");
    expect(encode(" !'()*/+é")).toBe("%20%21%27%28%29%2A%2F%2B%C3%A9");
  });

  test("the query is sorted by encoded name, a parameter without value is a bare name", () => {
    expect(canonicalQuery(query)).toBe(
      "%2Bparam1=value3&%2Bparam2&%7Cparam1=value4&%7Cparam2&param1=value1&param2",
    );
    expect(canonicalQuery({ replication: undefined, comp: "add" })).toBe("comp=add&replication");
  });

  test("x-oss headers, content-type and content-md5 are signed, others only when asked for", () => {
    const all = { "Content-MD5": " m ", "Content-Type": "t", Host: "h", "X-OSS-Date": "d", abc: "v" };
    expect(canonicalHeaders(all, [])).toBe("content-md5:m\ncontent-type:t\nx-oss-date:d\n");
    expect(canonicalHeaders(all, ["host"])).toBe("content-md5:m\ncontent-type:t\nhost:h\nx-oss-date:d\n");
  });

  test("additional headers are lower case, sorted, once each, present and not signed anyway", () => {
    expect(additionalNames(headers, ["ZAbc", "abc", "ABC", "absent", "Content-Type", "x-oss-head1"])).toEqual(
      ["abc", "zabc"],
    );
    expect(additionalNames(headers)).toEqual([]);
  });

  test("scope and string to sign", () => {
    expect(scope("20231216T162057Z", "cn-hangzhou")).toBe("20231216/cn-hangzhou/oss/aliyun_v4_request");
    expect(stringToSign("20231216T162057Z", "cn-hangzhou", "canonical").split("\n")).toEqual([
      "OSS4-HMAC-SHA256",
      "20231216T162057Z",
      "20231216/cn-hangzhou/oss/aliyun_v4_request",
      createHash("sha256").update("canonical").digest("hex"),
    ]);
  });

  test("the key depends on secret, day and region, not on the hour", () => {
    const key = signingKey("sk", "20231216T162057Z", "cn-hangzhou");
    expect(signingKey("sk", "20231216T000000Z", "cn-hangzhou")).toEqual(key);
    for (const other of [
      signingKey("sk2", "20231216T162057Z", "cn-hangzhou"),
      signingKey("sk", "20231217T162057Z", "cn-hangzhou"),
      signingKey("sk", "20231216T162057Z", "cn-beijing"),
    ]) {
      expect(other).not.toEqual(key);
    }
  });
});
