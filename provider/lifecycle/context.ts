import type { Clock, OssReplication } from "../oss";
import type { Facts } from "./check/facts";
import { formatDuration } from "./duration";
import type { Note } from "./engine/notes";
import type { Secrets } from "./engine/secrets";
import type { CommandMemory } from "./memory";
import { type Connection, connectionOf, type Settings } from "./settings";
import type { Awaited, Waiting } from "./wait";

/** Everything outside itself that the lifecycle uses. A test passes its own. */
export interface Context {
  settings: Settings;
  connect(connection: Connection): OssReplication;
  facts: Facts;
  memory: CommandMemory;
  /** The values that no message may repeat. */
  secrets: Secrets;
  /** Tells the user something that is not a failure. */
  say(note: Note): void;
  /** Shows what is going on beside the resource of this URN, or beside the stack, until there is other news of it. */
  showStatus(text: string, urn?: string): void;
  clock: Clock;
  random: () => number;
}

export interface Located {
  region?: string;
  endpoint?: string;
  network?: string;
}

/** A wait of so many milliseconds from now. Whoever looks at the command sees what it is for, and how long it may take. */
export function waitingFor(context: Context, limit: number, awaited: () => Awaited): Waiting {
  const { clock, random } = context;
  const show = (text: () => string) => {
    try {
      context.showStatus(text());
    } catch {
      // A rule may be removed, and waited for to be replaced: that must go on, seen or unseen.
    }
  };
  return {
    clock,
    random,
    deadline: clock.now() + limit,
    onWait: () => show(() => `waiting up to ${formatDuration(limit)} ${awaited().what}`),
    onEnd: () => show(() => awaited().done),
  };
}

/** The service of the bucket of a resource. */
export function serviceOf(context: Context, located: Located): OssReplication {
  return context.connect(connectionOf(located, context.settings));
}
