import { MultiBar, type SingleBar } from "cli-progress";

/** Lines on a terminal that are written over with each show. */
export interface LiveLines {
  show(lines: readonly string[]): void;
  /** They stay as they are, and the next output comes below. */
  end(): void;
}

/** The bars of cli-progress do the moving about: each is a line that is written by ourselves. */
export function liveLines(stream: NodeJS.WritableStream): LiveLines {
  const bars = new MultiBar({
    stream,
    format: (_options, _params, { line }) => line,
    // Signals are handled by the command, and a cursor that is seen needs no bringing back.
    gracefulExit: false,
    hideCursor: false,
    emptyOnZero: true,
  });
  const shown: SingleBar[] = [];
  return {
    show: (lines) => {
      for (const bar of shown.splice(lines.length)) bars.remove(bar);
      for (const [at, line] of lines.entries()) {
        const bar = shown[at];
        if (bar) bar.update({ line });
        else shown.push(bars.create(1, 0, { line }));
      }
      bars.update();
    },
    end: () => bars.stop(),
  };
}
