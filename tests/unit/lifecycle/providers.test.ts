import { ruleProvider } from "../../../provider/lifecycle/engine/providers";
import { world } from "./support/fakes";

const args = {
  bucket: "src",
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  region: "cn-hangzhou",
  owner: "00112233aabbccdd",
};

async function failuresOf(news: Record<string, unknown>) {
  const { failures = [] } = (await ruleProvider(world().context).check?.({}, { ...args, ...news })) ?? {};
  return failures;
}

describe("a failed check names the argument", () => {
  it("where the engine, which writes its value as it is, has a short text to write", async () => {
    expect(await failuresOf({ action: "SOME" })).toEqual([
      { property: "action", reason: expect.stringContaining('`action` is "SOME"') },
    ]);
  });

  it("where it is one that the resource does not have", async () => {
    expect(await failuresOf({ colour: "red" })).toMatchObject([{ property: "colour" }]);
  });

  it.each([
    ["is secret", { action: "SOME", hints: { secrets: ["action"] } }],
    ["is an object", { prefixSet: { prefixes: ["/a"] } }],
    ["would steer a terminal", { network: "\u001b[31m" }],
    ["is long", { network: "x".repeat(101) }],
    ["is not there", { bucket: undefined }],
  ])("but not where its value %s", async (_, news) => {
    const failures = await failuresOf(news);
    expect(failures.map(({ property }) => property)).toEqual(failures.map(() => ""));
    expect(failures).not.toEqual([]);
  });

  it.each([null, "action", { action: true }])("whatever the hints of secrets are: %j", async (secrets) => {
    expect(await failuresOf({ action: "SOME", hints: { secrets } })).toMatchObject([{ property: "action" }]);
  });
});
