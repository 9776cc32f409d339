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
