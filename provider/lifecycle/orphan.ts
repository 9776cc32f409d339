import { connect } from "node:net";

/**
 * Whether the engine that started this provider process still listens at `address` (host:port). A killed command line
 * leaves the process behind, and a rule that it put then would be in nobody's state.
 */
export function isEngineThere(address: string): Promise<boolean> {
  const [, host, port] = /^(.*):(\d+)$/.exec(address) ?? [];
  if (!host || !port) return Promise.resolve(true);
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) });
    const answer = (there: boolean) => {
      socket.destroy();
      resolve(there);
    };
    socket.once("connect", () => answer(true));
    socket.once("error", (error: NodeJS.ErrnoException) => answer(error.code !== "ECONNREFUSED"));
  });
}
