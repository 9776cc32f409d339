import { PLAIN } from "../../../provider/terminal/screen";
import { table } from "../../../provider/terminal/table";

const narrow = (columns: number) => ({ isTerminal: true, colours: false, columns });

it("aligns columns by their widest cell, without spaces at the ends of lines", () => {
  const rows = [
    ["rule-1", "doing", "dst"],
    ["r", "closing", ""],
  ];
  expect(table(["RULE", "STATUS", "TARGET"], rows)).toBe(
    ["RULE    STATUS   TARGET", "rule-1  doing    dst", "r       closing", ""].join("\n"),
  );
});

it("is its head alone where there are no rows, on whatever screen", () => {
  expect(table(["A", "B"], [])).toBe("A  B\n");
  expect(table(["A", "B"], [], narrow(2))).toBe("A  B\n");
});

it("leaves room for a row that is shorter or longer than the head", () => {
  expect(table(["A", "B"], [["aa"], ["a", "b", "c"]])).toBe("A   B\naa\na   b  c\n");
});

it("shows what would steer a terminal", () => {
  expect(table(["A"], [["\u001b[2J\n"]])).toBe("A\n\\u{1b}[2J\\u{a}\n");
});

it("counts what is seen: East Asian characters take two places, combining ones and colours none, and the text is what it was", () => {
  const rows = [
    [{ text: "存储", tone: "good" as const }, "x"],
    ["e\u0301", "x"],
    ["abcd", "x"],
  ];
  expect(table(["A", "B"], rows, { ...PLAIN, colours: true })).toBe(
    [
      "\u001b[1mA\u001b[22m     \u001b[1mB\u001b[22m",
      "\u001b[32m存储\u001b[39m  x",
      "e\u0301     x",
      "abcd  x",
      "",
    ].join("\n"),
  );
});

it("keeps cells that are empty, at the beginning, too", () => {
  expect(
    table(
      ["A", "B"],
      [
        ["", "b"],
        ["", ""],
        ["a", ""],
      ],
    ),
  ).toBe("A  B\n   b\n\na\n");
});

describe("on a narrow screen", () => {
  const columns = ["RULE", { head: "PREFIXES", wraps: true as const }, "RTC"];
  const rows = [["r-1", "logs/ media/ pictures/ videos/", "enabled"]];

  it("nothing wraps where all fits", () => {
    expect(table(columns, rows, narrow(45))).toBe(
      ["RULE  PREFIXES                        RTC", "r-1   logs/ media/ pictures/ videos/  enabled", ""].join(
        "\n",
      ),
    );
  });

  it("a column that may wrap is made narrower, and the others are not", () => {
    expect(table(columns, rows, narrow(32))).toBe(
      [
        "RULE  PREFIXES           RTC",
        "r-1   logs/ media/       enabled",
        "      pictures/ videos/",
        "",
      ].join("\n"),
    );
  });

  it("each row is a list where that is not enough", () => {
    expect(table(columns, [...rows, ["r-2", "", "disabled"]], narrow(20))).toBe(
      [
        "RULE      r-1",
        "PREFIXES  logs/ media/ pictures/ videos/",
        "RTC       enabled",
        "",
        "RULE      r-2",
        "PREFIXES",
        "RTC       disabled",
        "",
      ].join("\n"),
    );
  });

  it("no width at all is no reason to break anything", () => {
    expect(table(columns, rows, { isTerminal: true, colours: false })).toContain(
      "pictures/ videos/  enabled",
    );
  });
});

it("takes ten thousand rows", () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => [`r-${at}`, "x".repeat(at % 50)]);
  const lines = table(["A", "B"], rows).split("\n");
  expect(lines).toHaveLength(10_002);
  expect(lines[9_999]).toBe(`r-9998  ${"x".repeat(48)}`);
});
