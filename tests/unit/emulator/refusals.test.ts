import { refusal, refusals } from "../../../emulator/errors";
import { callRefusals } from "./support/callRefusals";
import { get } from "./support/calls";
import { at, send } from "./support/client";
import { pairRefusals } from "./support/pairRefusals";
import { shapeRefusals, valueRefusals } from "./support/putRefusals";
import type { Refused } from "./support/refusals";
import { signatureRefusals } from "./support/signatureRefusals";
import { using } from "./support/start";

const tables: [string, Refused[]][] = [
  ["the shape of a rule", shapeRefusals],
  ["the values of a rule", valueRefusals],
  ["a rule and its buckets", pairRefusals],
  ["the other calls", callRefusals],
  ["the signature", signatureRefusals],
];

describe.each(tables)("refused: %s", (_, table) => {
  test.each(table)("$refusal: $because", async ({ refusal: name, options, prepare, call }) => {
    await using(options ?? {}, async (emulator) => {
      prepare?.(emulator);
      const before = emulator.rules("src");
      const answer = await call(emulator);
      const due = refusal(name);
      expect(answer.xml).toMatchObject({ Error: { Code: due.code, Message: due.message } });
      expect([answer.status, at(answer, "Error.EC"), answer.headers["x-oss-ec"]]).toEqual([
        due.status,
        due.ec,
        due.ec,
      ]);
      expect(emulator.rules("src")).toEqual(before);
      expect(emulator.requests.at(-1)).toMatchObject({ status: due.status, code: due.code });
    });
  });
});

test("every refusal is in a table, but for the one that only a fault causes", () => {
  const tested = new Set(tables.flatMap(([, table]) => table.map(({ refusal: name }) => name)));
  expect(refusals.filter((name) => !tested.has(name))).toEqual(["qpsLimit"]);
});

describe("the shape of an error", () => {
  test("with an EC", () =>
    using({}, async (emulator) => {
      const answer = await get(emulator, "replication", { bucket: "gone-demo" });
      const requestId = emulator.requests[0]?.requestId;
      const { host } = new URL(emulator.endpoint);
      expect(answer.headers).toMatchObject({
        server: "AliyunOSS",
        "content-type": "application/xml",
        "x-oss-request-id": requestId,
        "x-oss-server-time": "0",
        "x-oss-ec": "0015-00000101",
      });
      expect(answer.body).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<Error>
  <Code>NoSuchBucket</Code>
  <Message>The specified bucket does not exist.</Message>
  <RequestId>${requestId}</RequestId>
  <HostId>${host}</HostId>
  <BucketName>gone-demo</BucketName>
  <EC>0015-00000101</EC>
  <RecommendDoc>https://api.aliyun.com/troubleshoot?q=0015-00000101</RecommendDoc>
</Error>
`);
    }));

  test("without a body it comes in a header", () =>
    using({}, async (emulator) => {
      const { status, headers } = await send(emulator, { method: "HEAD", bucket: "src" });
      const coded = String(headers["x-oss-err"]);
      expect(status).toBe(501);
      expect(Buffer.from(coded, "base64").toString()).toContain("<Code>NotImplemented</Code>");
    }));

  test("SignatureDoesNotMatch says what the service would have signed", () =>
    using({}, async (emulator) => {
      const answer = await get(emulator, "replication", { signing: { accessKeySecret: "other" } });
      const signed = String(at(answer, "Error.StringToSign"));
      expect(signed).toMatch(
        /^OSS4-HMAC-SHA256\n\d{8}T\d{6}Z\n\d{8}\/cn-hangzhou\/oss\/aliyun_v4_request\n[0-9a-f]{64}$/,
      );
      const bytes = String(at(answer, "Error.StringToSignBytes")).split(" ");
      expect(Buffer.from(bytes.join(""), "hex").toString()).toBe(signed);
      expect(at(answer, "Error.CanonicalRequest")).toMatch(/^GET\n\/src\/\nreplication\n/);
    }));
});
