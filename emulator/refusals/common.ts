import type { Row } from "./row";

/**
 * What any request may be refused for.
 * https://www.alibabacloud.com/help/en/document_detail/32005.html
 */
export const commonRefusals = {
  noSuchBucket: [404, "NoSuchBucket", "The specified bucket does not exist.", "0015-00000101"],
  notYourBucket: [403, "AccessDenied", "The bucket you access does not belong to you.", "0003-00000001"],
  wrongEndpoint: [
    403,
    "AccessDenied",
    "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
  ],
  bucketExists: [409, "BucketAlreadyExists", "The requested bucket name is not available."],
  bucketNotEmpty: [
    409,
    "BucketNotEmpty",
    "The bucket has objects. Please delete them first.",
    "0015-00000301",
  ],
  invalidBucketName: [400, "InvalidBucketName", "The specified bucket is not valid."],
  invalidDigest: [400, "InvalidDigest", "The Content-MD5 you specified was invalid."],
  // The page gives the EC, not the code: https://help.aliyun.com/zh/oss/user-guide/0017-00000501
  bodyTooLarge: [
    400,
    "EntityTooLarge",
    "Your proposed upload exceeds the maximum allowed size.",
    "0017-00000501",
  ],
  missingLength: [411, "MissingContentLength", "You must provide the Content-Length HTTP header."],
  badQuery: [400, "InvalidArgument", "The query string is not properly encoded."],
  qpsLimit: [503, "MetaOperationQpsLimitExceeded", "Qps limit for the meta operation is exceeded."],
  notImplemented: [
    501,
    "NotImplemented",
    "The emulator plays the replication control plane only, and this is not one of its operations.",
  ],
} satisfies Record<string, Row>;
