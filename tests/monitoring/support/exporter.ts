import { request } from "node:http";
import { join } from "node:path";
import { defaultAccount, type Emulator } from "oss-replication-emulator";
import { type RunningCommand, start } from "../../../scripts/processes/command";

const command = join(__dirname, "../../../provider/bin/oss-replication.js");

export interface RunningExporter extends RunningCommand {
  /** `http://127.0.0.1:PORT`. */
  url: string;
}

/** The built command, as a process of its own, on the emulator. */
export function exporter(emulator: Emulator, args: string[]): RunningCommand {
  const env = {
    PATH: process.env.PATH,
    OSS_ENDPOINT: emulator.endpoint,
    OSS_REGION: "cn-hangzhou",
    OSS_ACCESS_KEY_ID: defaultAccount.accessKeyId,
    OSS_ACCESS_KEY_SECRET: defaultAccount.accessKeySecret,
  };
  return start(process.execPath, [command, "exporter", ...args], { env, timeoutMs: 120_000 });
}

/** The same, when it listens; on a free port. */
export async function startExporter(emulator: Emulator, args: string[]): Promise<RunningExporter> {
  const running = exporter(emulator, ["--listen", "127.0.0.1:0", ...args]);
  await running.wrote(/^http:.*\n/m);
  const [, url = ""] = /^(http:\S+)\/metrics$/m.exec(running.output()) ?? [];
  return { ...running, url };
}

export interface HttpAnswer {
  status: number;
  type: string;
  body: string;
}

export function fetched(url: string, headers = {}, method = "GET"): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text) => {
        body += text;
      });
      const { statusCode: status = 0, headers } = response;
      response.on("end", () => resolve({ status, type: headers["content-type"] ?? "", body }));
    })
      .on("error", reject)
      .end();
  });
}

export interface Scrape {
  text: string;
  /** Names and labels as the text has them, and values. */
  series: Map<string, number>;
  tookMs: number;
}

export async function scraped(url: string, headers = {}): Promise<Scrape> {
  const began = Date.now();
  const { body: text } = await fetched(`${url}/metrics`, headers);
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const series = lines.map((line): [string, number] => {
    const at = line.lastIndexOf(" ");
    return [line.slice(0, at), Number(line.slice(at + 1))];
  });
  return { text, series: new Map(series), tookMs: Date.now() - began };
}

/** The first scrape that is so; the client of OSS keeps an answer for a second, however young it is to be. */
export async function scrapedUntil(url: string, isSo: (scrape: Scrape) => boolean): Promise<Scrape> {
  for (;;) {
    const scrape = await scraped(url);
    if (isSo(scrape)) return scrape;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
