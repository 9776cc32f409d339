import { writeFileSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";
import { between, fenced, javascript, README, readme } from "./support/readme";
import { newWorld } from "./support/world";

const COMMAND = join(__dirname, "..", "..", "provider", "bin", "oss-replication.js");

async function review(preview: string): Promise<string> {
  // As on a desk: a workflow's environment would name its commit.
  const options = {
    input: preview,
    stripFinalNewline: false,
    env: { PATH: process.env.PATH },
    extendEnv: false,
  };
  const { stdout } = await execa(process.execPath, [COMMAND, "review"], options);
  return stdout;
}

/** The README shows what these commands print; `UPDATE_README=1` writes it. */
function expectShown(mark: string, to: string, shown: string): void {
  if (process.env.UPDATE_README)
    writeFileSync(
      README,
      readme().replace(`<!-- ${mark} -->\n${between(mark, to)}`, `<!-- ${mark} -->\n${shown}`),
    );
  expect(between(mark, to)).toBe(shown);
}

it("shows a program that runs, its preview and its review as they are", async () => {
  const { emulator, project } = await newWorld();
  emulator.createBucket("prod-logs", "cn-hangzhou");
  emulator.createBucket("prod-logs-dr", "cn-beijing");
  const program = fenced("program");
  expect(program.trimEnd().split("\n").length).toBeLessThanOrEqual(20);
  const p = project("", { name: "logs" });
  p.setProgram(javascript(program));
  await p.up();
  expect(emulator.rules("prod-logs")).toMatchObject([
    { prefixes: ["app/", "audit/"], rtcStatus: "enabling" },
  ]);
  expect(p.outputs().rtcTargets).toContain("oss-cn-beijing");

  p.setProgram(javascript(program.replace('"audit/"', '"billing/"')));
  const { stdout } = await p.preview(["--diff", "--suppress-outputs"]);
  // On a slow machine the engine says that it is still at it.
  const diff = stdout
    .replace(/^@ .*\n/gm, "")
    .trimEnd()
    .replace(/[ \t]+$/gm, "");
  expectShown(
    "preview",
    "<!-- review -->",
    `\`\`\`text\n${diff}\n\`\`\`\n\n\`pulumi preview --json | oss-replication review\`, as it stands in a pull request:\n\n`,
  );
  const json = await p.previewJson();
  expectShown("review", "<!-- end -->", `\n${(await review(json.stdout)).trim()}\n\n`);
});
