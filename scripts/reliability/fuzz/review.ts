import fc from "fast-check";
import { systemIo } from "../../../provider/cli/io";
import { run } from "../../../provider/cli/main";
import { expectThat, type Target } from "./fuzz";
import { hostilePreview } from "./hostilePreview";

const formats = ["markdown", "text", "json"];

/** What `oss-replication review` may be given: never more than an exit code and words. */
export const reviewInput: Target = {
  name: "input of the review",
  share: 6,
  property: () =>
    fc.asyncProperty(fc.integer(), fc.constantFrom(...formats), async (seed, format) => {
      let [out, err] = ["", ""];
      const code = await run(["review", "--format", format], {
        ...systemIo(),
        stdin: () => bytesOf(hostilePreview(seed)),
        out: (text: string) => {
          out += text;
        },
        err: (text: string) => {
          err += text;
        },
      });
      expectThat([0, 1, 2, 3].includes(code), `exit code ${code}`);
      expectThat(!/\n\s+at .*:\d+/.test(out + err), "a stack trace");
      expectThat(code === 0 || err !== "", "a failure without a word");
    }),
};

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}
