import { askEnds } from "../../../provider/operate/overview/ends";
import { OssError } from "../../../provider/oss";
import { bucketOf, ruleOf, surveyOf } from "./support/surveys";

const to = (bucket: string, location = "oss-cn-beijing") => ({ destination: { bucket, location } });

function failure(code: string, more: { status?: number; endpoint?: string; serviceMessage?: string } = {}) {
  return new OssError({ operation: "GetBucketInfo", bucket: "b", code, serviceMessage: code, ...more });
}

/** Asks about the ends of the survey; what is asked of whom is noted. */
async function asked(
  survey: ReturnType<typeof surveyOf>,
  answer: (bucket: string, region: string) => string | Error,
) {
  const questions: string[] = [];
  let most = 0;
  let now = 0;
  const ends = await askEnds(survey, (region) => ({
    getBucketInfo: async (name) => {
      questions.push(`${region} ${name}`);
      most = Math.max(most, ++now);
      await new Promise(setImmediate);
      now--;
      const found = answer(name, region);
      if (typeof found !== "string") throw found;
      return { name, location: found };
    },
  }));
  return { ends, questions, most };
}

it("each bucket at an end of a rule that copies is asked about once, in its own region", async () => {
  const survey = surveyOf(
    bucketOf([
      ruleOf("1", to("dst")),
      ruleOf("2", to("dst")),
      ruleOf("3", { ...to("going"), status: "closing" }),
    ]),
    bucketOf([ruleOf("4", to("src", "oss-cn-hangzhou"))], { bucket: "dst", region: "cn-beijing" }),
    bucketOf([], { bucket: "idle" }),
  );
  const { ends, questions } = await asked(survey, (_, region) => `oss-${region}`);
  expect(questions).toEqual(["cn-hangzhou src", "cn-beijing dst"]);
  expect(ends.at({ bucket: "dst", location: "oss-cn-beijing" })?.kind).toBe("there");
  expect(ends.sourceAt({ bucket: "src", region: "cn-hangzhou" })?.name).toBe("src");
  expect(ends.sourceAt({ bucket: "idle", region: "cn-hangzhou" })).toBeUndefined();
});

it("a source is known also where its location does not follow from its region", async () => {
  const survey = surveyOf(bucketOf([ruleOf("1")], { region: "cn-hangzhou-finance" }));
  const { ends } = await asked(survey, () => "oss-cn-hzfinance");
  expect(ends.sourceAt({ bucket: "src", region: "cn-hangzhou-finance" })?.location).toBe("oss-cn-hzfinance");
});

it.each([
  [failure("NoSuchBucket", { status: 404 }), { kind: "gone" }],
  [
    failure("AccessDenied", { status: 403, serviceMessage: "The bucket you access does not belong to you." }),
    { kind: "foreign" },
  ],
  [
    failure("AccessDenied", {
      status: 403,
      endpoint: "oss-cn-shanghai.aliyuncs.com",
      serviceMessage: "use the specified endpoint",
    }),
    { kind: "elsewhere", location: "oss-cn-shanghai" },
  ],
  [failure("AccessDenied", { status: 403 }), { kind: "unknown", isPassing: false }],
  [failure("InternalError", { status: 500 }), { kind: "unknown", isPassing: true }],
])("what a failure tells of a bucket, case %#", async (error, target) => {
  const { ends } = await asked(surveyOf(bucketOf([ruleOf("1")])), () => error);
  expect(ends.at({ bucket: "dst", location: "oss-cn-beijing" })).toMatchObject(target);
});

it("a region without an endpoint is unknown, and an error of ours is not swallowed", async () => {
  const survey = surveyOf(bucketOf([ruleOf("1")]));
  const ends = await askEnds(survey, () => {
    throw failure("InvalidEndpoint");
  });
  expect(ends.at({ bucket: "dst", location: "oss-cn-beijing" })?.kind).toBe("unknown");
  await expect(asked(survey, () => new TypeError("ours"))).rejects.toThrow("ours");
});

it("eight at a time; a region that gives no answer is asked no more, the others are", async () => {
  const rules = Array.from({ length: 40 }, (_, n) => ruleOf(`${n}`, to(`dst-${n}`)));
  const far = ruleOf("far", to("far", "oss-us-west-1"));
  const { ends, questions, most } = await asked(surveyOf(bucketOf([...rules, far])), (_, region) =>
    region === "cn-beijing" ? failure("Timeout") : `oss-${region}`,
  );
  expect(most).toBe(8);
  expect(questions.filter((each) => each.startsWith("cn-beijing")).length).toBeLessThanOrEqual(8);
  expect(ends.at({ bucket: "dst-39", location: "oss-cn-beijing" })).toMatchObject({ kind: "unknown" });
  expect(ends.at({ bucket: "far", location: "oss-us-west-1" })?.kind).toBe("there");
});
