import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Address, addressText } from "./address";

/** What is answered. */
export interface Answers {
  /** The text for Prometheus, after at most `withinMs`; without it, after as long as is usual. */
  metrics(withinMs: number | undefined): Promise<string>;
  /** Of that text. */
  contentType: string;
  /** The page for people, HTML. */
  page(): string;
  /** A scrape could not be answered. */
  onFailure(error: unknown): void;
}

export interface RunningServer {
  /** `http://127.0.0.1:9942`. */
  url: string;
  /** At once, with all connections. */
  close(): Promise<void>;
}

/** Listens. Rejects with the system's error where the address cannot be had. */
export async function serve(address: Address, answers: Answers): Promise<RunningServer> {
  const server = createServer(listener(answers));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address.port, address.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${addressText({ ...address, port })}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listener(answers: Answers): RequestListener {
  return (request, response) => {
    answer(request, response, answers).catch((error: unknown) => {
      answers.onFailure(error);
      if (!response.headersSent)
        plain(response, 500, "The metrics could not be made; the exporter's log says why.\n");
    });
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, answers: Answers): Promise<void> {
  const { method, url = "/", headers } = request;
  if (method !== "GET" && method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return plain(response, 405, "Only GET.\n");
  }
  const [path] = url.split("?");
  if (path === "/metrics")
    return end(
      response,
      200,
      answers.contentType,
      await answers.metrics(patience(headers["x-prometheus-scrape-timeout-seconds"])),
    );
  // It says that the process is alive. That OSS answers is no condition: a restart would not help.
  if (path === "/healthz") return plain(response, 200, "ok\n");
  if (path === "/") return end(response, 200, "text/html; charset=utf-8", answers.page());
  plain(response, 404, "There are / and /metrics and /healthz.\n");
}

/** Prometheus tells how long it waits; half a second of that is for the way. */
function patience(header: string | string[] | undefined): number | undefined {
  const seconds = Number(header);
  return seconds > 0 ? Math.max(0, seconds * 1000 - 500) : undefined;
}

function plain(response: ServerResponse, status: number, text: string): void {
  end(response, status, "text/plain; charset=utf-8", text);
}

function end(response: ServerResponse, status: number, contentType: string, text: string): void {
  response.writeHead(status, { "Content-Type": contentType, "Content-Length": Buffer.byteLength(text) });
  response.end(text);
}
