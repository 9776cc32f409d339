import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

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
