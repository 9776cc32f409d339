import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";

const tlsFolder = join(__dirname, "..", "..", "fixtures", "tls");
/** The certificate of `*.oss.test`; its key is no secret. */
export const certificateFile = join(tlsFolder, "cert.pem");

/** What a proxy does with a CONNECT, or with a request for an http URL. */
export type ProxyManner = "serve" | "refuse" | "hang" | "cut";

/**
 * A proxy that leads to `backend`, an http URL on loopback, whatever host is asked for; TLS ends in it, as if at the
 * host. It remembers what it was asked.
 */
export async function startProxy(backend: string, manner: () => ProxyManner = () => "serve") {
  const seen: string[] = [];
  const port = Number(new URL(backend).port);
  const sockets = new Set<Socket>();
  const tls = createTlsServer(
    { key: readFileSync(join(tlsFolder, "key.pem")), cert: readFileSync(certificateFile) },
    (secured) => secured.pipe(connect(port, "127.0.0.1")).pipe(secured),
  );
  const proxy = createServer((incoming, response) => {
    seen.push(`${incoming.method} ${incoming.url} ${incoming.headers["proxy-authorization"] ?? "-"}`);
    forward(port, incoming, response);
  });
  proxy.on("connection", (socket) => sockets.add(socket));
  proxy.on("connect", ({ url, headers }: IncomingMessage, socket: Socket) => {
    seen.push(`CONNECT ${url} ${headers["proxy-authorization"] ?? "-"}`);
    socket.on("error", () => {});
    const how = manner();
    if (how === "refuse")
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n");
    if (how === "cut") socket.destroy();
    if (how !== "serve") return;
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    tls.emit("connection", socket);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    port: (proxy.address() as AddressInfo).port,
    seen,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

function forward(port: number, incoming: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(incoming.url ?? "");
  const { method, headers } = incoming;
  const onward = request({ port, host: "127.0.0.1", path: pathname + search, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  incoming.pipe(onward);
}
