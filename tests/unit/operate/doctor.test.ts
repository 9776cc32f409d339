import { CHECKS } from "../../../provider/operate/doctor/checks";
import { diagnose } from "../../../provider/operate/doctor/diagnose";
import type { Facts, Wanted } from "../../../provider/operate/doctor/facts";
import { CHECK_NAMES, type CheckName, type Finding } from "../../../provider/operate/doctor/finding";
import { mistakesIn } from "../../../provider/operate/doctor/mistakes";
import { OssError, type Rule } from "../../../provider/oss";

const wanted: Wanted = {
  bucket: "src",
  region: "cn-hangzhou",
  target: { bucket: "dst", location: "oss-cn-beijing" },
};

const rule: Rule = {
  id: "r-1",
  status: "doing",
  destination: { bucket: "dst", location: "oss-cn-beijing" },
};

/** All in order: both buckets are there, and may be asked about. */
const healthy: Facts = {
  wanted,
  mistakes: [],
  endpoint: { value: "https://oss-cn-hangzhou.aliyuncs.com/" },
  probed: { value: { status: 403, isOss: true, aheadMs: 300 } },
  credentials: { value: "OSS_ACCESS_KEY_ID of the environment" },
  info: { value: { name: "src", location: "oss-cn-hangzhou" } },
  rules: { value: [rule] },
  locations: {
    value: {
      locations: ["oss-cn-beijing", "oss-us-west-1"],
      transferTypes: { "oss-us-west-1": ["oss_acc"], "oss-cn-beijing": ["internal", "oss_acc"] },
      rtcLocations: ["oss-cn-beijing"],
    },
  },
  progress: { value: { ...rule } },
  target: { kind: "there", info: { name: "dst", location: "oss-cn-beijing" } },
  targetLocation: "oss-cn-beijing",
};

const WRITES: CheckName[] = [
  "oss:PutBucketReplication",
  "oss:DeleteBucketReplication",
  "oss:PutBucketRTC",
  "ram:PassRole",
];

function found(facts: Partial<Facts>, check: CheckName): Finding | undefined {
  return diagnose({ ...healthy, ...facts }).find((each) => each.check === check);
}

/** Of which checks what is wrong, or could not be checked, beside those that never can. */
function results(facts: Partial<Facts>) {
  const findings = diagnose({ ...healthy, ...facts }).filter(({ check }) => !WRITES.includes(check));
  const of = (result: string) => findings.filter((each) => each.result === result).map(({ check }) => check);
  return { wrong: of("wrong"), notChecked: of("not-checked") };
}

const refused = (code: string, status: number, more: Partial<OssError> = {}) => ({
  failure: new OssError({
    operation: "GetBucketInfo",
    bucket: "src",
    serviceMessage: "no",
    ...more,
    code,
    status,
  }),
});
const lost = {
  failure: new OssError({ operation: "GetBucketInfo", bucket: "src", code: "Timeout", serviceMessage: "no" }),
};

it("is content with what is in order, and says what nobody can try without changing something", () => {
  expect(results({})).toEqual({ wrong: [], notChecked: [] });
  const findings = diagnose(healthy).filter(({ result }) => result === "not-checked");
  expect(findings.map(({ check }) => check)).toEqual(WRITES);
});

it("has a check for each name, each after those that it needs", () => {
  const names = CHECKS.map(({ name }) => name);
  expect(names).toEqual(CHECK_NAMES);
  for (const { name, needs } of CHECKS)
    for (const need of needs) expect(names.indexOf(need)).toBeLessThan(names.indexOf(name));
});

describe("what all else needs is told once", () => {
  const nothing = {
    info: undefined,
    rules: undefined,
    locations: undefined,
    progress: undefined,
    target: undefined,
  };

  it.each<[CheckName, Partial<Facts>]>([
    ["arguments", { ...nothing, mistakes: ["--target-bucket is wrong."] }],
    [
      "region",
      { ...nothing, wanted: { ...wanted, region: undefined }, endpoint: undefined, probed: undefined },
    ],
    ["endpoint", { ...nothing, endpoint: refused("InvalidEndpoint", 0), probed: undefined }],
    ["proxy", { ...nothing, proxy: { name: "socks5://p", isUsable: false }, probed: undefined }],
    ["connection", { ...nothing, probed: lost }],
    ["connection", { ...nothing, probed: { value: { status: 200, isOss: false } } }],
    ["credentials", { ...nothing, credentials: refused("NoCredentials", 0) }],
    [
      "role",
      { ...nothing, wanted: { ...wanted, roleArn: "acs:ram::1:role/r" }, role: refused("NoCredentials", 0) },
    ],
    [
      "keys",
      {
        info: refused("InvalidAccessKeyId", 403),
        rules: refused("InvalidAccessKeyId", 403),
        locations: refused("InvalidAccessKeyId", 403),
      },
    ],
  ])("%s", (check, facts) => {
    expect(results(facts).wrong).toEqual([check]);
    expect(found(facts, "versioning")).toMatchObject({
      result: "not-checked",
      message: `It needs ${check}, see there.`,
    });
  });
});

describe("the clock", () => {
  it.each([
    [0, "fine", "agrees"],
    [-4_999, "fine", "agrees"],
    [90_000, "fine", "1m 30s ahead of OSS's; OSS allows 15m"],
    [-20 * 60_000, "wrong", "20m behind OSS's, and OSS allows 15m"],
    [undefined, "not-checked", "no Date"],
  ])("%s ms ahead is %s", (aheadMs, result, text) => {
    const probed = { value: { status: 403, isOss: true, aheadMs } };
    expect(found({ probed }, "clock")).toMatchObject({ result, message: expect.stringContaining(text) });
  });
});

describe("the source bucket", () => {
  const elsewhere = refused("AccessDenied", 403, {
    serviceMessage: "must be addressed using the specified endpoint",
    endpoint: "oss-cn-shanghai.aliyuncs.com",
  });

  it.each([
    ["missing", refused("NoSuchBucket", 404), "There is no bucket src"],
    [
      "another account's",
      refused("AccessDenied", 403, { serviceMessage: "The bucket you access does not belong to you." }),
      "another account",
    ],
    ["elsewhere", elsewhere, "not in cn-hangzhou, but in cn-shanghai"],
  ])("%s: is told once", (_, answer, text) => {
    const facts = { info: answer, rules: answer, locations: answer, progress: undefined };
    expect(results(facts).wrong).toEqual(["source-bucket"]);
    expect(found(facts, "source-bucket")?.message).toContain(text);
    expect(found(facts, "oss:GetBucketReplication")?.message).toBe("It needs source-bucket, see there.");
  });

  it("in another region than is said", () => {
    const info = { value: { name: "src", location: "oss-cn-shanghai" } };
    expect(found({ info }, "source-bucket")).toMatchObject({
      result: "wrong",
      fix: "Give --region cn-shanghai.",
    });
  });

  it("is there if only its information may not be read; then its versioning is not known", () => {
    const facts = { info: refused("AccessDenied", 403) };
    expect(results(facts)).toEqual({ wrong: ["oss:GetBucketInfo"], notChecked: ["versioning"] });
    expect(found(facts, "source-bucket")?.result).toBe("fine");
  });
});

it("each permission that is refused is wrong; what did not answer is not known", () => {
  const denied = refused("AccessDenied", 403);
  expect(results({ rules: denied }).wrong).toEqual(["oss:GetBucketReplication"]);
  expect(results({ progress: denied }).wrong).toEqual(["oss:GetBucketReplicationProgress"]);
  expect(results({ locations: lost })).toEqual({
    wrong: [],
    notChecked: ["oss:GetBucketReplicationLocation", "target-location"],
  });
  expect(results({ info: denied, rules: denied, locations: denied, progress: undefined }).wrong).toEqual([
    "oss:GetBucketInfo",
    "oss:GetBucketReplication",
    "oss:GetBucketReplicationLocation",
  ]);
});

describe("keys", () => {
  const all = (answer: Facts["info"] & Facts["rules"] & Facts["locations"]) => ({
    info: answer,
    rules: answer,
    locations: answer,
    progress: undefined,
  });

  it.each([
    ["no service", refused("ServiceUnavailable", 503)],
    ["a proxy", refused("BadAnswer", 403)],
    ["a wrong clock", refused("RequestTimeTooSkewed", 403)],
    ["a name that was never sent", { failure: new OssError({ ...lost.failure, code: "InvalidBucketName" }) }],
  ])("are not known to be accepted where all that answers is %s", (_, answer) => {
    expect(found(all(answer), "keys")?.result).toBe("not-checked");
    expect(results(all(answer)).wrong).toEqual([]);
  });

  it.each([
    ["AccessDenied", 403],
    ["NoSuchBucket", 404],
  ])("are accepted where OSS answers %s", (code, status) => {
    expect(found(all(refused(code, status)), "keys")).toMatchObject({
      result: "fine",
      message: "OSS accepts them.",
    });
  });

  it("are only said to be not refused where OSS asks for another endpoint before it looks at them", () => {
    const answer = refused("SignatureDoesNotMatch", 403, { ec: "0002-00000226" });
    expect(found(all(answer), "keys")).toMatchObject({
      result: "fine",
      message: expect.stringContaining("another endpoint"),
    });
  });

  it("of a caller whose 403 is a proxy's is no missing permission", () => {
    expect(found({ rules: refused("BadAnswer", 403) }, "oss:GetBucketReplication")?.result).toBe(
      "not-checked",
    );
  });
});

describe("the target bucket", () => {
  const foreign = { kind: "foreign", reason: "it does not belong to you" } as const;

  it.each([
    ["gone", { kind: "gone" }, {}, "wrong", "There is no bucket dst"],
    [
      "elsewhere",
      { kind: "elsewhere", location: "oss-cn-shanghai" },
      {},
      "wrong",
      "is in oss-cn-shanghai, not in oss-cn-beijing",
    ],
    ["another account's without a role", foreign, {}, "wrong", "another account"],
    ["another account's with a role", foreign, { syncRole: "r" }, "not-checked", "only its owner"],
    [
      "no answer",
      { kind: "unknown", reason: "It timed out.", isPassing: true },
      {},
      "not-checked",
      "timed out",
    ],
  ] as const)("%s", (_, target, more, result, text) => {
    expect(found({ target, wanted: { ...wanted, ...more } }, "target-bucket")).toMatchObject({
      result,
      message: expect.stringContaining(text),
    });
  });

  it("is not spoken of where none is named", () => {
    const facts = { wanted: { ...wanted, target: undefined }, target: undefined, targetLocation: undefined };
    expect(results(facts)).toEqual({ wrong: [], notChecked: [] });
    expect(found(facts, "target-bucket")).toBeUndefined();
    expect(found(facts, "target-location")).toBeUndefined();
  });
});

it("the versioning of both goes together, or does not", () => {
  const info = { value: { name: "src", location: "oss-cn-hangzhou", versioning: "Enabled" } };
  expect(found({ info }, "versioning")).toMatchObject({
    result: "wrong",
    message: expect.stringContaining("enable it for dst"),
  });
  const target = {
    kind: "there",
    info: { name: "dst", location: "oss-cn-beijing", versioning: "Enabled" },
  } as const;
  expect(found({ info, target }, "versioning")?.result).toBe("fine");
});

it("the link has the transfer types that OSS offers for it", () => {
  const to = (location: string, transferType?: string) =>
    found(
      { wanted: { ...wanted, target: { bucket: "dst", location }, transferType }, targetLocation: location },
      "target-location",
    );
  expect(to("oss-cn-beijing")?.result).toBe("fine");
  expect(to("us-west-1", "oss_acc")?.result).toBe("fine");
  expect(to("oss-us-west-1")).toMatchObject({
    result: "wrong",
    message: expect.stringContaining("--transfer-type"),
  });
  expect(to("oss-eu-west-1")).toMatchObject({
    result: "wrong",
    message: expect.stringContaining("does not offer"),
  });
});

it("RTC is between two regions that OSS offers it for, and is asked about where it is wanted", () => {
  const rtc = (location: string) =>
    found({ wanted: { ...wanted, rtc: true, target: { bucket: "dst", location } } }, "rtc");
  expect(found({}, "rtc")).toBeUndefined();
  expect(rtc("oss-cn-beijing")?.result).toBe("fine");
  expect(rtc("oss-us-west-1")).toMatchObject({
    result: "wrong",
    fix: expect.stringContaining("oss-cn-beijing"),
  });
  expect(rtc("oss-cn-hangzhou")?.message).toContain("between two regions");
});

it("a rule that is closing is in the way, and so are 100 others", () => {
  expect(found({ rules: { value: [{ ...rule, status: "closing" }] } }, "rules")?.result).toBe("wrong");
  const others = Array.from({ length: 100 }, (_, n) => ({
    ...rule,
    id: `r-${n}`,
    destination: { ...rule.destination, bucket: `other-${n}` },
  }));
  expect(found({ rules: { value: others } }, "rules")?.result).toBe("wrong");
  expect(found({ rules: { value: [...others.slice(1), rule] } }, "rules")?.result).toBe("fine");
});

it.each<[Partial<Wanted>, string[]]>([
  [{}, []],
  [{ region: undefined }, []],
  [{ target: undefined }, []],
  [{ target: { bucket: "dst" }, transferType: "oss_acc" }, []],
  [{ bucket: "No Bucket" }, ["not a valid bucket name"]],
  [{ target: { bucket: "src" } }, ["cannot be its own target"]],
  [{ transferType: "pigeon" }, ["--transfer-type"]],
  [{ target: { bucket: "dst", location: "cn-hangzhou" }, transferType: "oss_acc" }, ["--transfer-type"]],
])("the arguments alone: %j", (more, texts) => {
  const mistakes = mistakesIn({ ...wanted, ...more });
  expect(mistakes).toEqual(texts.map((text) => expect.stringContaining(text)));
});
