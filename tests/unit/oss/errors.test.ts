import { OssError } from "../../../provider/oss";
import { advice } from "../../../provider/oss/advice";
import { clockOffset, refusal } from "../../../provider/oss/answer";
import { plainText } from "../../../provider/oss/errors";
import { sampleError } from "./samples";

const subject = {
  operation: "PutBucketReplication",
  bucket: "prod-logs",
  ruleId: "crr-logs",
  target: "dst-demo",
};
const keys = {
  accessKeyId: "LTAIEXAMPLE",
  accessKeySecret: "very-secret",
  securityToken: "very-secret-token",
};
const answer = (body: string, headers: Record<string, string> = {}, status = 404) => ({
  status,
  headers: { "x-oss-request-id": "ID", ...headers },
  body,
});

describe("an error answer", () => {
  test("says what was attempted, on what, what was said and what to do, in one paragraph", () => {
    const error = refusal(answer(sampleError("NoSuchBucket")), subject, keys, 0);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      ...subject,
      name: "OssError",
      code: "NoSuchBucket",
      status: 404,
      ec: "0015-00000101",
      requestId: "69689F80C1A2B3D4E5F6071E",
      serviceMessage: "As NoSuchBucket says.",
      retryable: false,
    });
    expect(error.message).toBe(
      "PutBucketReplication on bucket prod-logs for rule crr-logs to bucket dst-demo failed with NoSuchBucket (HTTP 404, EC 0015-00000101, request id 69689F80C1A2B3D4E5F6071E): As NoSuchBucket says. Next: check the bucket's name and that the region is the bucket's own. See https://github.com/pulumi-oss-replication/pulumi-oss-replication/blob/main/docs/errors.md#nosuchbucket.",
    );
  });

  test.each(["", " \r\n"])("may come base64-coded in a header when the body is empty: %j", (body) => {
    const coded = Buffer.from(sampleError("AccessDenied")).toString("base64");
    expect(refusal(answer(body, { "x-oss-err": coded }, 403), subject, keys, 0)).toMatchObject({
      code: "AccessDenied",
      ec: "0015-00000101",
    });
  });

  test.each(["", "<html><body>Bad gateway</body></html>", "Bad gateway", sampleError("Cut").slice(0, -3)])(
    "that is not OSS's keeps status and request id: %j",
    (body) => {
      const headers = { "x-oss-ec": "0001-00000001" };
      expect(refusal(answer(body, headers, 502), subject, keys, 0)).toMatchObject({
        code: "BadAnswer",
        status: 502,
        requestId: "ID",
        ec: "0001-00000001",
        retryable: true,
      });
    },
  );

  test.each([
    [
      "to another place",
      { location: "http://oss-cn-shanghai.aliyuncs.com/?rtc" },
      "oss-cn-shanghai.aliyuncs.com",
    ],
    ["to nowhere", { location: "/" }, undefined],
    ["without a place", {}, undefined],
  ])("a redirect of OSS %s is final", (_, headers, endpoint) => {
    const error = refusal(answer("", headers as Record<string, string>, 307), subject, keys, 0);
    expect(error).toMatchObject({ code: "Redirect", status: 307, retryable: false, endpoint });
    expect(error.message).toContain("Next: set the region");
  });

  // As OSS answers in the wild, EC and all.
  test("names the endpoint that OSS names", () => {
    const body = `<Error><Code>AccessDenied</Code><Message>The bucket you are attempting to access must be addressed using
      the specified endpoint. Please send all future requests to this endpoint.</Message><Bucket>prod-logs</Bucket>
      <Endpoint>oss-cn-shanghai.aliyuncs.com</Endpoint><EC>0003-00001403</EC></Error>`;
    const error = refusal(answer(body, {}, 403), subject, keys, 0);
    expect(error.endpoint).toBe("oss-cn-shanghai.aliyuncs.com");
    expect(error.message).toContain(
      "OSS names the endpoint oss-cn-shanghai.aliyuncs.com. Next: set the region",
    );
  });

  test.each([
    ["a proxy's page", "<html></html>", 403],
    ["a portal's redirect", "", 302],
    ["another server's error, in the words of OSS", sampleError("NoSuchReplicationRule"), 404],
  ])("without an OSS request id is none: %s", (_, body, status) => {
    expect(refusal({ status, headers: {}, body }, subject, keys, 0)).toMatchObject({
      code: "BadAnswer",
      status,
      serviceMessage: `HTTP status ${status} without an OSS request id`,
      retryable: true,
    });
  });

  test("the service's clock is the Date of the answer", () => {
    const now = Date.UTC(2026, 0, 15, 8, 0, 0);
    expect(clockOffset(answer("", { date: "Thu, 15 Jan 2026 09:00:00 GMT" }), now)).toBe(3_600_000);
    expect(clockOffset(answer("", {}), now)).toBe(0);
    expect(clockOffset(answer("", { date: "now" }), now)).toBe(0);
  });
});

describe("no secret leaves", () => {
  const everything = (error: OssError) =>
    [
      error.message,
      error.stack,
      String(error),
      JSON.stringify(error),
      JSON.stringify(Object.entries(error)),
    ].join();

  test("what a signature error repeats is not even read", () => {
    const repeated =
      "<OSSAccessKeyId>LTAIEXAMPLE</OSSAccessKeyId><SignatureProvided>5ignature</SignatureProvided><StringToSign>OSS4-HMAC-SHA256&#10;20260115T080000Z</StringToSign><StringToSignBytes>4f 53</StringToSignBytes>";
    const error = refusal(answer(sampleError("SignatureDoesNotMatch", repeated), {}, 403), subject, keys, 0);
    expect(error.code).toBe("SignatureDoesNotMatch");
    expect(everything(error)).not.toMatch(/5ignature|OSS4|20260115T080000Z|4f 53|LTAIEXAMPLE/);
    expect(error.cause).toBeUndefined();
  });

  test("keys and signatures in the service's text are removed", () => {
    const said =
      "key very-secret, token very-secret-token, header OSS4-HMAC-SHA256 Credential=x,Signature=5ignature";
    const body = `<Error><Code>AccessDenied</Code><Message>${said}</Message></Error>`;
    const error = refusal(answer(body, {}, 403), subject, keys, 0);
    expect(everything(error)).not.toMatch(/very-secret|5ignature/);
    expect(error.serviceMessage).toBe("key [removed], token [removed], header [removed]");
  });

  test("an empty token removes nothing", () => {
    const error = refusal(answer(sampleError("A")), subject, { ...keys, securityToken: "" }, 0);
    expect(error.serviceMessage).toBe("As A says.");
  });
});

describe("text of others", () => {
  test.each([
    ["a\u001b[31mred\u0007", "a [31mred"],
    ["two\r\n\tlines", "two lines"],
    ["right\u202eleft\u200b", "right left"],
    ["a\u2028b", "a b"],
    ["", ""],
  ])("%j becomes %j", (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  test("is bounded", () => {
    expect(plainText("a".repeat(501))).toBe(`${"a".repeat(500)}...`);
    const error = new OssError({ ...subject, code: "A", serviceMessage: "b".repeat(10_000) });
    expect(error.message.length).toBeLessThan(1000);
  });

  test("control characters do not come in by code, rule or bucket", () => {
    const error = new OssError({
      operation: "A",
      bucket: "b\u001b[2J",
      ruleId: "r\n",
      code: "C\u0007",
      serviceMessage: "",
    });
    expect(error.message).not.toMatch(/\p{Cc}/u);
    expect(error.code).toBe("C");
  });
});

describe("the next step", () => {
  const codes = [
    ...["AccessDenied", "AccessKeyIdAndSecurityTokenNotMatch", "BadAnswer"],
    ...["BadReplicationLocation", "BucketNotBelongTo", "BucketReplicationAlreadyExist"],
    ...["BucketReplicationInClosingStatus", "BucketReplicationNotSupportRtc", "InsecureEndpoint"],
    ...["InternalError", "InvalidAccessKeyId", "InvalidArgument", "InvalidBucketName"],
    ...["InvalidDigest", "InvalidEndpoint", "InvalidRegion", "InvalidSecurityToken"],
    ...["InvalidTargetBucket", "InvalidTargetLocation", "InvalidText", "MalformedXML"],
    ...["MetaOperationQpsLimitExceeded", "NoCredentials", "NoPermission"],
    ...["NoReplicationLocation", "NoSuchBucket", "NoSuchReplicationConfiguration"],
    ...["NoSuchReplicationRule", "ReplicationLocationNotSupportRtc", "RequestTimeTooSkewed"],
    ...["SecurityTokenExpired", "SignatureDoesNotMatch", "Timeout", "TooManyIncomingReplication"],
    ...["TooManyOutgoingReplication", "TooManyReplicationRules", "TransferAccAlreadyInUse"],
    ...["UserDisable"],
  ];
  const unknown =
    "Next: look the code up in OSS's error list, or give the request id to Alibaba Cloud support.";
  const anyNetwork = "Next: check the network between here and the endpoint, then run the same again.";

  test.each(codes)("%s has one of its own", (code) => {
    const step = advice({ code, serviceMessage: "" });
    expect(step).toMatch(/Next: .+\.$/s);
    expect(step).not.toBe(unknown);
  });

  test.each([
    ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ERR_INVALID_CHAR", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ...["UnusableProxy", "EPROTO", "ERR_SSL_WRONG_VERSION_NUMBER"],
  ])("so has the network's %s", (reason) => {
    const step = advice({ code: "NetworkError", reason, serviceMessage: "" });
    expect(step).toMatch(/Next: .+\.$/);
    expect(step).not.toContain(anyNetwork);
  });

  test.each(["OTHER", "constructor", undefined])("the network's %s has the one of all", (reason) => {
    expect(advice({ code: "NetworkError", reason, serviceMessage: "" })).toContain(anyNetwork);
  });

  test("another endpoint's bucket is not a matter of permission", () => {
    const serviceMessage =
      "The bucket you are attempting to access must be addressed using the specified endpoint. Please ...";
    expect(advice({ code: "AccessDenied", serviceMessage })).toContain("set the region");
  });

  test("an unknown code leads to the page of its EC, a code that is a method's name is unknown too", () => {
    expect(advice({ code: "Unheard", ec: "0031-00000053&x", serviceMessage: "" })).toBe(
      "Next: see https://api.aliyun.com/troubleshoot?q=0031-00000053%26x.",
    );
    expect(advice({ code: "Unheard", serviceMessage: "" })).toBe(unknown);
    expect(advice({ code: "constructor", serviceMessage: "" })).toBe(unknown);
  });
});

test("a wait that the service asks for is part of the error", () => {
  const busy = answer(sampleError("MetaOperationQpsLimitExceeded"), { "retry-after": "3" }, 503);
  expect(refusal(busy, subject, keys, 0).retryAfterMs).toBe(3000);
  expect(refusal(answer(sampleError("A")), subject, keys, 0).retryAfterMs).toBeUndefined();
});
