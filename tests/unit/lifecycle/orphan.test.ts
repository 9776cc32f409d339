import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { isEngineThere } from "../../../provider/lifecycle/engine/watch";

async function listening(host: string) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as { port: number };
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

it.each([
  ["127.0.0.1", "127.0.0.1"],
  ["::1", "[::1]"],
  ["127.0.0.1", "localhost"],
])(
  "a provider process knows whether its engine is still there: listens at %s, is called %s",
  async (host, name) => {
    const engine = await listening(host);
    const address = `${name}:${engine.port}`;
    expect(await isEngineThere(address)).toBe(true);
    await engine.close();
    expect(await isEngineThere(address)).toBe(false);
  },
);

it("an engine that refuses once is only busy", async () => {
  const engine = await listening("127.0.0.1");
  await engine.close();
  const there = isEngineThere(`127.0.0.1:${engine.port}`);
  const again = createServer();
  await new Promise<void>((resolve) => setTimeout(() => again.listen(engine.port, "127.0.0.1", resolve), 20));
  expect(await there).toBe(true);
  await new Promise((resolve) => again.close(resolve));
});

it("an engine that has stopped answering, its queue full, is only busy", async () => {
  const text = `require("net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, function () {
    console.log(this.address().port);
  });`;
  const engine = spawn(process.execPath, ["-e", text], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [port] = await once(engine.stdout, "data");
    engine.kill("SIGSTOP");
    const looks = Array.from({ length: 6 }, () => isEngineThere(`127.0.0.1:${Number(port)}`));
    expect(await Promise.all(looks)).toEqual(Array(6).fill(true));
  } finally {
    engine.kill("SIGKILL");
  }
});

it.each(["", "--flag", "/some/script.js", "host:x", "a:b:1", "127.0.0.1:99999", "[::1]"])(
  "takes an engine whose address it does not know for there: %p",
  async (address) => {
    expect(await isEngineThere(address)).toBe(true);
  },
);
