import { type Asked, evidenceIn, evidenceText } from "../../../provider/lifecycle/check/evidence";
import { OssError, type OssErrorDetails, whatHappened } from "../../../provider/oss";

const refused = (details: Partial<OssErrorDetails>) =>
  new OssError({
    operation: "GetBucketInfo",
    bucket: "b",
    code: "AccessDenied",
    status: 403,
    requestId: "ID",
    serviceMessage: "",
    ...details,
  });

const specified = (endpoint?: string) =>
  refused({
    serviceMessage: "The bucket you are attempting to access must be addressed using the specified endpoint.",
    endpoint,
  });
const signing = refused({
  code: "InvalidArgument",
  status: 400,
  serviceMessage: "Invalid signing region in Authorization header.",
});
const redirect = (status: number, endpoint?: string) => refused({ code: "BadAnswer", status, endpoint });

describe("an answer that proves something", () => {
  it.each<[string, OssError, string]>([
    ["another endpoint that is named", specified("oss-cn-beijing.aliyuncs.com"), "elsewhere"],
    ["another endpoint that is not named", specified(), "elsewhere"],
    ["a wrong signing region", signing, "elsewhere"],
    ["a wrong signing region, by its EC", refused({ status: 400, ec: "0002-00000228" }), "elsewhere"],
    ["a signature for another endpoint's region", refused({ status: 400, ec: "0002-00000226" }), "elsewhere"],
    ["a permanent redirect", redirect(301, "http://b.oss-cn-beijing.aliyuncs.com/?bucketInfo"), "elsewhere"],
    ["a temporary redirect", redirect(307, "oss-cn-beijing.aliyuncs.com"), "elsewhere"],
    ["another account's bucket", refused({ code: "BucketNotBelongTo" }), "not ours"],
    [
      "another account's bucket in other words",
      refused({ serviceMessage: "The bucket you access does not belong to you." }),
      "not ours",
    ],
    ["no such bucket", refused({ code: "NoSuchBucket", status: 404 }), "missing"],
    ["no bucket of such a name", refused({ code: "InvalidBucketName", status: 400 }), "missing"],
    ["no credentials", refused({ code: "NoCredentials", status: undefined }), "credentials"],
    ["a token of other keys", refused({ code: "AccessKeyIdAndSecurityTokenNotMatch" }), "credentials"],
    ["an expired token, in other words", refused({ code: "InvalidSecurityToken.Expired" }), "credentials"],
    ["a wrong secret", refused({ code: "SignatureDoesNotMatch" }), "credentials"],
    ["a wrong key", refused({ code: "InvalidAccessKeyId" }), "credentials"],
    ["a wrong token", refused({ code: "InvalidSecurityToken" }), "credentials"],
    ["an expired token", refused({ code: "SecurityTokenExpired" }), "credentials"],
    ["a closed account", refused({ code: "UserDisable" }), "credentials"],
  ])("%s", (_, error, kind) => {
    expect(evidenceIn(error)?.kind).toBe(kind);
  });

  it.each<[string, unknown]>([
    ["no permission", refused({ serviceMessage: "You have no right to access this object." })],
    ["no route", refused({ code: "NetworkError", status: undefined, reason: "ENOTFOUND" })],
    ["no time", refused({ code: "Timeout", status: undefined })],
    ["a busy service", refused({ code: "MetaOperationQpsLimitExceeded", status: 503 })],
    ["a redirect of a captive portal", redirect(302, "http://login.example.com/?back=oss-cn-beijing")],
    ["a redirect to nowhere", redirect(301)],
    ["an EC that only begins so", refused({ status: 400, ec: "0002-000002280" })],
    ["an EC that only ends so", refused({ status: 400, ec: "90002-00000228" })],
    ["an EC without an answer", refused({ code: "Timeout", status: undefined, ec: "0002-00000228" })],
    [
      "a word about the owner in another answer",
      refused({ status: 400, serviceMessage: "does not belong to you" }),
    ],
    ["a code that is a method's name", refused({ code: "constructor" })],
    ["a bug", new TypeError("does not belong to you")],
    ["what has such a code and is no answer", Object.assign(new Error("x"), { code: "NoSuchBucket" })],
  ])("is not %s", (_, error) => {
    expect(evidenceIn(error)).toBeUndefined();
  });
});

describe("evidence is told on the argument that it speaks of", () => {
  const source: Asked = { role: "source", bucket: "b", region: "cn-hangzhou" };
  const target: Asked = { role: "target", bucket: "b", region: "cn-hangzhou" };
  const beijing = specified("oss-cn-beijing.aliyuncs.com");
  const at = (endpoint: string) => ({ ...source, endpoint });

  const happened = (error: OssError) => `(${whatHappened(error)})`;
  const given = "(The endpoint comes from the resource, else from `oss:endpoint`, else from OSS_ENDPOINT.)";

  it.each<[string, OssError, Asked, (error: OssError) => string]>([
    [
      "the region",
      beijing,
      source,
      (error) =>
        `Bucket b is in cn-beijing, not in cn-hangzhou: set \`region\` to "cn-beijing" ${happened(error)}`,
    ],
    [
      "the region by a redirect",
      redirect(301, "http://b.oss-cn-beijing-internal.aliyuncs.com/?x"),
      { ...source, region: "oss-cn-hangzhou" },
      (error) =>
        `Bucket b is in cn-beijing, not in cn-hangzhou: set \`region\` to "cn-beijing" ${happened(error)}`,
    ],
    [
      "region and endpoint",
      beijing,
      at("oss-cn-hangzhou.aliyuncs.com"),
      (error) =>
        `Bucket b is in cn-beijing, not in cn-hangzhou at oss-cn-hangzhou.aliyuncs.com: set \`region\` to "cn-beijing" and correct \`endpoint\`. ${given} ${happened(error)}`,
    ],
    [
      "the endpoint alone",
      specified("oss-cn-hangzhou.aliyuncs.com"),
      at("oss-cn-beijing.aliyuncs.com"),
      (error) =>
        `Bucket b is in cn-hangzhou, not at oss-cn-beijing.aliyuncs.com: correct \`endpoint\`. ${given} ${happened(error)}`,
    ],
    [
      "the region where the endpoint is right",
      beijing,
      at("oss-cn-beijing.aliyuncs.com"),
      (error) =>
        `Bucket b is in cn-beijing, not in cn-hangzhou: set \`region\` to "cn-beijing" ${happened(error)}`,
    ],
    [
      "the region at an IP address",
      beijing,
      at("http://127.0.0.1:80"),
      (error) =>
        `Bucket b is in cn-beijing, not in cn-hangzhou: set \`region\` to "cn-beijing" ${happened(error)}`,
    ],
    [
      "the endpoint of a finance cloud",
      specified("oss-cn-hzfinance.aliyuncs.com"),
      source,
      (error) =>
        `Bucket b is in cn-hangzhou-finance, not in cn-hangzhou: set \`region\` to "cn-hangzhou-finance" ${happened(error)}`,
    ],
    ...["http://127.0.0.1:80", "oss-cn-hangzhou.aliyuncs.com", undefined].map(
      (endpoint): [string, OssError, Asked, (error: OssError) => string] => [
        `the region where OSS names none (${endpoint})`,
        signing,
        { ...source, endpoint },
        (error) =>
          `Bucket b is not in the region cn-hangzhou, since OSS does not accept a signature for it: correct \`region\`. ${happened(error)}`,
      ],
    ),
    [
      "both, where one contradicts the other",
      signing,
      at("oss-cn-beijing.aliyuncs.com"),
      (error) =>
        `\`region\` is cn-hangzhou and \`endpoint\` is oss-cn-beijing.aliyuncs.com, which is in cn-beijing. An endpoint accepts only signatures for its own region: correct the one that is not bucket b's. ${given} ${happened(error)}`,
    ],
    [
      "the endpoint where OSS names the region that was asked in",
      specified("oss-cn-hangzhou-internal.aliyuncs.com"),
      source,
      (error) =>
        `Bucket b is in cn-hangzhou, not where it was looked for: correct \`endpoint\`. ${happened(error)}`,
    ],
    [
      "the target's location",
      beijing,
      target,
      (error) =>
        `The target bucket b is in cn-beijing, not in oss-cn-hangzhou: set \`destination.location\` to "oss-cn-beijing". ${happened(error)}`,
    ],
    [
      "the target's location in a finance cloud",
      specified("oss-cn-hzfinance.aliyuncs.com"),
      target,
      (error) =>
        `The target bucket b is in cn-hangzhou-finance, not in oss-cn-hangzhou: correct \`destination.location\`; OSS names the endpoint oss-cn-hzfinance.aliyuncs.com. ${happened(error)}`,
    ],
    [
      "the target's location where OSS names none",
      signing,
      target,
      (error) =>
        `The target bucket b is not in oss-cn-hangzhou, since OSS does not accept a signature for that region: correct \`destination.location\`. ${happened(error)}`,
    ],
    [
      "the bucket",
      refused({ code: "NoSuchBucket" }),
      source,
      ({ message }) => `\`bucket\` is b, a bucket that does not exist. ${message}`,
    ],
    [
      "the target bucket",
      refused({ code: "NoSuchBucket" }),
      target,
      ({ message }) => `\`destination.bucket\` is b, a bucket that does not exist. ${message}`,
    ],
    [
      "the owner",
      refused({ code: "BucketNotBelongTo" }),
      source,
      ({ message }) => `\`bucket\` is b, a bucket of another account. ${message}`,
    ],
    [
      "the target's owner",
      refused({ code: "BucketNotBelongTo" }),
      target,
      ({ message }) =>
        `\`destination.bucket\` is b, a bucket of another account. ${message} To copy to a bucket of another account, name a \`syncRole\` that its owner allows to do so: https://www.alibabacloud.com/help/en/oss/user-guide/introduction-to-data-replication-permissions`,
    ],
    [
      "no credentials",
      refused({ code: "NoCredentials" }),
      source,
      ({ message }) =>
        `${message} If previews should run without credentials, set \`pulumi config set oss:checks off\` once.`,
    ],
    ["wrong credentials", refused({ code: "InvalidAccessKeyId" }), source, ({ message }) => message],
  ])("%s", (_, error, asked, words) => {
    const evidence = evidenceIn(error);
    expect(evidence && evidenceText(evidence, error, asked)).toBe(words(error));
  });
});
