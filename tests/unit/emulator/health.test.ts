import { get } from "./support/calls";
import { at, send } from "./support/client";
import { using } from "./support/start";

test("GET and HEAD /healthz need no signature, leave no trace, and meet no fault", () =>
  using({}, async (emulator) => {
    emulator.addFault({ kind: "drop-before", times: 9 });
    const answer = await fetch(`${emulator.endpoint}/healthz`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }]);
    expect(answer.headers.get("server")).toBeNull();
    expect(answer.headers.get("x-oss-request-id")).toBeNull();
    const head = await fetch(`${emulator.endpoint}/healthz`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(emulator.requests).toEqual([]);
  }));

test("a bucket may be called healthz all the same", () =>
  using({}, async (emulator) => {
    const call = { bucket: "healthz" };
    expect((await send(emulator, { method: "PUT", ...call })).status).toBe(200);
    expect(at(await get(emulator, "bucketInfo", call), "BucketInfo.Bucket.Name")).toBe("healthz");
    expect((await send(emulator, { method: "DELETE", ...call })).status).toBe(204);
  }));

test.each([
  ["another path", "/healthz/", 403],
  ["a query", "/healthz?bucketInfo", 403],
])("unsigned, with %s, it is refused as OSS refuses it", (_, path, status) =>
  using({}, async (emulator) => {
    expect((await fetch(emulator.endpoint + path)).status).toBe(status);
  }),
);

test("signed, it is the list of the objects of a bucket, which the emulator does not have", () =>
  using({}, async (emulator) => {
    expect((await send(emulator, { method: "GET", bucket: "healthz" })).status).toBe(501);
  }));
