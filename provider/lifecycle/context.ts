import type { Clock, OssReplication } from "../oss";
import type { Facts } from "./check/facts";
import type { Note } from "./engine/notes";
import type { Secrets } from "./engine/secrets";
import type { CommandMemory } from "./memory";
import { type Connection, connectionOf, type Settings } from "./settings";
import type { Waiting } from "./wait";

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
  clock: Clock;
  random: () => number;
}

export interface Located {
  region?: string;
  endpoint?: string;
  network?: string;
}

/** A wait of so many milliseconds from now. */
export function waitingFor({ clock, random }: Pick<Context, "clock" | "random">, limit: number): Waiting {
  return { clock, random, deadline: clock.now() + limit };
}

/** The service of the bucket of a resource. */
export function serviceOf(context: Context, located: Located): OssReplication {
  return context.connect(connectionOf(located, context.settings));
}
