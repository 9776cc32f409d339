import type { Account } from "../../../../emulator";
import { get } from "./calls";
import type { Call } from "./client";
import type { Refused } from "./refusals";

const accounts: Account[] = [
  { accessKeyId: "LTAIEXAMPLE", accessKeySecret: "demo-sk" },
  { accessKeyId: "STS.a", accessKeySecret: "a", securityToken: "token-a" },
  { accessKeyId: "STS.b", accessKeySecret: "b", securityToken: "token-b" },
  { accessKeyId: "STS.old", accessKeySecret: "c", securityToken: "token-c", tokenExpiresAt: 1 },
  { accessKeyId: "LTAIGONE", accessKeySecret: "d", disabled: true },
];

type Header = string | undefined;

const call = (more: Partial<Call>) => ({
  options: { accounts },
  call: (e: Parameters<typeof get>[0]) => get(e, "replication", more),
});
const key = (accessKeyId: string, accessKeySecret: string, securityToken?: string) =>
  call({ signing: { accessKeyId, accessKeySecret, securityToken } });
const header = (name: string, change: (value: string) => Header) =>
  call({ tamper: (headers) => ({ ...headers, [name]: change(headers[name] ?? "") }) });
const authorization = (change: (value: string) => Header) => header("authorization", change);
const replaced = (what: string | RegExp, by: string) => authorization((value) => value.replace(what, by));
const minutes = (count: number) => call({ signing: { date: new Date(Date.now() + count * 60_000) } });

/** Requests that are not properly signed. */
export const signatureRefusals: Refused[] = [
  { refusal: "anonymous", because: "no Authorization", ...authorization(() => undefined) },
  {
    refusal: "presigned",
    because: "the signature in the query",
    call: (e) =>
      get(e, "replication&x-oss-signature=0", {
        tamper: (headers) => ({ ...headers, authorization: undefined }),
      }),
  },
  { refusal: "notV4", because: "V1", ...authorization(() => "OSS LTAIEXAMPLE:c2lnbmF0dXJl") },
  { refusal: "notV4", because: "another service's", ...replaced("OSS4", "AWS4") },
  { refusal: "malformedAuthorization", because: "no Signature", ...replaced(/,Signature=.*/, "") },
  { refusal: "malformedAuthorization", because: "no Credential", ...replaced(/Credential=[^,]*,/, "") },
  { refusal: "malformedAuthorization", because: "an unknown field", ...replaced(",Sig", ",Extra=1,Sig") },
  { refusal: "malformedAuthorization", because: "a field twice", ...replaced(/$/, ",Signature=0") },
  {
    refusal: "emptyAdditionalHeaders",
    because: "nothing in it",
    ...replaced(",Sig", ",AdditionalHeaders=,Sig"),
  },
  { refusal: "credential", because: "no request type", ...replaced("/aliyun_v4_request", "") },
  {
    refusal: "credential",
    because: "another request type",
    ...replaced("aliyun_v4_request", "aws4_request"),
  },
  { refusal: "signingProduct", because: "another product", ...replaced("/oss/", "/s3/") },
  { refusal: "signingDate", because: "not a day", ...replaced(/\/\d{8}\//, "/2026-01-15/") },
  { refusal: "signingDate", because: "another day", ...replaced(/\/\d{8}\//, "/20200101/") },
  { refusal: "contentSha256", because: "missing", ...header("x-oss-content-sha256", () => undefined) },
  { refusal: "contentSha256", because: "a hash", ...header("x-oss-content-sha256", () => "e3b0c442") },
  { refusal: "noDate", because: "none", ...header("x-oss-date", () => undefined) },
  {
    refusal: "noDate",
    because: "not V4's form",
    ...header("x-oss-date", () => "Thu, 15 Jan 2026 08:00:00 GMT"),
  },
  { refusal: "noDate", because: "no such day", ...header("x-oss-date", () => "20261399T080000Z") },
  { refusal: "unknownKey", because: "never seen", ...key("LTAINONE", "x") },
  { refusal: "unknownStsKey", because: "never seen, with a token", ...key("STS.none", "x", "token") },
  { refusal: "unknownStsKey", because: "a temporary key without its token", ...key("STS.a", "a") },
  { refusal: "invalidToken", because: "nobody's token", ...key("STS.a", "a", "token") },
  {
    refusal: "invalidToken",
    because: "a token for a key that has none",
    ...key("LTAIEXAMPLE", "demo-sk", "token"),
  },
  { refusal: "tokenMismatch", because: "another key's token", ...key("STS.a", "a", "token-b") },
  { refusal: "tokenExpired", because: "long ago", ...key("STS.old", "c", "token-c") },
  { refusal: "userDisabled", because: "the key is disabled", ...key("LTAIGONE", "d") },
  { refusal: "skewed", because: "16 minutes behind", ...minutes(-16) },
  { refusal: "skewed", because: "16 minutes ahead", ...minutes(16) },
  { refusal: "signature", because: "another secret", ...key("LTAIEXAMPLE", "other") },
  { refusal: "signature", because: "a header that was not signed", ...header("x-oss-more", () => "1") },
  { refusal: "signature", because: "one digit short", ...replaced(/.$/, "") },
  {
    refusal: "signature",
    because: "capital letters",
    ...authorization((v) => v.replace(/Signature=(.*)/, (s) => `Signature=${s.slice(10).toUpperCase()}`)),
  },
  { refusal: "signingRegion", because: "not the bucket's", ...call({ signing: { region: "cn-beijing" } }) },
  { refusal: "signingRegion", because: "a location id", ...call({ signing: { region: "oss-cn-hangzhou" } }) },
  {
    refusal: "wrongEndpoint",
    because: "another region's host",
    ...call({ tamper: (headers) => ({ ...headers, host: "oss-cn-beijing.aliyuncs.com" }) }),
  },
];
