import { createRequire } from "node:module";

export interface Httpx {
  request(url: string, options: { agent?: unknown }): Promise<unknown>;
}

export interface Debug {
  disable(): string;
  enable(namespaces: string): void;
}

type Require = NodeJS.Require;

/**
 * The files of all copies of `httpx` that the SDK and its credentials send with, and of `debug` that they and the proxies'
 * agents print with: each package may have copies of its own. A bundle has them by these names (scripts/plugin/bundle.ts).
 */
export function sdkFiles(): { httpx: string[]; debug: string[] } {
  const sdk = ["@alicloud/oss20190517", "@alicloud/openapi-client", "@alicloud/tea-typescript"].reduce(
    inside,
    require,
  );
  const credentials = inside(require, "@alicloud/credentials");
  const printing = [sdk, credentials].map((from) => inside(from, "httpx"));
  const agents = ["http-proxy-agent", "https-proxy-agent"].map((name) => inside(require, name));
  return {
    httpx: filesOf("httpx", [sdk, credentials]),
    debug: filesOf("debug", [...printing, credentials, ...agents]),
  };
}

export function sdkParts(): { httpx: Httpx[]; debug: Debug[] } {
  const { httpx, debug } = sdkFiles();
  return { httpx: httpx.map((file) => require(file)), debug: debug.map((file) => require(file)) };
}

/** What the package itself would require. */
function inside(from: Require, name: string): Require {
  return createRequire(from.resolve(name));
}

function filesOf(name: string, from: Require[]): string[] {
  return [...new Set(from.map((each) => each.resolve(name)))];
}
