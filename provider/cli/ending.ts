import { line } from "../terminal/text";
import type { Io } from "./io";

/** Exit codes of a command that a signal ends: 128 and the signal's number, as shells have it. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Ends the process at once on a signal, and says in which state things are; and when its reader stops, as `head` does. */
export function endAtOnce(io: Io): void {
  for (const [signal, code] of Object.entries(SIGNALS))
    process.on(signal, () => {
      if (io.standing.endsItself) return;
      const standing = io.standing.tell();
      // The terminal shows ^C, or a line that is not ended.
      const lineEnd = io.errScreen().isTerminal ? "\n" : "";
      io.err(`${lineEnd}${line(`oss-replication: ended by ${signal}. ${standing}`)}`);
      process.exit(code);
    });
  process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
    // It has failed: not all was written. A reader that has gone wants to hear nothing of it.
    if (code !== "EPIPE") io.err(line(`oss-replication: Standard output cannot be written (${code}).`));
    process.exit(1);
  });
  // Without standard error nobody can be told.
  process.stderr.on("error", () => {});
}
