import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Reply } from "./reply";
import type { WireRequest } from "./request";

/** What becomes of an answer on its way to the client. */
export interface Delivery {
  reply: Reply;
  /** The server's time, for the Date header. */
  wall: number;
  /** Absent when the answer is not to look like one of OSS. */
  requestId?: string;
  delayMs?: number;
  cut?: boolean;
}

/** Decides about a request; `undefined` closes the connection without an answer. */
export type Handler = (request: WireRequest) => Delivery | undefined;

const maxBody = 1 << 20;
/** This much of a body that is too large is read, so its sender gets to read the answer. */
const maxDiscarded = 16 * maxBody;

/** An HTTP server that turns messages into plain data and back, and knows nothing of OSS. */
export function createWireServer(handle: Handler): Server {
  return createServer((message, response) => {
    readRequest(message)
      .then((request) => deliver(handle(request), response))
      .catch((error: unknown) => fail(error, response));
  });
}

/** A client that went away needs no answer; a mistake of the emulator's own must not look like one of OSS. */
function fail(error: unknown, response: ServerResponse): void {
  if (response.headersSent || !response.writable) response.destroy();
  else response.writeHead(500).end(`The emulator failed: ${error}`);
}

async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const body = await readBody(message);
  const url = message.url ?? "/";
  const at = url.indexOf("?");
  const [path, query] = at < 0 ? [url, ""] : [url.slice(0, at), url.slice(at + 1)];
  return {
    method: message.method ?? "GET",
    path,
    query,
    headers: toHeaders(message),
    body: body ?? Buffer.of(),
    tooLarge: body === undefined,
  };
}

/** `undefined` when it is too large, as soon as that is clear. */
function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  if (!hasBody(message)) return Promise.resolve(Buffer.of());
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    message.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxDiscarded) message.destroy();
      if (size <= maxBody) chunks.push(chunk);
      else {
        chunks = [];
        resolve(undefined);
      }
    });
    message.on("end", () => resolve(Buffer.concat(chunks)));
    message.on("error", reject);
    if (Number(message.headers["content-length"]) > maxBody) resolve(undefined);
  });
}

/** https://www.rfc-editor.org/rfc/rfc9112#section-6.3 */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

function toHeaders(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(",") : value;
  return headers;
}

function deliver(delivery: Delivery | undefined, response: ServerResponse): void {
  if (!delivery) {
    response.socket?.destroy();
    return;
  }
  if (delivery.delayMs === undefined) send(delivery, response);
  else setTimeout(send, delivery.delayMs, delivery, response).unref();
}

function send({ reply, wall, requestId, cut }: Delivery, response: ServerResponse): void {
  const body = typeof reply.body === "string" ? Buffer.from(reply.body) : reply.body;
  const length = contentLength(reply.status, body.length, cut);
  // Of an object whose names vary V8 keeps a description for each request, of a list it keeps nothing.
  const head: (string | number)[] = requestId === undefined ? [] : ["Server", "AliyunOSS"];
  head.push("Date", new Date(wall).toUTCString());
  if (requestId !== undefined) head.push("x-oss-request-id", requestId, "x-oss-server-time", 0);
  for (const [name, value] of Object.entries(reply.headers)) head.push(name, value);
  if (length !== undefined) head.push("Content-Length", length);
  response.sendDate = false;
  response.writeHead(reply.status, head);
  if (!cut) {
    response.end(body);
    return;
  }
  response.flushHeaders();
  response.write(body.subarray(0, body.length >> 1));
  response.socket?.destroySoon();
}

/** For an empty body that is cut one byte is promised, so there is something to miss. */
function contentLength(status: number, length: number, cut: boolean | undefined): number | undefined {
  if (cut) return Math.max(1, length);
  return status === 204 ? undefined : length;
}
