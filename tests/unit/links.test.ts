import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start } from "../../scripts/processes/command";

const repository = join(__dirname, "..", "..");

/** What `npm run links` says of all pages, and of these. */
async function checked(...files: string[]): Promise<{ exitCode: number | null; output: string }> {
  const command = ["run", "--silent", "links", "--", ...files];
  const options = { cwd: repository, env: process.env, timeoutMs: 120_000 };
  const { exitCode, output } = await start("npm", command, options).done;
  return { exitCode, output };
}

it("every link between the pages of the repository leads somewhere, by GitHub's rules", async () => {
  expect(await checked()).toEqual({ exitCode: 0, output: "" });
});

it("a link that leads nowhere is named, wherever it stands", async () => {
  const folder = mkdtempSync(join(tmpdir(), "links-"));
  const page = join(folder, "page.md");
  const github = "https://github.com/pulumi-oss-replication/pulumi-oss-replication";
  const links = [
    ...[
      "#two-words",
      "#0031-00000044",
      "#0031-00000044-1",
      "page.md#a-and--and",
      `${github}/blob/main/README.md`,
    ],
    ...["#two--words", "#0031-00000044-2", "page.md#gone", "gone.md", "gone/", "gone.svg"],
    ...[`${github}/blob/main/gone.md`, `${github}/blob/main/docs/errors.md#gone`],
  ];
  const headings = ["Two *words*", "0031-00000044", "0031-00000044", "`<a>` and & and"];
  writeFileSync(
    page,
    [
      ...headings.map((heading) => `## ${heading}\n`),
      `| table |\n|---|\n${links.map((link) => `| [link](${link}) |`).join("\n")}\n`,
      "<details>\n\n![picture](gone.png)\n</details>",
    ].join("\n"),
  );
  const { exitCode, output } = await checked(page);
  rmSync(folder, { recursive: true });
  expect(exitCode).toBe(1);
  const named = [...output.matchAll(/Cannot find (?:heading for|file) `(?:[^`]*\/)?([^`]+)`/g)];
  expect(named.map(([, what]) => what)).toEqual([
    ...["#two--words", "#0031-00000044-2", "#gone", "gone.md", "gone", "gone.svg"],
    ...["gone.md", "#gone", "gone.png"],
  ]);
});
