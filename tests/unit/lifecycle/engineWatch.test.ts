import { type AddressInfo, createServer } from "node:net";
import { isEngineThere, repeatUnref, watchEngine } from "../../../provider/lifecycle/engine/watch";
import { see } from "../../../provider/oss";

function watched(answers: (boolean | Promise<boolean>)[]) {
  let tick = () => {};
  let pause = 0;
  let asked = 0;
  const end = jest.fn();
  const look = watchEngine({
    isEngineThere: async () => answers[asked++] ?? true,
    repeat: (milliseconds, action) => {
      pause = milliseconds;
      tick = action;
    },
    end,
  });
  const time = async () => {
    tick();
    await new Promise(setImmediate);
  };
  return { end, look, time, pause, asked: () => asked };
}

it("ends the process once the engine is gone, within a second, and not before", async () => {
  const { end, time, pause } = watched([true, true, false]);
  expect(pause).toBeLessThanOrEqual(500);
  await time();
  await time();
  expect(end).not.toHaveBeenCalled();
  await time();
  expect(end).toHaveBeenCalledTimes(1);
});

it("does not look twice at once, however long a look takes", async () => {
  let answer: (there: boolean) => void = () => {};
  const { time, asked } = watched([
    new Promise((resolve) => {
      answer = resolve;
    }),
  ]);
  await time();
  await time();
  expect(asked()).toBe(1);
  answer(true);
  await time();
  await time();
  expect(asked()).toBe(2);
});

it("looks anew before a write, which fails where nobody wants it any more", async () => {
  const { end, look, asked } = watched([true, false]);
  await look();
  expect(end).not.toHaveBeenCalled();
  await expect(look()).rejects.toMatchObject({
    code: "EngineGone",
    message: `The Pulumi engine that asked for this is gone. ${see("EngineGone")}`,
  });
  expect(end).toHaveBeenCalledTimes(1);
  expect(asked()).toBe(2);
});

it("looks again and again, and does not keep the process alive for it", async () => {
  const timers = jest.spyOn(global, "setInterval");
  await new Promise<void>((resolve) => {
    let looks = 0;
    repeatUnref(1, () => {
      if (++looks === 2) resolve();
    });
  });
  const timer = timers.mock.results[0]?.value as NodeJS.Timeout;
  timers.mockRestore();
  expect(timer.hasRef()).toBe(false);
  clearInterval(timer);
});

describe("an engine", () => {
  const listening = async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return { address: `127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(resolve)) };
  };

  it("is there while it listens, and gone once its address refuses", async () => {
    const { address, close } = await listening();
    expect(await isEngineThere(address)).toBe(true);
    await close();
    expect(await isEngineThere(address)).toBe(false);
  });

  it.each(["no-such-host.invalid:1", "", "127.0.0.1", "127.0.0.1:99999", "[::1:1", "x 127.0.0.1:1 x"])(
    "is not taken for gone where %j proves nothing",
    async (address) => {
      expect(await isEngineThere(address)).toBe(true);
    },
  );
});
