import { connect } from "node:net";
import type { Emulator } from "../../../emulator";
import { get, put, to } from "./support/calls";
import { at } from "./support/client";
import { start } from "./support/start";

let emulator: Emulator;
beforeEach(async () => {
  ({ emulator } = await start());
});
afterEach(() => emulator.close());

const mib = 2 ** 20;
const large = (bytes: number) => `${to("dst")}<!--${"x".repeat(bytes)}-->`;

test("up to 1 MiB it is read", async () => {
  expect((await put(emulator, large(mib - 1000))).status).toBe(200);
});

test.each([
  ["with its length", {}],
  ["in chunks", { chunked: true }],
])("beyond, it is refused as OSS does (%s)", async (_, call) => {
  const answer = await put(emulator, large(mib), call);
  expect([answer.status, at(answer, "Error.Code"), at(answer, "Error.EC")]).toEqual([
    400,
    "EntityTooLarge",
    "0017-00000501",
  ]);
  expect(emulator.rules("src")).toEqual([]);
  expect(emulator.requests).toMatchObject([{ code: "EntityTooLarge", body: undefined }]);
  expect((await get(emulator, "bucketInfo")).status).toBe(200);
});

test("a sender without a valid signature learns only that", async () => {
  const answer = await put(emulator, large(mib), { tamper: ({ authorization: _, ...headers }) => headers });
  expect([answer.status, at(answer, "Error.Code")]).toEqual([403, "AccessDenied"]);
});

test("the answer comes before the body has, and a body without end is cut off", async () => {
  const { hostname, port } = new URL(emulator.endpoint);
  const socket = connect(Number(port), hostname);
  const events: string[] = [];
  const ended = new Promise((resolve) => socket.once("close", resolve));
  socket.on("error", () => {});
  socket.once("data", (data) => events.push(data.toString().split("\r\n")[0] ?? ""));
  socket.write("POST /src/?replication&comp=add HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  const chunk = `${(64 * 1024).toString(16)}\r\n${"x".repeat(64 * 1024)}\r\n`;
  let sent = 0;
  const feed = () => {
    while (!socket.destroyed && sent < 64 * mib) {
      sent += 64 * 1024;
      if (!socket.write(chunk)) return;
    }
  };
  socket.on("drain", feed);
  feed();
  await ended;
  expect(events).toEqual(["HTTP/1.1 403 Forbidden"]);
  expect(sent).toBeLessThan(64 * mib);
});

// A reader that looks for the end of each of them again takes minutes, and the emulator with it.
test.each(["<!--", "<![CDATA[", "<a>", "&", "<?", "<a b='"])(
  "%s without end is refused, and others go on being served",
  async (opening) => {
    const answer = await put(emulator, opening.repeat(500_000 / opening.length));
    expect(at(answer, "Error.Code")).toBe("MalformedXML");
    expect((await get(emulator, "bucketInfo")).status).toBe(200);
  },
);

test("elements in elements in elements", async () => {
  const answer = await put(emulator, `${"<a>".repeat(100_000)}${"</a>".repeat(100_000)}`);
  expect(at(answer, "Error.Code")).toBe("MalformedXML");
});
