import { get, put, remove, rtc, to } from "./calls";
import { send } from "./client";
import type { Refused } from "./refusals";

const withRule: Refused["prepare"] = (emulator) =>
  emulator.addRule("src", { id: "a", destination: { bucket: "dst", location: "cn-beijing" } });
const foreign: Refused["prepare"] = (emulator) =>
  emulator.createBucket("theirs", "cn-hangzhou", { accountId: "2" });
const rtcBody = (text: string) => `<ReplicationRule>${text}</ReplicationRule>`;
const idsBody = (text: string) => `<ReplicationRules>${text}</ReplicationRules>`;
const versioning = (status: string) => ({
  method: "PUT",
  bucket: "src",
  query: "versioning",
  body: `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`,
});

/** What the other calls refuse. */
export const callRefusals: Refused[] = [
  {
    refusal: "bodyTooLarge",
    because: "more than 1 MiB",
    call: (e) => put(e, to("dst"), { body: "x".repeat(2 ** 20 + 1) }),
  },
  { refusal: "noConfiguration", because: "no rule to get", call: (e) => get(e, "replication") },
  {
    refusal: "noConfiguration",
    because: "no rule at all, no id",
    call: (e) => get(e, "replicationProgress"),
  },
  {
    refusal: "noRule",
    because: "unknown id, no rule at all",
    call: (e) => get(e, "replicationProgress&rule-id=b"),
  },
  {
    refusal: "noRule",
    because: "progress of an unknown id",
    prepare: withRule,
    call: (e) => get(e, "replicationProgress&rule-id=b"),
  },
  { refusal: "noRule", because: "delete of an unknown id", prepare: withRule, call: (e) => remove(e, "b") },
  {
    refusal: "tooManyRules",
    because: "progress of two",
    prepare: withRule,
    call: (e) => get(e, "replicationProgress&rule-id=a&rule-id=b"),
  },
  {
    refusal: "missingRuleId",
    because: "the page's word",
    options: { requireRuleIdForProgress: true },
    call: (e) => get(e, "replicationProgress"),
  },
  {
    refusal: "deleteWithoutId",
    because: "no ID",
    prepare: withRule,
    call: (e) => remove(e, "", { body: idsBody("") }),
  },
  { refusal: "deleteWithoutId", because: "an empty ID", prepare: withRule, call: (e) => remove(e, "") },
  {
    refusal: "tooManyRules",
    because: "delete of two",
    prepare: withRule,
    call: (e) => remove(e, "", { body: idsBody("<ID>a</ID><ID>b</ID>") }),
  },
  {
    refusal: "malformedRule",
    because: "another root",
    prepare: withRule,
    call: (e) => remove(e, "", { body: "<ReplicationRule><ID>a</ID></ReplicationRule>" }),
  },
  {
    refusal: "rtcWithoutRtc",
    because: "no RTC",
    prepare: withRule,
    call: (e) => rtc(e, "", "", { body: rtcBody("<ID>a</ID>") }),
  },
  {
    refusal: "rtcWithoutId",
    because: "no ID",
    prepare: withRule,
    call: (e) => rtc(e, "", "", { body: rtcBody("<RTC><Status>enabled</Status></RTC>") }),
  },
  { refusal: "rtcStatus", because: "capitalised", prepare: withRule, call: (e) => rtc(e, "a", "Enabled") },
  {
    refusal: "rtcStatus",
    because: "no status",
    prepare: withRule,
    call: (e) => rtc(e, "", "", { body: rtcBody("<RTC/><ID>a</ID>") }),
  },
  {
    refusal: "malformedRule",
    because: "the root of ossutil's sample",
    prepare: withRule,
    call: (e) =>
      rtc(e, "", "", {
        body: "<RtcConfiguration><RTC><Status>enabled</Status></RTC><ID>a</ID></RtcConfiguration>",
      }),
  },
  { refusal: "noRuleForRtc", because: "unknown id", prepare: withRule, call: (e) => rtc(e, "b", "enabled") },
  {
    refusal: "rtcClosing",
    because: "even to switch it off",
    prepare: (e) =>
      e.addRule("src", {
        id: "a",
        status: "closing",
        destination: { bucket: "dst", location: "cn-beijing" },
      }),
    call: (e) => rtc(e, "a", "disabled"),
  },
  {
    refusal: "rtcNotForRule",
    because: "within one region",
    prepare: (e) => e.addRule("src", { id: "a", destination: { bucket: "near", location: "cn-hangzhou" } }),
    call: (e) => rtc(e, "a", "enabled"),
  },
  {
    refusal: "locationWithoutRtc",
    because: "Chengdu has none",
    prepare: (e) => e.addRule("src", { id: "a", destination: { bucket: "chengdu", location: "cn-chengdu" } }),
    call: (e) => rtc(e, "a", "enabled"),
  },

  {
    refusal: "noSuchBucket",
    because: "no such bucket",
    call: (e) => get(e, "replication", { bucket: "none" }),
  },
  {
    refusal: "notYourBucket",
    because: "another account's",
    prepare: foreign,
    call: (e) => get(e, "bucketInfo", { bucket: "theirs" }),
  },
  {
    refusal: "bucketExists",
    because: "another account's",
    prepare: foreign,
    call: (e) => send(e, { method: "PUT", bucket: "theirs" }),
  },
  {
    refusal: "bucketExists",
    because: "in another region",
    call: (e) => send(e, { method: "PUT", bucket: "dst" }),
  },
  {
    refusal: "invalidBucketName",
    because: "too short",
    call: (e) => send(e, { method: "PUT", bucket: "ab" }),
  },
  {
    refusal: "malformedXml",
    because: "another root",
    call: (e) => send(e, { method: "PUT", bucket: "new", body: "<Bucket/>" }),
  },
  ...["0", "1001", "-1", "1.5", "ten", "1e2", "9".repeat(40)].map(
    (maxKeys): Refused => ({
      refusal: "maxKeys",
      because: `'${maxKeys}'`,
      call: (e) => send(e, { method: "GET", query: `max-keys=${maxKeys}` }),
    }),
  ),
  { refusal: "maxKeys", because: "empty", call: (e) => send(e, { method: "GET", query: "max-keys" }) },
  ...["mars", "oss-cn-hangzhou"].map(
    (region): Refused => ({
      refusal: "signingRegion",
      because: `buckets listed in ${region}`,
      call: (e) => send(e, { method: "GET", signing: { region } }),
    }),
  ),
  ...["tagging=x", "regions", "publicAccessBlock"].map(
    (query): Refused => ({
      refusal: "notImplemented",
      because: `GET /?${query}`,
      call: (e) => send(e, { method: "GET", query }),
    }),
  ),
  {
    refusal: "notImplemented",
    because: "PUT /",
    call: (e) => send(e, { method: "PUT" }),
  },
  { refusal: "noSuchBucket", because: "no bucket to count", call: (e) => get(e, "stat", { bucket: "none" }) },
  {
    refusal: "bucketNotEmpty",
    because: "it has objects",
    prepare: (e) => e.setStat("src", { objectCount: 1 }),
    call: (e) => send(e, { method: "DELETE", bucket: "src" }),
  },
  { refusal: "versioningStatus", because: "lower case", call: (e) => send(e, versioning("enabled")) },
  {
    refusal: "versioningFrozen",
    because: "source of a rule",
    prepare: withRule,
    call: (e) => send(e, versioning("Enabled")),
  },
  {
    refusal: "versioningFrozen",
    because: "target of a rule",
    prepare: withRule,
    call: (e) => send(e, { ...versioning("Enabled"), bucket: "dst", signing: { region: "cn-beijing" } }),
  },
  ...[
    ["GET", "acl"],
    ["GET", ""],
    ["DELETE", "replication"],
    ["POST", "replication"],
    ["PUT", "replication"],
    ["POST", "comp=add"],
    ["POST", "replication&comp=all"],
    ["POST", "rtc"],
  ].map(
    ([method = "", query = ""]): Refused => ({
      refusal: "notImplemented",
      because: `${method} ?${query}`,
      call: (e) => send(e, { method, bucket: "src", query, body: method === "GET" ? undefined : "" }),
    }),
  ),

  {
    refusal: "invalidDigest",
    because: "of another body",
    call: (e) => put(e, to("dst"), { headers: { "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" } }),
  },
  {
    refusal: "missingLength",
    because: "a body in chunks",
    call: (e) => put(e, to("dst"), { chunked: true }),
  },
  { refusal: "badQuery", because: "half an escape", call: (e) => get(e, "replication&rule-id=%2") },
];
