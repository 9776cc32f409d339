import { connect } from "node:net";
import fc from "fast-check";
import { type Emulator, startEmulator } from "../../../emulator";
import { manualClock } from "../../../emulator/clock";
import { FaultLine } from "../../../emulator/faults";
import { createHandler } from "../../../emulator/handler";
import type { Handler } from "../../../emulator/http/server";
import { defaultTimings } from "../../../emulator/life";
import { Locations } from "../../../emulator/locations";
import { switchesOf } from "../../../emulator/options";
import { Rulebook } from "../../../emulator/rulebook";
import { Store } from "../../../emulator/store";
import { sign } from "../../../tests/unit/emulator/support/signer";
import { keys } from "../engine/providers";
import { expectThat, type Target } from "./fuzz";
import { near, ruleElements, xmlOf } from "./hostile";

const roots = ["ReplicationConfiguration", "ReplicationRules", "ReplicationRule", "VersioningConfiguration"];
const rule =
  "<ReplicationConfiguration><Rule><ID>a</ID><Destination><Bucket>dst</Bucket><Location>oss-cn-beijing</Location></Destination></Rule></ReplicationConfiguration>";
const body = near(
  fc.oneof(
    fc.constantFrom(rule, "<ReplicationRules><ID>a</ID></ReplicationRules>"),
    fc.constantFrom(...roots).chain((root) => xmlOf(root, ruleElements)),
  ),
);
const query = near(
  fc.constantFrom(
    ...["replication&comp=add", "replication&comp=delete", "replication", "replicationLocation", "rtc"],
    ...["replicationProgress&rule-id=a", "versioning", "bucketInfo", "prefix=a", ""],
  ),
);
const method = fc.constantFrom("GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS");

const signing = { ...keys[0], region: "cn-hangzhou", date: new Date("2026-01-15T08:00:00Z") };
const request = fc
  .record({
    method,
    bucket: fc.constantFrom("src", "dst", "", "my_old_bucket", "..", "%2e%2e"),
    query,
    body,
    headers: fc.dictionary(
      fc.constantFrom("content-md5", "content-type", "authorization", "x-oss-date", "host", "date"),
      fc.string({ unit: "binary", maxLength: 30 }),
      { maxKeys: 1 },
    ),
  })
  .map(({ headers, ...made }) => {
    const signed = sign({ ...made, headers: { host: "127.0.0.1" } }, signing);
    const length = { "content-length": String(Buffer.byteLength(made.body)) };
    return {
      method: made.method,
      path: made.bucket === "" ? "/" : `/${made.bucket}/`,
      query: latin1(made.query),
      headers: { ...signed, ...length, ...mapped(headers) },
      body: Buffer.from(made.body),
    };
  });

/** As Node.js hands over what stands before the body: a character a byte. */
function latin1(text: string): string {
  return Buffer.from(text).toString("latin1");
}

function mapped(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, latin1(value)]));
}

/** Signed requests with anything in them, into all of the emulator but its socket. */
export const signedRequests: Target = {
  name: "signed requests to the emulator",
  share: 13,
  property: () =>
    fc.property(fc.array(request, { minLength: 1, maxLength: 3 }), (requests) => {
      const handle = emulated();
      for (const each of requests) {
        const delivery = handle(each);
        expectThat(
          delivery !== undefined && delivery.reply.status < 500 ? true : delivery?.reply.status === 501,
          "it fails",
        );
        const { status = 0, body = "" } = delivery?.reply ?? {};
        expectThat(
          status < 400 || each.method === "HEAD" || body.includes("<Code>"),
          "an error without a code",
        );
      }
    }),
};

function emulated(): Handler {
  const clock = manualClock(signing.date);
  const store = new Store();
  const locations = new Locations();
  const world = {
    store,
    locations,
    switches: switchesOf({}),
    timings: defaultTimings,
    wallAt: (time: number) => time,
    newRuleId: () => "made",
  };
  const book = new Rulebook(world, clock);
  book.createBucket("src", "cn-hangzhou", {});
  book.createBucket("dst", "cn-beijing", {});
  const log = () => {};
  const accounts = [...keys];
  return createHandler({
    world: { ...world, accounts },
    faults: new FaultLine(),
    clock,
    wallClock: clock,
    newRequestTail: () => "0".repeat(16),
    log,
  });
}

let emulator: Emulator;

/** Bytes that are hardly HTTP, at its socket: an answer or a closed connection, and the next client is served. */
export const rawBytes: Target = {
  name: "bytes at the emulator's socket",
  share: 1,
  open: async () => {
    emulator = await startEmulator();
  },
  close: () => emulator.close(),
  property: () =>
    fc.asyncProperty(near(http), async (text) => {
      const answer = await exchange(text);
      expectThat(!/^HTTP\/1\.1 500/.test(answer), `it fails: ${answer.slice(0, 200)}`);
      expectThat(!/\n\s+at .*:\d+/.test(answer), "a stack trace");
    }),
};

const http = fc
  .tuple(method, query, body)
  .map(
    ([verb, asked, sent]) =>
      `${verb} /src/?${asked} HTTP/1.1\r\nHost: a\r\nContent-Length: ${Buffer.byteLength(sent)}\r\n\r\n${sent}`,
  );

function exchange(text: string): Promise<string> {
  const { hostname, port } = new URL(emulator.endpoint);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname);
    const hang = setTimeout(() => reject(new Error("no answer for 10 s")), 10_000);
    socket.on("data", (data) => {
      answer += data;
    });
    socket.on("error", () => {});
    socket.once("close", () => {
      clearTimeout(hang);
      resolve(answer);
    });
    socket.end(text);
  });
}
