import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { ReplicationError } from "../errors";

export interface Watch {
  isEngineThere(): Promise<boolean>;
  /** Does this repeatedly, with pauses of so many milliseconds. Must not keep the process alive. */
  repeat(milliseconds: number, action: () => void): void;
  /** Ends the process. */
  end(): void;
}

const PAUSE = 400;

/**
 * Ends the process once its engine is gone, whatever the process is doing. Returns a function to call right before a
 * write: it looks once more, and fails if nobody wants the write any more.
 */
export function watchEngine({ isEngineThere, repeat, end }: Watch): () => Promise<void> {
  async function look(): Promise<void> {
    if (await isEngineThere()) return;
    end();
    throw new ReplicationError("The Pulumi engine that asked for this is gone.", "EngineGone");
  }
  let looking = false;
  repeat(PAUSE, () => {
    if (looking) return;
    looking = true;
    look()
      .catch(() => {})
      .finally(() => {
        looking = false;
      });
  });
  return look;
}

/** A timer that does not keep the process alive. */
export function repeatUnref(milliseconds: number, action: () => void): void {
  setInterval(action, milliseconds).unref();
}

/**
 * Whether the engine that started this provider process still listens at `address` (host:port). A killed command line
 * leaves the process behind, and a rule that it then puts would be in nobody's state. Only two refusals in a row are
 * evidence that the engine is gone: Windows refuses for a full queue too, and a slow engine is still there.
 */
export async function isEngineThere(address: string): Promise<boolean> {
  const engine = addressOf(address);
  if (!engine || !(await refuses(engine))) return true;
  await pause(50);
  return !(await refuses(engine));
}

interface Address {
  host: string;
  port: number;
}

function addressOf(address: string): Address | undefined {
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+)):(\d{1,5})$/.exec(address) ?? [];
  const host = bracketed ?? plain;
  return host && Number(port) <= 65_535 ? { host, port: Number(port) } : undefined;
}

function refuses(engine: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ ...engine, timeout: 300 });
    const answer = (refused: boolean) => {
      socket.destroy();
      resolve(refused);
    };
    socket.once("connect", () => answer(false));
    socket.once("timeout", () => answer(false));
    socket.once("error", (error: NodeJS.ErrnoException) => answer(error.code === "ECONNREFUSED"));
  });
}
