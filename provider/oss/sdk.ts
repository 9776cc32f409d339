import { Readable } from "node:stream";
import Client from "@alicloud/oss20190517";
import { requestTarget, signedHeaders, type WireRequest } from "./request";

type Spi = Client["_spi"];
type Context = Parameters<Spi["modifyRequest"]>[0];

/** The SDK's client with another gateway; `execute` (time-outs, proxy, user agent) is the SDK's. */
export class GatewayClient extends Client {
  constructor(config: ConstructorParameters<typeof Client>[0], gateway: Spi) {
    super(config);
    this._spi = gateway;
  }
}

/** Signature V4 and OSS's addressing for one request; bodies pass as text both ways, the answer's within `timeoutMs`. */
export class Gateway implements Spi {
  private started = 0;

  constructor(
    private readonly wire: WireRequest,
    private readonly timeoutMs: number,
  ) {}

  async modifyConfiguration(): Promise<void> {}

  async modifyRequest({ request }: Context): Promise<void> {
    const { endpoint, operation, body } = this.wire;
    this.started = performance.now();
    request.protocol = endpoint.protocol;
    request.method = operation.method;
    request.pathname = requestTarget(this.wire);
    request.headers = { "user-agent": request.userAgent, ...signedHeaders(this.wire) };
    if (body !== undefined) request.stream = Readable.from([Buffer.from(body)]);
  }

  async modifyResponse({ response }: Context): Promise<void> {
    const leftMs = this.timeoutMs - (performance.now() - this.started);
    response.deserializedBody = response.body ? await readBody(response.body, leftMs) : "";
  }
}

/** Far above the answer of 100 rules with 10 prefixes of full length each. */
const longestBody = 8 * 1024 * 1024;

// The SDK's own read time-out does not hold on a connection that is used again: an earlier request's clears it.
async function readBody(body: Readable, withinMs: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  const timer = setTimeout(() => body.destroy(named("ReadTimeout")), Math.max(0, withinMs));
  try {
    for await (const chunk of body) {
      length += chunk.length;
      if (length > longestBody) throw named("AnswerTooLong");
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name, code: name });
}
