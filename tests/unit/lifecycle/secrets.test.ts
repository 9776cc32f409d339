import { Secrets } from "../../../provider/lifecycle/engine/secrets";

function hidden(value: unknown, text: string, names: unknown[] = ["arg"]): string {
  const secrets = new Secrets();
  secrets.note({ arg: value, other: "other-value" }, names);
  return secrets.hide(text);
}

test.each([
  [
    "a value",
    "my-secret-role",
    "role my-secret-role is wrong, my-secret-role!",
    "role (secret) is wrong, (secret)!",
  ],
  ["within a longer text", "my-secret-role", "acs:ram::1:role/my-secret-role", "acs:ram::1:role/(secret)"],
  ["an ARN by its name", "acs:ram::1:role/my-secret-role", "role my-secret-role", "role (secret)"],
  ["nested texts", { a: ["first-one", { b: "second-one" }] }, "first-one, second-one", "(secret), (secret)"],
  ["the longer of two", ["secret-a", "secret-a/b-c"], "secret-a/b-c and secret-a", "(secret) and (secret)"],
  ["a quoted one", 'say "hi" now', 'prefix "say \\"hi\\" now"', 'prefix "(secret)"'],
  ["one with a line end", "line one\nline two", "prefix line one line two", "prefix (secret)"],
  [
    "a short one that stands alone",
    "logs",
    "prefix logs and logs2, catalogs, my-logs",
    "prefix (secret) and logs2, catalogs, my-logs",
  ],
  ["a short one at either end", "logs", "logs, logs2, my-logs, logs", "(secret), logs2, my-logs, (secret)"],
  ["the shortest", "abc", "abc", "(secret)"],
  ["one of eight characters within a word", "eightchr", "xeightchrx", "x(secret)x"],
  ["a long one within a word", "my-secret-role", "xmy-secret-rolex", "x(secret)x"],
  ["a name of eight characters", "role/eightchr", "role eightchr", "role (secret)"],
  ["no shorter name, which may be any word", "role/shorter", "role shorter", "role shorter"],
  [
    "what is longer than a word of every message",
    ["PUT-x", "x-PUT", "x-enabled", "enabled-x"],
    "PUT-x x-PUT x-enabled enabled-x",
    "(secret) (secret) (secret) (secret)",
  ],
  ["a text of nothing but controls", "\u0001\u0002\u0003", "a \u0001\u0002\u0003 b", "a (secret) b"],
  ["a word of the texts themselves", "secret-secret", "secret-secret", "(secret)"],
  ["the mark itself", "(secret)", "a (secret)", "a (secret)"],
  [
    "a word that is in every message",
    ["PUT", "PUT,DELETE", "enabled"],
    "PUT,DELETE, PUT or enabled",
    "PUT,DELETE, PUT or enabled",
  ],
  ["next to nothing", ["a", "", "to"], "a rule to", "a rule to"],
  ["no text", 7, "7 rules", "7 rules"],
  ["null", null, "null", "null"],
])("hides %s", (_, value, text, expected) => {
  expect(hidden(value, text)).toBe(expected);
});

test("hides what is left of a long value that a message cuts", () => {
  const value = Array.from({ length: 60 }, (_, n) => `part${n}`).join("-");
  expect(hidden(value, `prefix ${value.slice(0, 200)}... is wrong`)).toBe("prefix (secret)... is wrong");
});

test.each([[[]], [["none"]]])("hides nothing for names %p", (names) => {
  expect(hidden("my-secret-role", "my-secret-role", names)).toBe("my-secret-role");
});

test("leaves other arguments alone", () => {
  expect(hidden("my-secret-role", "other-value")).toBe("other-value");
});
