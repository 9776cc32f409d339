import { line } from "../terminal/text";
import { Declined, WrongUse } from "./failure";
import { type Io, NOTHING_CHANGED } from "./io";

/**
 * Tells what will happen and asks whether it may. With `--yes`, or where nobody sits at the terminal, it is not asked,
 * and `consequences` is not called. Throws `Declined`.
 */
export async function confirm(
  io: Io,
  yes: boolean | undefined,
  consequences: () => Promise<string[]>,
): Promise<void> {
  if (yes || !io.hasPerson()) return;
  if (!io.errScreen().isTerminal)
    throw new WrongUse(
      `The question whether this may be done would not be seen, since standard error is no terminal. Give --yes to do it without. ${NOTHING_CHANGED}`,
    );
  for (const sentence of await consequences()) io.err(line(sentence));
  const answer = await io.ask("Go on? [y/N] ");
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw new Declined(NOTHING_CHANGED);
}
