import { createServer } from "node:net";
import { isEngineThere } from "../../../provider/lifecycle/orphan";

it("a provider process knows whether its engine is still there", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `127.0.0.1:${(server.address() as { port: number }).port}`;
  expect(await isEngineThere(address)).toBe(true);
  await new Promise((resolve) => server.close(resolve));
  expect(await isEngineThere(address)).toBe(false);
});

it.each(["", "--flag", "/some/script.js", "host:x"])(
  "takes an engine whose address it does not know for there: %p",
  async (address) => {
    expect(await isEngineThere(address)).toBe(true);
  },
);
