/** What a new bucket may be called: https://www.alibabacloud.com/help/en/oss/user-guide/bucket-naming-conventions */
export const NAMING_RULE =
  'Bucket names have 3 to 63 characters of a-z, 0-9 and "-", the first and the last a letter or a digit.';

/** Whether a new bucket may be called so. */
export function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name);
}

/**
 * Whether OSS can be asked about a bucket of this name, which becomes part of a host. Buckets older than today's rule may
 * hold `_` or end in `-`; OSS's clients for JavaScript (ali-oss, checkBucketName) and Java accept them.
 */
export function isAddressable(name: string): boolean {
  return /^[a-z0-9_][a-z0-9_-]{2,62}$/.test(name);
}
