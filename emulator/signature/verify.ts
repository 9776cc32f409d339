import { timingSafeEqual } from "node:crypto";
import { refusal } from "../errors";
import type { Query, WireRequest } from "../http/request";
import type { Target } from "../http/target";
import type { Account } from "../model";
import { type Authorization, parseAuthorization } from "./authorization";
import { canonicalRequest, type SignedParts, signatureOf, stringToSign, unsignedPayload } from "./canonical";
import { dayOf, type RequestDate, requestDate } from "./date";

/** Who sent a request, and for which region it was signed. */
export interface Caller {
  account: Account;
  region: string;
}

const maxSkewMs = 15 * 60_000;

/** Checks who sent a request; throws the service's refusal. `now` is the server's real time. */
export function verify(
  request: WireRequest,
  target: Target,
  query: Query,
  accounts: readonly Account[],
  now: number,
): Caller {
  const header = request.headers.authorization;
  if (header === undefined) throw refusal(isPresigned(query) ? "presigned" : "anonymous");
  const authorization = parseAuthorization(header);
  if (request.headers["x-oss-content-sha256"] !== unsignedPayload) throw refusal("contentSha256");
  const date = checkedDate(request, authorization);
  const account = checkedAccount(request, authorization, accounts, now);
  checkSkew(date, now);
  checkSignature(authorization, account, {
    method: request.method,
    bucket: target.bucket,
    key: target.key,
    query,
    headers: request.headers,
    additionalHeaders: authorization.additionalHeaders,
    date: date.text,
    scope: authorization.scope,
  });
  return { account, region: authorization.region };
}

function isPresigned(query: Query): boolean {
  return query.some(([name]) => name === "x-oss-signature" || name === "Signature");
}

function checkedDate(request: WireRequest, authorization: Authorization): RequestDate {
  const date = requestDate(request.headers);
  if (!date) throw refusal("noDate");
  if (dayOf(date.time) !== authorization.day) throw refusal("signingDate");
  return date;
}

function checkedAccount(
  request: WireRequest,
  { accessKeyId }: Authorization,
  accounts: readonly Account[],
  now: number,
): Account {
  const token = request.headers["x-oss-security-token"];
  const account = accounts.find((candidate) => candidate.accessKeyId === accessKeyId);
  if (!account) throw refusal(token === undefined ? "unknownKey" : "unknownStsKey");
  if (account.disabled) throw refusal("userDisabled");
  if (account.securityToken === token) {
    if (account.tokenExpiresAt !== undefined && now >= account.tokenExpiresAt) throw refusal("tokenExpired");
    return account;
  }
  // The key of a temporary credential does not exist without its token.
  if (token === undefined) throw refusal("unknownStsKey");
  const ofAnother = accounts.some((candidate) => candidate.securityToken === token);
  throw refusal(ofAnother ? "tokenMismatch" : "invalidToken");
}

function checkSkew(date: RequestDate, now: number): void {
  if (Math.abs(now - date.time) <= maxSkewMs) return;
  throw refusal("skewed", {
    MaxAllowedSkewMilliseconds: String(maxSkewMs),
    RequestTime: new Date(date.time).toISOString(),
    ServerTime: new Date(now).toISOString(),
  });
}

function checkSignature(authorization: Authorization, account: Account, parts: SignedParts): void {
  const expected = Buffer.from(signatureOf(parts, account.accessKeySecret));
  const given = Buffer.from(authorization.signature);
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  const signed = stringToSign(parts);
  throw refusal("signature", {
    OSSAccessKeyId: account.accessKeyId,
    SignatureProvided: authorization.signature,
    StringToSign: signed,
    StringToSignBytes: Buffer.from(signed)
      .toString("hex")
      .toUpperCase()
      .replace(/..(?=.)/g, "$& "),
    CanonicalRequest: canonicalRequest(parts),
  });
}
