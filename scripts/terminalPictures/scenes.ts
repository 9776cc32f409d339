import { tmpdir } from "node:os";
import { join } from "node:path";
import { inTerminal, type Piece, type Size } from "../processes/terminal";
import { inTemporaryFolder } from "../pulumi/temporaryFolder";
import { cleaned } from "./cleaned";
import { filmOf, type Pace } from "./film";
import { textOf } from "./line";
import { type Frame, framesOf } from "./replay";
import { svgOf } from "./svg";

const repository = join(__dirname, "..", "..");

/** One picture of the documentation: what a terminal shows of a command. */
export interface Scene extends Size {
  /** In docs/. */
  file: string;
  title: string;
  /** What a user types. */
  command: string;
  /** What is run, a script and its arguments. */
  run: string[];
  /** The screen counts when nothing was written for so many ms: programs write one in several pieces. Where the run says itself when, it counts then. */
  quietMs: number;
  pace: Pace;
  /** Where nothing moves the picture is the last frame whose last line is so; absent: the last of all. */
  still?: RegExp;
  /** Each run is like the other, moment by moment. */
  isRepeatable?: true;
}

export const SCENES: readonly Scene[] = [
  {
    ...{ file: "demo.svg", columns: 100, rows: 28 },
    title:
      "A terminal: npm run demo plays pulumi up, stack output, preview, refresh and destroy on the emulator",
    command: "npm run demo",
    run: ["scripts/demo.ts"],
    quietMs: 40,
    pace: { changeMs: 250, lineMs: 120, longestMs: 2_500, lastMs: 5_000 },
  },
  {
    ...{ file: "progress.svg", columns: 112, rows: 5 },
    title: "A terminal: oss-replication progress --watch shows how far the copies of three rules are",
    command: "oss-replication progress --bucket prod-logs --watch",
    run: ["scripts/terminalPictures/progressRun.ts", "--bucket", "prod-logs", "--watch"],
    quietMs: 100,
    pace: { changeMs: 400, lineMs: 200, longestMs: 1_000, lastMs: 4_000 },
    isRepeatable: true,
    still: /to prod-logs-dr .* 4\d\.\d %/,
  },
];

/** Runs it in a terminal, and answers what was seen, without what another run would show otherwise. */
export function recorded(scene: Scene): Promise<Frame[]> {
  return inTemporaryFolder(join(tmpdir(), "terminal-picture-"), async (home) =>
    cleaned(await framesOf(await piecesOf(scene, home), scene, scene.quietMs), scene.rows),
  );
}

async function piecesOf({ command, run, columns, rows }: Scene, home: string): Promise<Piece[]> {
  const terminal = inTerminal(process.execPath, ["--import", "tsx", ...run], {
    ...{ env: environment(home), cwd: repository, columns, rows },
  });
  const exitCode = await terminal.done;
  if (exitCode !== 0) throw new Error(`\`${command}\` ended with ${exitCode}:\n${terminal.written()}`);
  return [{ at: -1_000, text: `$ ${command}\r\n` }, ...terminal.pieces()];
}

/** Nothing of the user's own, but for where the Pulumi CLI is. */
function environment(home: string): NodeJS.ProcessEnv {
  const { PATH, HOME, PULUMI_HOME = join(HOME ?? "", ".pulumi") } = process.env;
  return { PATH, HOME: home, PULUMI_HOME, LANG: "C.UTF-8", TERM: "xterm-256color", TSX_DISABLE_CACHE: "1" };
}

export function pictureOf(scene: Scene, frames: readonly Frame[]): string {
  return svgOf(filmOf(frames, scene.pace), { ...scene, still: stillOf(scene, frames) });
}

/** The number of the frame that is shown where nothing moves. */
function stillOf({ still }: Scene, frames: readonly Frame[]): number {
  const found = frames.findLastIndex(({ lines }) => lines.some((line) => still?.test(textOf(line))));
  return found < 0 ? frames.length - 1 : found;
}
