import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Resolves with the endpoint, `http://127.0.0.1:PORT`, when the server takes connections. */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(endpointOf(server.address() as AddressInfo));
    });
  });
}

/** Of a server on all addresses the one that works from this machine. */
function endpointOf({ address, port }: AddressInfo): string {
  if (address === "0.0.0.0" || address === "::") return `http://127.0.0.1:${port}`;
  return `http://${address.includes(":") ? `[${address}]` : address}:${port}`;
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
