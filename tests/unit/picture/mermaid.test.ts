import { fittingMermaid } from "../../../provider/picture/fittingMermaid";
import { mermaid } from "../../../provider/picture/mermaid";
import { pictureOf } from "../../../provider/picture/picture";
import { describeWithChromium } from "../../support/chromium";
import { startMermaid } from "../../support/mermaid";
import { HOSTILE } from "./hostile";
import { hostile, small } from "./small";

test("a small picture, whole", () => {
  expect(mermaid(small)).toMatchInlineSnapshot(`
"flowchart LR
  accTitle: What copies where
  accDescr: 1 rule starts, 1 rule stops, 1 rule is made anew, 1 rule stays, 5 buckets.
  subgraph r1["cn-beijing"]
    b1[("empty<br/>has no rule")]
    b3[("archive")]
  end
  subgraph r2["cn-shanghai"]
    b2[("logs")]
  end
  subgraph r3["eu-central-1"]
    b4[("eu-copy")]
  end
  subgraph r4["region unknown"]
    b5[("#40;known after the update#41;")]
  end
  b2 ==>|"MADE ANEW<br/>#34;app/#34;, #34;audit/#34;<br/>PUT, RTC<br/>before#58; all objects#59; ALL"| b3
  b2 ==>|"STARTS<br/>#34;a/#34;, #34;b/#34;, #34;c/#34;, 2 more, only with tags<br/>ALL"| b4
  b3 -.->|"STOPS<br/>prefixes not shown<br/>ALL"| b5
  b3 -->|"all objects<br/>ALL<br/>closing"| b2
  remarks["the rules of bucket shut are not known#58; AccessDenied"]
  linkStyle 0 stroke:#bf8700,stroke-width:3px
  linkStyle 1 stroke:#2da44e,stroke-width:3px
  linkStyle 2 stroke:#e5534b,stroke-width:3px
"
`);
});

test("what Mermaid would not draw is said, not written", () => {
  const picture = { ...small, remarks: Array.from({ length: 100 }, () => '"'.repeat(300)) };
  expect(() => fittingMermaid(picture, 100)).toThrow("longer than Mermaid draws");
});

test("a picture of nothing is one", () => {
  expect(mermaid(pictureOf("What copies where", []))).toMatchInlineSnapshot(`
"flowchart LR
  accTitle: What copies where
  accDescr: 0 rules, 0 buckets.
"
`);
});

test.each(HOSTILE)(
  "%j stands in quotation marks, on one line, and without a character that means something",
  (text) => {
    const lines = mermaid(hostile(text)).trimEnd().split("\n");
    const plain = mermaid(hostile("plain")).trimEnd().split("\n");
    const shape = (line: string) => line.replace(/"[^"]*"/g, '""');
    expect(lines.map(shape)).toEqual(plain.map(shape));
    for (const [quoted] of lines.join("\n").matchAll(/"[^"]*"/g))
      expect(quoted.replaceAll("<br/>", "")).toMatch(/^"([\p{L}\p{N} ,/#;-])*"$/u);
  },
);

/** The texts in quotation marks, their numbers as characters and without the line ends between them. */
function texts(source: string): string[] {
  return [...source.matchAll(/"([^"]*)"/g)].map(([, quoted = ""]) =>
    quoted.replaceAll("<br/>", "").replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))),
  );
}

describeWithChromium("drawn by Mermaid itself", () => {
  let drawer: Awaited<ReturnType<typeof startMermaid>>;
  beforeAll(async () => {
    drawer = await startMermaid();
  });
  afterAll(() => drawer.close());

  test("regions, buckets, arrows and what they say", async () => {
    expect(await drawer.draw(mermaid(small))).toMatchInlineSnapshot(`
{
  "arrows": 4,
  "boxes": [
    "region unknown",
    "eu-central-1",
    "cn-shanghai",
    "cn-beijing",
    "emptyhas no rule",
    "archive",
    "logs",
    "eu-copy",
    "(known after the update)",
    "the rules of bucket shut are not known: AccessDenied",
  ],
  "elements": [
    "br",
    "circle",
    "defs",
    "desc",
    "div",
    "fedropshadow",
    "filter",
    "foreignobject",
    "g",
    "marker",
    "p",
    "path",
    "polygon",
    "rect",
    "span",
    "style",
    "title",
  ],
  "labels": [
    "MADE ANEW"app/", "audit/"PUT, RTCbefore: all objects; ALL",
    "STARTS"a/", "b/", "c/", 2 more, only with tagsALL",
    "STOPSprefixes not shownALL",
    "all objectsALLclosing",
  ],
  "said": [
    "What copies where",
    "1 rule starts, 1 rule stops, 1 rule is made anew, 1 rule stays, 5 buckets.",
  ],
}
`);
  });

  test("a picture of nothing", async () => {
    expect(await drawer.draw(mermaid(pictureOf("What copies where", [])))).toMatchObject({
      boxes: [],
      arrows: 0,
    });
  });

  test.each(HOSTILE)("%j is text and nothing else", async (text) => {
    const [plain, drawn] = [
      await drawer.draw(mermaid(hostile("plain"))),
      await drawer.draw(mermaid(hostile(text))),
    ];
    expect(drawn.elements).toEqual(plain.elements);
    expect([drawn.arrows, drawn.labels.length, drawn.boxes.length]).toEqual([
      1,
      plain.labels.length,
      plain.boxes.length,
    ]);
    expect(drawn.said).toEqual(plain.said);
    expect(new Set([...drawn.boxes, ...drawn.labels])).toEqual(new Set(texts(mermaid(hostile(text)))));
  });

  test("a name is shown as the review shows it, whatever is in it", async () => {
    const { boxes } = await drawer.draw(mermaid(hostile('%%{init}%% "x" $$y$$ fa:fa-bell __z__ #quot;')));
    expect(boxes).toContain(
      '"%%{init}%% \\u{22}x\\u{22} \\u{24}\\u{24}y\\u{24}\\u{24} fa\\u{3a}fa-bell __z__ \\u{23}quot;"',
    );
  });
});
