import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server saw it. */
export interface Seen {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * An answer, or a fault: `drop` closes the connection without a byte, `hang` never answers, `drip` sends a byte now and
 * then, `cut` closes in the middle of the body, `slow` sends it some ms after the headers, `held` only when it is let go.
 */
export type Reply =
  | { status?: number; headers?: Record<string, string>; body?: string }
  | "drop"
  | "hang"
  | "drip"
  | { cut: string }
  | { slow: string; ms: number }
  | { held: string; until: Promise<void> };

/** A server that answers the n-th request (from 0) as it is told, and remembers all of them. */
export async function serve(reply: (seen: Seen, n: number) => Reply) {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const one = await received(request);
    answer(response, reply(one, seen.push(one) - 1));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What shows that an answer is OSS's; a reply with this header empty is not. */
const ofOss = { "x-oss-request-id": "69689F80C1A2B3D4E5F6071E" };

async function received(request: IncomingMessage): Promise<Seen> {
  let body = "";
  for await (const chunk of request) body += chunk;
  const headers = request.headers as Record<string, string>;
  return { method: request.method ?? "", url: request.url ?? "", headers, body };
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === "hang") return;
  if (reply === "drop") response.socket?.destroy();
  else if (reply === "drip") drip(response);
  else if ("cut" in reply) cut(response, reply.cut);
  else if ("slow" in reply) slow(response, reply.slow, reply.ms);
  else if ("held" in reply) reply.until.then(() => response.writeHead(200, ofOss).end(reply.held));
  else response.writeHead(reply.status ?? 200, { ...ofOss, ...reply.headers }).end(reply.body);
}

function drip(response: ServerResponse): void {
  response.writeHead(200, ofOss);
  const timer = setInterval(() => response.write(" "), 5);
  response.on("close", () => clearInterval(timer));
}

function cut(response: ServerResponse, body: string): void {
  response.writeHead(200, { ...ofOss, "content-length": String(body.length + 100) });
  response.write(body, () => response.socket?.destroy());
}

function slow(response: ServerResponse, body: string, ms: number): void {
  response.writeHead(200, ofOss).flushHeaders();
  setTimeout(() => response.end(body), ms);
}
