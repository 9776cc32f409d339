import type { Query } from "../../../emulator/http/request";
import { canonicalRequest, type SignedParts, signatureOf } from "../../../emulator/signature/canonical";

/**
 * The vectors of the official clients: alibabacloud-oss-go-sdk-v2, oss/signer/signer_test.go, and
 * alibabacloud-oss-python-sdk-v2, tests/unit/signer/test_v4.py.
 */
const query: Query = [
  ["param1", "value1"],
  ["+param1", "value3"],
  ["|param1", "value4"],
  ["+param2", ""],
  ["|param2", ""],
  ["param2", ""],
];

function parts(date: string, more: Partial<SignedParts> = {}): SignedParts {
  return {
    method: "PUT",
    bucket: "bucket",
    key: "1234+-/123/1.txt",
    query,
    headers: {
      "x-oss-head1": "value",
      abc: "value",
      zabc: "value",
      xyz: "value",
      "content-type": "text/plain",
      "x-oss-content-sha256": "UNSIGNED-PAYLOAD",
      "x-oss-date": date,
      ...more.headers,
    },
    additionalHeaders: more.additionalHeaders ?? [],
    date,
    scope: `${date.slice(0, 8)}/cn-hangzhou/oss/aliyun_v4_request`,
  };
}

describe("the official V4 vectors", () => {
  test("without extras", () => {
    const plain = parts("20231216T162057Z");
    expect(canonicalRequest(plain).split("\n").slice(1, 3)).toEqual([
      "/bucket/1234%2B-/123/1.txt",
      "%2Bparam1=value3&%2Bparam2&%7Cparam1=value4&%7Cparam2&param1=value1&param2",
    ]);
    expect(signatureOf(plain, "sk")).toBe("e21d18daa82167720f9b1047ae7e7f1ce7cb77a31e8203a7d5f4624fa0284afe");
  });

  test("with a security token", () => {
    const withToken = parts("20231217T034736Z", { headers: { "x-oss-security-token": "token" } });
    expect(signatureOf(withToken, "sk")).toBe(
      "b94a3f999cf85bcdc00d332fbd3734ba03e48382c36fa4d5af5df817395bd9ea",
    );
  });

  test.each([
    ["as the header shows them", ["abc", "zabc"]],
    ["in another order", ["zabc", "abc"]],
    [
      "with names that are dropped: signed by default, absent, twice",
      ["abc", "content-type", "none", "zabc", "abc"],
    ],
  ])("with additional headers %s", (_, additionalHeaders) => {
    expect(signatureOf(parts("20231216T172512Z", { additionalHeaders }), "sk")).toBe(
      "4a4183c187c07c8947db7620deb0a6b38d9fbdd34187b6dbaccb316fa251212f",
    );
  });
});

test("no bucket, no query, no signed header", () => {
  const bare = { ...parts("20260115T080000Z"), method: "GET", bucket: "", key: "", query: [], headers: {} };
  expect(canonicalRequest(bare)).toBe("GET\n/\n\n\n\nUNSIGNED-PAYLOAD");
});

test("blanks are %20, and what encodeURIComponent leaves alone is encoded too", () => {
  const odd = { ...parts("20260115T080000Z"), query: [["rule-id", "a b!'()*~"]] as const };
  expect(canonicalRequest(odd).split("\n")[2]).toBe("rule-id=a%20b%21%27%28%29%2A~");
});
