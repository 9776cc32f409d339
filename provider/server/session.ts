import { Facts } from "../lifecycle/check/facts";
import { connections } from "../lifecycle/connections";
import type { Context } from "../lifecycle/context";
import { Notes } from "../lifecycle/engine/notes";
import { Secrets } from "../lifecycle/engine/secrets";
import { CommandMemory, type Neighbours } from "../lifecycle/memory";
import { stoppedBefore } from "../lifecycle/messages";
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
  /** Shows a warning beside a resource, and at the end. */
  warn(urn: string, line: string): void;
  /** Shows a line beside a resource for the time being. */
  status(urn: string, line: string): void;
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
  private readonly secrets = new Secrets();
  private readonly notes = new Notes(() => {});
  private readonly clock: Clock & { stop(): void };
  private readonly shared: Omit<Context, "settings" | "say" | "showStatus">;
  private configuration: Configuration;
  /** For functions, which a program may call again to see what has changed. */
  private readonly connectFresh: Context["connect"];
  /** Which properties of a resource were secret whenever the engine has shown it. */
  private readonly secretNames = new Map<string, Set<string>>();

  constructor(private readonly host: Host) {
    this.clock = stoppable(host.clock);
    const { clock, secrets } = this;
    const { random, env } = host;
    // What was removed is put, or put back, whatever the user wants meanwhile; but nothing more is removed.
    const beforeWrite = async (operation: string) => {
      await host.beforeWrite?.();
      if (clock.isStopped?.() && operation === "DeleteBucketReplication") throw stoppedBefore();
    };
    this.connectFresh = connections({ clock });
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
        showStatus: (text) => this.host.status(urn, this.told(text)),
      },
    };
  }

  /** A call of a function. */
  lookup(): Context {
    return { ...this.call("").context, connect: this.connectFresh };
  }

  /** Noted for the whole command: no message may repeat a value that is secret. */
  noteSecrets(urn: string, values: Values, names: readonly string[]): void {
    this.secrets.note(values, [...names]);
    const known = this.secretNames.get(urn) ?? new Set();
    this.secretNames.set(urn, new Set([...known, ...names]));
  }

  secretsOf(urn: string): string[] {
    return [...(this.secretNames.get(urn) ?? [])];
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
