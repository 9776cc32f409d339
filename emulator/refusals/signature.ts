import type { Row } from "./row";

const mustSignV4 = "Only signature version 4 (OSS4-HMAC-SHA256) in the Authorization header is accepted.";

/**
 * What a request is refused for before anybody looks at what it asks for.
 * https://www.alibabacloud.com/help/en/oss/user-guide/0002-00000201 and its neighbours
 */
export const signatureRefusals = {
  anonymous: [403, "AccessDenied", "Anonymous access is forbidden for this operation.", "0003-00001201"],
  presigned: [403, "AccessDenied", mustSignV4, "0002-00000038"],
  notV4: [403, "AccessDenied", mustSignV4],
  malformedAuthorization: [400, "InvalidArgument", "The Authorization header is malformed."],
  emptyAdditionalHeaders: [
    400,
    "InvalidArgument",
    "AdditionalHeaders in the Authorization header is empty.",
    "0002-00000209",
  ],
  signingDate: [400, "InvalidArgument", "Invalid signing date in Authorization header.", "0002-00000212"],
  credential: [400, "InvalidArgument", "Invalid Credential in Authorization header.", "0002-00000213"],
  contentSha256: [400, "InvalidArgument", "x-oss-content-sha256 must be UNSIGNED-PAYLOAD.", "0002-00000214"],
  signingRegion: [400, "InvalidArgument", "Invalid signing region in Authorization header.", "0002-00000226"],
  signingProduct: [
    400,
    "InvalidArgument",
    "Invalid signing product in Authorization header.",
    "0002-00000227",
  ],
  noDate: [403, "AccessDenied", "OSS authentication requires a valid Date.", "0002-00000503"],
  unknownKey: [
    403,
    "InvalidAccessKeyId",
    "The OSS Access Key Id you provided does not exist in our records.",
    "0002-00000902",
  ],
  unknownStsKey: [
    403,
    "InvalidAccessKeyId",
    "The OSS Access Key Id you provided does not exist in our records.",
    "0002-00000002",
  ],
  invalidToken: [403, "InvalidSecurityToken", "The security token you provided is invalid.", "0002-00000006"],
  tokenExpired: [
    403,
    "SecurityTokenExpired",
    "The security token you provided has expired.",
    "0002-00000007",
  ],
  tokenMismatch: [
    403,
    "AccessKeyIdAndSecurityTokenNotMatch",
    "The OSS access key id and security token you provided does not match.",
  ],
  userDisabled: [403, "UserDisable", "UserDisable", "0003-00000801"],
  skewed: [
    403,
    "RequestTimeTooSkewed",
    "The difference between the request time and the current time is too large.",
    "0002-00000504",
  ],
  signature: [
    403,
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    "0002-00000201",
  ],
} satisfies Record<string, Row>;
