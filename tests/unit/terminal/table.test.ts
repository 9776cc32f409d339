import { table } from "../../../provider/terminal/table";

it("aligns columns by their widest cell, without spaces at the ends of lines", () => {
  const rows = [
    ["rule-1", "doing", "dst"],
    ["r", "closing", ""],
  ];
  expect(table(["RULE", "STATUS", "TARGET"], rows)).toBe(
    ["RULE    STATUS   TARGET", "rule-1  doing    dst", "r       closing", ""].join("\n"),
  );
});

it("is its head alone where there are no rows", () => {
  expect(table(["A", "B"], [])).toBe("A  B\n");
});

it("leaves room for a row that is shorter or longer than the head", () => {
  expect(table(["A", "B"], [["aa"], ["a", "b", "c"]])).toBe("A   B\naa\na   b  c\n");
});

it("shows what would steer a terminal", () => {
  expect(table(["A"], [["\u001b[2J\n"]])).toBe("A\n\\u{1b}[2J\\u{a}\n");
});
