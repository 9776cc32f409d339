import { ReplicationError } from "../errors";

export interface Watch {
  isEngineThere(): Promise<boolean>;
  /** Does this again and again, with pauses of so many milliseconds; must not keep the process alive. */
  repeat(milliseconds: number, action: () => void): void;
  /** Ends the process. */
  end(): void;
}

const PAUSE = 400;

/**
 * Ends the process once its engine is gone, whatever it is doing then. The answer looks once more, right before a
 * write, and fails when the write is nobody's wish any more.
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

/** For the process's own watch: a timer that keeps nothing alive. */
export function repeatUnref(milliseconds: number, action: () => void): void {
  setInterval(action, milliseconds).unref();
}
