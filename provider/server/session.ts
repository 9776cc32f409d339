import { Facts } from "../lifecycle/check/facts";
import { connections } from "../lifecycle/connections";
import type { Context } from "../lifecycle/context";
import { Notes } from "../lifecycle/engine/notes";
import { Secrets } from "../lifecycle/engine/secrets";
import { CommandMemory, type Neighbours } from "../lifecycle/memory";
import { ownerOf } from "../lifecycle/ownership";
import { type Clock, stoppable } from "../oss";
import { type Configuration, configurationOf } from "./configuration";
import type { Values } from "./values";
import { inOurWords } from "./words";

/** What the process gives a session. */
export interface Host {
  env: NodeJS.ProcessEnv;
  clock: Clock;
  random: () => number;
  /** The other provider processes of the same command. */
  neighbours?: Neighbours;
  /** Asked right before each attempt of a write. */
  beforeWrite?: () => Promise<void>;
  /** Shows a line beside a resource. */
  warn(urn: string, line: string): void;
  /** When all that was to be shown has arrived. */
  settled(): Promise<void>;
}

/** What one call of the engine is about. */
export interface Call {
  context: Context;
  /** Who owns the rule of this resource. */
  owner: string;
  /** The engine's `customTimeouts` for this call, in seconds. */
  timeoutSeconds?: number;
  /** Whether the engine only wants to know what would happen. */
  preview?: boolean;
}

/** One command of the engine with one provider: the process lives for no more. */
export class Session {
  readonly secrets = new Secrets();
  private readonly notes = new Notes(() => {});
  private readonly clock: Clock & { stop(): void };
  private readonly shared: Omit<Context, "settings" | "say">;
  private configuration: Configuration;

  constructor(private readonly host: Host) {
    this.clock = stoppable(host.clock);
    const { clock, secrets } = this;
    const { beforeWrite, random, env } = host;
    this.shared = {
      connect: connections({ beforeWrite, clock, keepMs: Number.POSITIVE_INFINITY }),
      facts: new Facts({ clock, say: () => {} }),
      memory: new CommandMemory(host.neighbours),
      secrets,
      clock,
      random,
    };
    this.configuration = configurationOf({}, env);
  }

  configure(values: Values): void {
    this.configuration = configurationOf(values, this.host.env);
  }

  call(urn: string, more: Pick<Call, "timeoutSeconds" | "preview"> = {}): Call {
    const { settings, owner } = this.configuration;
    return {
      ...more,
      owner: ownerOf(owner, urn),
      context: {
        ...this.shared,
        settings,
        say: (note) => this.notes.say(note, (line) => this.host.warn(urn, this.told(line))),
      },
    };
  }

  /** A text for the user: in the words of this surface, without a secret. */
  told(text: string, about?: Values): string {
    const region = about?.region === this.configuration.settings.region ? undefined : about?.region;
    return this.secrets.hide(
      inOurWords(text, { bucket: about?.bucket, region: region as string | undefined }),
    );
  }

  /** When all that calls have said has arrived at the engine. */
  settled(): Promise<void> {
    return this.host.settled();
  }

  /** Ends every wait. */
  cancel(): void {
    this.clock.stop();
  }
}
