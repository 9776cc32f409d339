import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { block } from "../../support/pages/pages";
import { typeIn } from "./asTyped";
import { runTool } from "./package";
import type { Project } from "./project";

const repository = join(__dirname, "..", "..", "..");

const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export interface Plugin {
  folder: string;
  tarball: string;
}

/** What `npm run plugin` makes of the provider as it is built, for the tests of one file. */
export async function makePlugin(): Promise<Plugin> {
  const target = mkdtempSync(join(tmpdir(), "plugin-"));
  made.push(target);
  await runTool(process.execPath, ["--import", "tsx", "scripts/plugin.ts", target], repository);
  const [folder, tarball] = readdirSync(target).sort((a, b) => a.length - b.length);
  return { folder: join(target, String(folder)), tarball: join(target, String(tarball)) };
}

/** As the page says. */
export async function install({ tarball }: Plugin, project: Project): Promise<void> {
  cpSync(tarball, join(project.folder, "program", basename(tarball)));
  await typeIn(project, block("docs/languages.md", "install").text);
}
