import { rulesInState } from "../../../provider/operate/stateFile";
import type { Survey } from "../../../provider/operate/survey";
import { OssError, type Rule } from "../../../provider/oss";
import { html } from "../../../provider/picture/html";
import type { Picture } from "../../../provider/picture/picture";
import { pictureOfState } from "../../../provider/picture/state";
import { pictureOfSurvey } from "../../../provider/picture/survey";
import { bucketLines, linesOf } from "../../../provider/picture/words";

const plain = (text: string) => text;

function told(picture: Picture) {
  const text = (key: string) =>
    bucketLines(picture.buckets.find((bucket) => bucket.key === key) as never, plain).join(": ");
  return {
    boxes: picture.buckets.map((bucket) => `${bucketLines(bucket, plain).join(": ")} (${bucket.region})`),
    arrows: picture.arrows.map(
      (arrow) => `${text(arrow.from)} -> ${text(arrow.to)}: ${linesOf(arrow, plain).join("; ")}`,
    ),
    remarks: picture.remarks,
  };
}

describe("of what OSS said", () => {
  const rule = (bucket: string, more: Partial<Rule> = {}): { rule: Rule } => ({
    rule: {
      id: `to-${bucket}`,
      status: "doing",
      destination: { bucket, location: "oss-cn-beijing" },
      ...more,
    },
  });
  const at = { region: "cn-hangzhou", exists: true };

  test("rules with what they copy and where they are in their life, and the buckets without", () => {
    const survey: Survey = {
      at: 0,
      buckets: [
        {
          ...at,
          bucket: "b",
          rules: [
            rule("dst-10", { prefixSet: { prefixes: ["x/"] }, action: "PUT", rtcStatus: "enabling" }),
            rule("dst-9", {
              status: "closing",
              rtcStatus: "enabled",
              userTaggings: { tags: [{ key: "k", value: "v" }] },
            }),
          ],
        },
        { ...at, bucket: "a", rules: [rule("b", { rtcStatus: "disabled" })] },
        { ...at, bucket: "lone", rules: [] },
      ],
    };
    expect(told(pictureOfSurvey(survey))).toEqual({
      boxes: [
        "b (cn-hangzhou)",
        "a (cn-hangzhou)",
        "lone (cn-hangzhou)",
        "dst-9 (cn-beijing)",
        "dst-10 (cn-beijing)",
      ],
      arrows: [
        "a -> b: all objects; ALL",
        "b -> dst-9: all objects, only with tags; ALL, RTC; closing",
        'b -> dst-10: "x/"; PUT, RTC enabling',
      ],
      remarks: [],
    });
  });

  test("what could not be read is said, not drawn as a bucket without rules", () => {
    const failure = (code: string) =>
      new OssError({ operation: "GetBucketReplication", bucket: "b", code, serviceMessage: "no" });
    const survey: Survey = {
      at: 0,
      buckets: [
        { ...at, bucket: "shut", rules: [], failure: failure("AccessDenied") },
        { ...at, bucket: "gone", exists: false, rules: [], failure: failure("NoSuchBucket") },
      ],
    };
    expect(told(pictureOfSurvey(survey))).toEqual({
      boxes: ["shut: not read: AccessDenied (cn-hangzhou)", "gone: does not exist (cn-hangzhou)"],
      arrows: [],
      remarks: [
        "the rules of bucket shut are not known: AccessDenied",
        "the rules of bucket gone are not known: NoSuchBucket",
      ],
    });
  });
});

describe("of a state", () => {
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" };
  type Resource = [type: string, name: string, outputs: Record<string, unknown>, more?: object];
  const owned = (...resources: Resource[]) =>
    rulesInState(
      JSON.stringify({
        deployment: {
          resources: resources.map(([type, name, outputs, more]) => ({
            urn: `urn:pulumi:dev::shop::oss-replication:index:${type}::${name}`,
            type: `oss-replication:index:${type}`,
            id: `id-${name}`,
            outputs,
            ...more,
          })),
        },
      }),
    );
  const outputs = {
    bucket: "src",
    region: "cn-hangzhou",
    destination: { bucket: "dst", location: "oss-cn-beijing" },
    action: "ALL",
  };

  test("rules, in the natural order of their names, with RTC where it is on", () => {
    const rules = owned(
      ["ReplicationRule", "rule-10", { ...outputs, prefixSet: { prefixes: ["a/"] }, action: "PUT" }],
      [
        "ReplicationRule",
        "rule-9",
        { ...outputs, destination: { bucket: "dst2", location: "oss-cn-beijing" } },
      ],
      ["ReplicationRtc", "on", { ruleId: "id-rule-10", status: "enabled" }],
      ["ReplicationRtc", "off", { ruleId: "id-rule-9", status: "disabled" }],
    );
    expect(told(pictureOfState(rules))).toEqual({
      boxes: ["src (cn-hangzhou)", "dst2 (cn-beijing)", "dst (cn-beijing)"],
      arrows: ["src -> dst2: all objects; ALL", 'src -> dst: "a/"; PUT, RTC'],
      remarks: [],
    });
  });

  test("one that waits to be deleted is not drawn as if it stayed", () => {
    const rules = owned(
      ["ReplicationRule", "a", outputs, { delete: true }],
      ["ReplicationRule", "b", outputs],
    );
    expect(told(pictureOfState(rules)).arrows).toEqual([
      "src -> dst: all objects; ALL; waits to be deleted",
      "src -> dst: all objects; ALL",
    ]);
    expect(html(pictureOfState(rules), "")).toContain("<td>in effect, waits to be deleted</td>");
  });

  test("what it holds as a secret is not known, and not taken for all objects", () => {
    const hidden = owned([
      "ReplicationRule",
      "rule",
      { ...outputs, bucket: secret, prefixSet: secret, action: secret },
    ]);
    expect(told(pictureOfState(hidden)).arrows).toEqual(["(secret) -> dst: prefixes not shown"]);
  });
});
