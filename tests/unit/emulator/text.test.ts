import type { Emulator } from "../../../emulator";
import { get, list, put, to } from "./support/calls";
import { start } from "./support/start";

let emulator: Emulator;
beforeEach(async () => {
  ({ emulator } = await start());
});
afterEach(() => emulator.close());

const written: [what: string, xml: string, text: string][] = [
  ["a line feed", "a\nb", "a\nb"],
  ["a line feed as a number", "a&#10;b", "a\nb"],
  ["a line feed in CDATA", "<![CDATA[a\nb]]>", "a\nb"],
  ["a carriage return as a number", "a&#13;b", "a\rb"],
  ["a line end of another system", "a\r\nb", "a\nb"],
  ["blanks at both ends", "  a  ", "  a  "],
  ["only a blank", " ", " "],
  ["the five named entities", "&lt;&gt;&amp;&quot;&apos;", `<>&"'`],
  ["an entity that is text", "&amp;lt;", "&lt;"],
  ["markup in CDATA", "<![CDATA[<b>&amp;]]>", "<b>&amp;"],
  ["CDATA beside text", "a<![CDATA[b]]>c", "abc"],
  ["a comment inside", "a<!-- b -->c", "ac"],
  ["what looks like a number", "007", "007"],
  ["what looks like an exponent", "1e5", "1e5"],
  ["what looks like a word", "true", "true"],
  ["a number in hex", "&#x4E2d;", "中"],
  ["beyond the basic plane", "&#128230;📦", "📦📦"],
  ["what an official sample sends", "C$|EqA0gEq", "C$|EqA0gEq"],
  ["1023 characters", "文".repeat(1023), "文".repeat(1023)],
];

test.each(written)("a prefix keeps %s", async (_, xml, text) => {
  expect((await put(emulator, `${to("dst")}<PrefixSet><Prefix>${xml}</Prefix></PrefixSet>`)).status).toBe(
    200,
  );
  expect(emulator.rules("src")).toMatchObject([{ prefixes: [text] }]);
  const { body } = await get(emulator, "replication");
  emulator.removeRule("src", emulator.rules("src")[0]?.id ?? "");
  const again = /<PrefixSet>[\s\S]*<\/PrefixSet>/.exec(body)?.[0] ?? "";
  await put(emulator, to("dst") + again);
  expect(emulator.rules("src")).toMatchObject([{ prefixes: [text] }]);
});

test("an id may hold any ASCII punctuation, in body, header and query", async () => {
  const id = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  const escaped = id.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const answer = await put(emulator, `<ID>${escaped}</ID>${to("dst")}`);
  expect(answer.headers["x-oss-replication-rule-id"]).toBe(id);
  const encoded = encodeURIComponent(id).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  expect((await get(emulator, `replicationProgress&rule-id=${encoded}`)).status).toBe(200);
});

test.each([
  ["no PrefixSet", ""],
  ["an empty PrefixSet", "<PrefixSet/>"],
  ["an empty Prefix", "<PrefixSet><Prefix/></PrefixSet>"],
])("%s is the whole bucket", async (_, xml) => {
  await put(emulator, to("dst") + xml);
  expect(emulator.rules("src")).toMatchObject([{ prefixes: [] }]);
  expect((await get(emulator, "replication")).body).not.toContain("Prefix");
});

test("what only official clients send is not looked at", async () => {
  const extras = "<Status>Disabled</Status><Source><Location>oss-cn-hangzhou</Location></Source>";
  const target = to("dst").replace("</Dest", "<Cloud>aliyun</Cloud><CloudLocation>x</CloudLocation></Dest");
  expect((await put(emulator, extras + target)).status).toBe(200);
  expect(emulator.rules("src")).toMatchObject([{ status: "starting", destination: { bucket: "dst" } }]);
});

test("up to 10 prefixes, in the order given", async () => {
  const all = [..."jihgfedcba"];
  const xml = all.map((prefix) => `<Prefix>${prefix}</Prefix>`).join("\n");
  await put(emulator, `${to("dst")}<PrefixSet>\n${xml}\n</PrefixSet>`);
  expect(list(emulator.rules("src")[0]?.prefixes)).toEqual(all);
});
