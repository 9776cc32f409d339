import { createHash } from "node:crypto";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { XMLParser } from "fast-xml-parser";
import { defaultAccount, type Emulator } from "../../../../emulator";
import { type Signing, sign } from "./signer";

export interface Call {
  method: string;
  bucket?: string;
  /** As it goes over the wire. */
  query?: string;
  body?: string | Buffer;
  /** Signed along where a client would sign them. */
  headers?: Record<string, string>;
  signing?: Partial<Signing>;
  /** Changes what is sent after it was signed. A header that becomes `undefined` is not sent. */
  tamper?(headers: Record<string, string>): Record<string, string | undefined>;
  /** Sends the body in chunks, without its length. */
  chunked?: boolean;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** The body as an object; repeated elements are arrays, text stays text. */
  xml: unknown;
}

/** Sends a signed request to an emulator, path-style. */
export async function send(emulator: Pick<Emulator, "endpoint">, call: Call): Promise<Answer> {
  const { method, bucket = "", query = "", body, signing, tamper = (headers) => headers } = call;
  const headers = sign(
    { method, bucket, query, headers: { ...bodyHeaders(body), ...call.headers } },
    { ...defaultAccount, region: "cn-hangzhou", date: new Date(), ...signing },
  );
  const path = `/${bucket === "" ? "" : `${bucket}/`}${query === "" ? "" : `?${query}`}`;
  return exchange(emulator.endpoint, path, method, defined(tamper(headers)), body, call.chunked);
}

function bodyHeaders(body: string | Buffer | undefined): Record<string, string> {
  if (body === undefined) return {};
  return {
    "content-type": "application/xml",
    "content-md5": createHash("md5").update(body).digest("base64"),
  };
}

function defined(headers: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])));
}

function exchange(
  endpoint: string,
  path: string,
  method: string,
  headers: Record<string, string>,
  body: string | Buffer | undefined,
  chunked = false,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(new URL(endpoint), { method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: text,
          xml: parse(text),
        });
      });
    });
    request.on("error", reject);
    if (body !== undefined && !chunked) request.setHeader("Content-Length", Buffer.byteLength(body));
    if (chunked) request.write(body ?? "");
    request.end(chunked ? undefined : body);
  });
}

function parse(text: string): unknown {
  const parser = new XMLParser({ parseTagValue: false, trimValues: false, htmlEntities: true });
  return text === "" ? undefined : parser.parse(text);
}

/** What stands at a path of an answer, `Error.Code` for example. */
export function at(answer: Answer, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((tree, name) => (tree as Record<string, unknown> | undefined)?.[name], answer.xml);
}
