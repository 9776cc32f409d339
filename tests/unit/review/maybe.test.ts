import { at, isHidden, known, mayEqual, nameOf, textOf } from "../../../provider/review/maybe";
import { asText } from "../../../provider/review/phrase";
import { UNKNOWN } from "./support/previews";

const SECRET = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "hush",
};

describe("a value of a preview", () => {
  it.each<[string, unknown, object, string]>([
    ["a text", "logs", { value: "logs" }, "logs"],
    ["an empty text", "", { value: "" }, '""'],
    ["one that is known after the update", UNKNOWN, { hidden: "unknown" }, "(known after the update)"],
    ["a secret, as --json prints it", "[secret]", { hidden: "secret" }, "(secret)"],
    ["a secret, as the state holds it", SECRET, { hidden: "secret" }, "(secret)"],
    ["one that is not there", undefined, { hidden: "missing" }, "(not given)"],
    ["null", null, { hidden: "missing" }, "(not given)"],
    ["a number", 5, { hidden: "missing" }, "(not given)"],
    ["an object", { a: 1 }, { hidden: "missing" }, "(not given)"],
  ])("is %s", (_, value, maybe, name) => {
    expect(textOf(value)).toEqual(maybe);
    expect(asText(nameOf(textOf(value)))).toBe(name);
    expect(isHidden(value)).toBe("hidden" in maybe && maybe.hidden !== "missing");
  });

  it("is known, or not", () => {
    expect(known(textOf("a"))).toBe("a");
    expect(known(textOf(UNKNOWN))).toBeUndefined();
  });

  it.each([
    ["a", "a", true],
    ["a", "b", false],
    ["a", UNKNOWN, true],
    ["[secret]", "b", true],
    ["[secret]", UNKNOWN, true],
  ])("may be the same as another: %j and %j", (a, b, may) => {
    expect(mayEqual(textOf(a), textOf(b))).toBe(may);
  });
});

describe("a part of a value", () => {
  it.each<[string, unknown, unknown]>([
    ["is there", { key: 1 }, 1],
    ["is not there", {}, undefined],
    ["is not in what is no object", "text", undefined],
    ["is not in null", null, undefined],
    ["is unknown where the whole is", UNKNOWN, UNKNOWN],
    ["is secret where the whole is", SECRET, SECRET],
    ["is secret where the whole is printed so", "[secret]", "[secret]"],
  ])("%s", (_, value, part) => {
    expect(at(value, "key")).toBe(part);
  });
});
