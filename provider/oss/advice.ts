import { NAMING_RULE } from "./bucketName";
import { see } from "./catalogue";

/** What advice is chosen by. */
export interface Situation {
  code: string;
  ec?: string;
  reason?: string;
  /** Where OSS says that the bucket is. */
  endpoint?: string;
  serviceMessage: string;
}

const wrongEndpoint = "Next: set the region in which the bucket is, or the endpoint that OSS names.";
const changedOnTheWay =
  "Something on the way changed the request. Next: check any proxy between here and OSS.";

/**
 * By code, and by EC where the code stands for many mistakes. OSS may change its ECs, so that they choose words and nothing
 * else. Each has its entry in docs/errors.md.
 */
const steps = new Map<string, string>(
  Object.entries({
    AccessDenied:
      "Next: give the caller the RAM action of this call on the bucket (oss:PutBucketReplication, oss:GetBucketReplication, oss:DeleteBucketReplication, oss:GetBucketReplicationLocation, oss:GetBucketReplicationProgress, oss:PutBucketRTC, oss:GetBucketInfo or oss:GetBucketStat on acs:oss:*:*:BUCKET; oss:ListBuckets on acs:oss:*:*:*).",
    AccessKeyIdAndSecurityTokenNotMatch:
      "Next: set access key id, secret and security token from the same set of temporary credentials.",
    BadAnswer:
      "The answer does not look like one of OSS. Next: check the endpoint and any proxy on the way, then run the same again.",
    BadReplicationLocation:
      "Next: choose a target location that GetBucketReplicationLocation lists for this bucket, written as oss-cn-beijing.",
    BucketNotBelongTo:
      "Next: use the credentials of the account that owns the bucket, or check the bucket's name.",
    BucketReplicationAlreadyExist:
      "OSS allows one rule for a source and target bucket. Next: adopt the rule that is there. To delete it stops the copying until a new one is in effect.",
    BucketReplicationInClosingStatus:
      "The rule was deleted and is being cleared. Next: wait until it is gone, then create it again.",
    BucketReplicationNotSupportRtc:
      "Next: leave RTC off for this rule; OSS has RTC only for rules between two regions.",
    InsecureEndpoint:
      "Next: write https://, or allow http for a gateway in your own network: `pulumi config set oss:allowHttp true`, `allowHttp: true` of a Provider, or --allow-http of the command.",
    InternalError: "Next: run the same again; if it lasts, give the request id to Alibaba Cloud support.",
    InvalidAccessKeyId:
      "Next: check which credentials are in use; the access key may be deleted, disabled, or of another site or account.",
    InvalidArgument:
      "Next: compare the rule's values and their letter case with the PutBucketReplication page.",
    InvalidBucketName: `Next: correct the name. ${NAMING_RULE}`,
    InvalidDigest: changedOnTheWay,
    InvalidEndpoint: "Next: correct the endpoint, or leave it out to use the region's own.",
    InvalidRegion: "Next: set the region id of the source bucket, such as cn-hangzhou.",
    InvalidSecurityToken: "Next: get new temporary credentials; the security token is not valid.",
    InvalidTargetBucket:
      "Next: check that the target bucket exists, is not the source, and is yours; another account's bucket needs that account's grant.",
    InvalidTargetLocation:
      "Next: set the location in which the target bucket really is, written as oss-cn-beijing.",
    InvalidText: "Next: remove the character from the rule; OSS takes rules as XML, which cannot hold it.",
    MalformedXML:
      "Next: check the rule's elements; if they are right, OSS does not accept one of them in this region.",
    MetaOperationQpsLimitExceeded:
      "OSS limits bucket-management calls. Next: wait some seconds and run the same again.",
    MissingArgument: "Next: set what OSS names; regions differ in what they want.",
    MissingContentLength: changedOnTheWay,
    NoCredentials:
      "Next: set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET (and OSS_SESSION_TOKEN for temporary ones), or set up a profile with `aliyun configure` and choose it by name.",
    NoPermission:
      "Next: check that OSS can assume the sync role (service oss.aliyuncs.com in its trust policy), that the role holds oss:ReplicateList and oss:ReplicateGet on the source and oss:ReplicatePut and oss:ReplicateDelete on the target too, and that the caller holds oss:PutBucketReplication.",
    NoReplicationLocation:
      "Next: choose a source bucket in another region; this one cannot replicate to any location.",
    NoSuchBucket: "Next: check the bucket's name and that the region is the bucket's own.",
    NoSuchReplicationConfiguration:
      "Next: nothing to do if it was to be removed; else create the rule again.",
    NoSuchReplicationRule: "Next: nothing to do if it was to be removed; else create the rule again.",
    Redirect: wrongEndpoint,
    ReplicationLocationNotSupportRtc:
      "Next: leave RTC off, or choose a target among the RTC locations that GetBucketReplicationLocation lists for this bucket.",
    RequestTimeTooSkewed: "Next: set this machine's clock; OSS allows 15 minutes of difference.",
    SecurityTokenExpired: "Next: get new temporary credentials and run the same again.",
    SignatureDoesNotMatch:
      "Next: check the access key secret (no blank, no line break) and that the region is the one of the endpoint.",
    Timeout:
      "Next: check that the endpoint can be reached from here (an internal one only from its own region), then run the same again.",
    TooManyIncomingReplication:
      "The target bucket has 100 rules. Next: delete one that nobody needs, or ask Alibaba Cloud for a higher limit.",
    TooManyOutgoingReplication:
      "The source bucket has 100 rules. Next: delete one that nobody needs, or ask Alibaba Cloud for a higher limit.",
    TooManyReplicationRules: "Next: name one rule a call.",
    TransferAccAlreadyInUse:
      "Next: replace the rules that use transfer acceleration to the target by ones that do not, where the locations allow that; a rule that is deleted copies nothing.",
    UserDisable: "Next: ask the account's owner to enable the account or to settle its bills.",
    "0002-00000209": changedOnTheWay,
    "0002-00000226": wrongEndpoint,
    "0012-00000005": "Next: change versioning while the bucket is in no rule.",
    "0031-00000010": "Next: set the transfer type to internal or oss_acc.",
    "0031-00000011": "Next: set the replication of historical objects to enabled or disabled.",
    "0031-00000012": "Next: set the status of RTC to enabled or disabled.",
    "0031-00000018": "Next: write the prefix in UTF-8; half of a surrogate pair is the usual cause.",
    "0031-00000019": "Next: leave out the longer of two prefixes that overlap; the shorter covers it.",
    "0031-00000023": "Next: set the action to ALL, or to a list of PUT, DELETE and ABORT.",
    "0031-00000053":
      "Next: enable versioning for both buckets, or for neither; a bucket where it is suspended fits neither.",
    "0031-00000101": "Next: correct the name of the target bucket.",
    "0031-00000107":
      "Next: set the transfer type to one that GetBucketReplicationLocation lists for the target's location.",
  }),
);

/** What says the same as another, which has the entry. */
const sameAs = new Map([
  ["InvalidSecurityToken.Expired", "SecurityTokenExpired"],
  ["0002-00000038", "0002-00000209"],
  ["0002-00000212", "0002-00000209"],
  ["0002-00000213", "0002-00000209"],
  ["0002-00000214", "0002-00000209"],
  ["0002-00000227", "0002-00000209"],
  ["0002-00000503", "0002-00000209"],
  ["0003-00001201", "0002-00000209"],
  ["0002-00000228", "0002-00000226"],
]);

const byReason: Record<string, string> = {
  ECONNREFUSED:
    "Nothing listens there. Next: check the endpoint's host and port, or those of the proxy that is named.",
  ENOTFOUND: "The host is not known. Next: check the spelling of region, endpoint and bucket.",
  EAI_AGAIN: "The host could not be looked up. Next: check this machine's DNS and network.",
  ERR_INVALID_CHAR: "Next: check the access key and token for line breaks and other stray characters.",
  UnusableProxy:
    "Next: write the proxy as http://host:port or https://host:port into HTTPS_PROXY (HTTP_PROXY for an http:// endpoint), or name the host in NO_PROXY.",
  EPROTO:
    "Next: check that the endpoint speaks https; write http:// before one on this machine that does not.",
  ERR_SSL_WRONG_VERSION_NUMBER:
    "Next: check that the endpoint speaks https; write http:// before one on this machine that does not.",
};

const untrusted =
  "Next: check that this is the endpoint you mean; if it is, have Node.js trust its certificate (NODE_EXTRA_CA_CERTS).";
const anyNetwork = "Next: check the network between here and the endpoint, then run the same again.";

/** What a person who meets this failure does next, one or two sentences, and where it is explained. */
export function advice(situation: Situation): string {
  const entry = entryOf(situation);
  const step = nextStep(situation, entry);
  return entry === undefined ? step : `${step} ${see(entry)}`;
}

function nextStep({ ec, reason = "", endpoint }: Situation, entry: string | undefined): string {
  if (entry === "NetworkError") return networkStep(reason);
  if (endpoint && entry === "Redirect") return `OSS names the endpoint ${endpoint}. ${wrongEndpoint}`;
  const known = steps.get(entry ?? "");
  if (known) return known;
  return ec
    ? `Next: see https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(ec)}.`
    : "Next: look the code up in OSS's error list, or give the request id to Alibaba Cloud support.";
}

/** The heading of docs/errors.md that is about the failure. */
function entryOf({ code, ec = "", endpoint, serviceMessage }: Situation): string | undefined {
  if (code === "NetworkError") return code;
  const [ofEc, ofCode] = [sameAs.get(ec) ?? ec, sameAs.get(code) ?? code];
  if (steps.has(ofEc)) return ofEc;
  if (endpoint || /specified endpoint|signing region/i.test(serviceMessage)) return "Redirect";
  return steps.has(ofCode) ? ofCode : undefined;
}

function networkStep(reason: string): string {
  const known = Object.hasOwn(byReason, reason) ? byReason[reason] : undefined;
  return known ?? (reason.includes("CERT") ? untrusted : anyNetwork);
}
