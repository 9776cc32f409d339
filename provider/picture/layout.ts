import { join } from "node:path";
import { Worker } from "node:worker_threads";

/** Graphviz did not draw the picture, or not all of it. */
export class NotDrawn extends Error {}

/** Longer than any picture took that was not too large to be looked at. */
const LIMIT_MS = 60_000;

/**
 * The SVG that Graphviz makes of DOT. It runs in a thread of its own, so that the command can be interrupted meanwhile,
 * and that what Graphviz writes by itself goes nowhere.
 */
export function layout(dot: string): Promise<string> {
  const worker = new Worker(join(__dirname, "layoutWorker.js"), {
    workerData: dot,
    stdout: true,
    stderr: true,
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(
        new NotDrawn(
          `Graphviz has not drawn the picture in ${LIMIT_MS / 1000} s: draw fewer rules, with --most.`,
        ),
      );
      void worker.terminate();
    }, LIMIT_MS);
    const settle = (end: () => void) => {
      clearTimeout(timer);
      end();
      void worker.terminate();
    };
    worker.once("message", (svg: string) => settle(() => resolve(svg)));
    worker.once("error", (error) =>
      settle(() => reject(new NotDrawn(`Graphviz could not draw the picture: ${error.message}.`))),
    );
  });
}
