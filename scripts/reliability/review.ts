import { systemIo } from "../../provider/cli/io";
import { run } from "../../provider/cli/main";

/** Runs `oss-replication review` in this process, on a text as its input. */
export async function reviewOf(
  preview: string,
  format: string,
): Promise<{ code: number; out: string; err: string }> {
  const shown = { out: "", err: "" };
  const code = await run(["review", "--format", format], {
    ...systemIo(),
    stdin: () => bytesOf(preview),
    out: (text) => {
      shown.out += text;
    },
    err: (text) => {
      shown.err += text;
    },
  });
  return { code, ...shown };
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}
