import { MOST_BYTES } from "../../../provider/cli/input";
import { create, preview, review, ruleInputs, stream } from "./support/previews";

const text = preview([create(ruleInputs({ bucket: "größe-存储" }))]);

describe("a byte order mark tells how the text is written", () => {
  const bigEndian = (content: string) => Buffer.from(content, "utf16le").swap16();
  it.each([
    ["UTF-16, as Windows PowerShell writes it", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16, the other way round", bigEndian(`\ufeff${text}`)],
    ["UTF-8", Buffer.from(`\ufeff${text}`)],
    ["lines before the JSON in UTF-16", Buffer.from(`\ufeffLogging in\r\n${text}\r\n`, "utf16le")],
  ])("%s", async (_, bytes) => {
    const expected = await review(text);
    expect(expected.out).toContain("größe-存储");
    expect(await review(bytes)).toEqual(expected);
    expect(await review("", ["p.json"], { file: () => stream(bytes) })).toEqual(expected);
  });

  it.each([[[0xff]], [[0xff, 0xfe]], [[0xfe, 0xff, 0x00]], [[0xff, 0xfe, 0x7b]], [[0xc3, 0x28]], [[0]]])(
    "and what is cut off is no preview: %j",
    async (bytes) => {
      const { code, out, err } = await review(Uint8Array.from(bytes));
      expect(code).toBe(1);
      expect(err).toMatch(/^oss-replication: .*\n$/);
      expect(out).toMatch(/^## OSS replication review\n\n\*\*[^0-9]/);
    },
  );
});

it("refuses by size, at once", async () => {
  let asked = 0;
  async function* endless() {
    const piece = new Uint8Array(16 * 1024 * 1024);
    for (;;) {
      asked += piece.length;
      yield piece;
    }
  }
  const { code, out, err } = await review("", [], { stdin: endless });
  expect(code).toBe(1);
  expect(out).toContain("**The preview is longer than 128 MiB");
  expect(err).toBe(
    "oss-replication: The preview is longer than 128 MiB, which is more than a review reads: preview a part of the stack at a time, with `--target`.\n",
  );
  expect(asked).toBeLessThan(MOST_BYTES + 32 * 1024 * 1024);
});
