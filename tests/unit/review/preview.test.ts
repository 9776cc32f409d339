import { readPreview } from "../../../provider/review/preview";

const EMPTY =
  "There is nothing to review: the input is empty. Did `pulumi preview --json` fail? See what it printed on standard error.";
const NO_JSON =
  "The input is not the JSON of one preview. Run `pulumi preview --json` without PULUMI_ENABLE_STREAMING_JSON_PREVIEW, and keep its standard error apart.";
const NO_PREVIEW = "The input is JSON, but not that of `pulumi preview --json`: its steps are missing.";

const step = { op: "create", urn: "urn:pulumi:dev::shop::a:b:C::x" };
const failing = (...messages: unknown[]) =>
  JSON.stringify({ steps: [], diagnostics: messages.map((message) => ({ severity: "error", message })) });

describe("a preview that was printed", () => {
  it("has its steps, whose states are objects or nothing", () => {
    const odd = { ...step, oldState: null, newState: { id: "x" } };
    const text = JSON.stringify({ steps: [odd, { ...step, oldState: "[secret]", newState: 5 }] });
    expect(readPreview(text).steps).toEqual([
      { ...step, oldState: undefined, newState: { id: "x" } },
      { ...step, oldState: undefined, newState: undefined },
    ]);
  });

  it.each([
    ["alone", (json: string) => json],
    ["indented", (json: string) => JSON.stringify(JSON.parse(json), null, 4)],
    ["after lines of text", (json: string) => `Logging in\nusing {a token}\n${json}`],
    ["after an indented line", (json: string) => `Logging in\n  \t${json}`],
    ["before lines of text", (json: string) => `${json}\nDone.\n`],
  ])("is read %s", (_, printed) => {
    expect(readPreview(printed(JSON.stringify({ steps: [step] }))).steps).toMatchObject([step]);
  });

  it.each([{}, { same: 4 }, { same: 4, create: 0 }])(
    "without steps has none where its summary says so: %j",
    (changeSummary) => {
      expect(readPreview(JSON.stringify({ changeSummary })).steps).toEqual([]);
    },
  );
});

describe("what cannot be reviewed is refused in words", () => {
  it.each([
    ["", EMPTY],
    [" \n\t", EMPTY],
    ["error: no stack selected\n", NO_JSON],
    ['{"steps":[', NO_JSON],
    ['{"sequence":0}\n{"sequence":1}\n', NO_JSON],
    ["[]", NO_PREVIEW],
    ["5", NO_PREVIEW],
    ["null", NO_PREVIEW],
    ["{}", NO_PREVIEW],
    ['{"version":3,"deployment":{}}', NO_PREVIEW],
    ['{"steps":{}}', NO_PREVIEW],
    ['{"changeSummary":5}', NO_PREVIEW],
    ['{"changeSummary":{"create":2}}', NO_PREVIEW],
    ['{"changeSummary":{"same":2,"create":1}}', NO_PREVIEW],
    ['{"steps":[5]}', NO_PREVIEW],
    ['{"steps":[null]}', NO_PREVIEW],
    ['{"steps":[{"op":1,"urn":"x"}]}', NO_PREVIEW],
    ['{"steps":[{"op":"same"}]}', NO_PREVIEW],
    [`{"steps":[${JSON.stringify(step)},{"op":"same","urn":5}]}`, NO_PREVIEW],
  ])("%j", (text, message) => {
    expect(() => readPreview(text)).toThrow(new Error(message));
  });
});

describe("a preview that failed", () => {
  const messageOf = (text: string): string => {
    try {
      readPreview(text);
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };

  it.each<[string, unknown[], string]>([
    ["its error, without what the engine puts before it", ["error: no bucket\n"], "no bucket"],
    [
      "two lines of an error, and no stack trace",
      ["error: no bucket\nof that name\n    at x.js:1\n"],
      "no bucket of that name",
    ],
    ["three errors", ["a", "b", "c"], "a b c"],
    ["how many more there are", ["a", "b", "c", "d", "e"], "a b c (and 2 more errors)"],
    ["that there was one, where it says nothing", [{ a: 1 }], ""],
    ["the word in the middle of an error", ["an error: x"], "an error: x"],
  ])("tells %s", (_, messages, told) => {
    expect(messageOf(failing(...messages))).toBe(
      `The preview failed, so there is nothing to review: ${told}`,
    );
  });

  it("tells an error of ours to its end, and a huge one in part", () => {
    expect(messageOf(failing("x".repeat(1_500)))).toMatch(/: x{1500}$/);
    expect(messageOf(failing("x".repeat(1_501)))).toMatch(/: x{1500}…$/);
  });

  it("is told from one with warnings", () => {
    const diagnostics = [{ severity: "warning", message: "careful" }, null, "error"];
    expect(readPreview(JSON.stringify({ steps: [], diagnostics })).steps).toEqual([]);
  });
});
