import { connect } from "node:net";
import { type Emulator, manualClock, startEmulator } from "../../../emulator";

const date = "20260115T080000Z";
const signedAt = Date.parse("2026-01-15T08:00:00Z");

/** Requests as they go over the wire, signed for LTAIEXAMPLE, demo-sk, cn-hangzhou. */
function wire(line: string, signature: string, body = "", md5 = ""): string {
  const bodyHeaders = [
    `Content-Type: application/xml`,
    `Content-MD5: ${md5}`,
    `Content-Length: ${body.length}`,
  ];
  return [
    `${line} HTTP/1.1`,
    "Host: src-demo.oss-cn-hangzhou.aliyuncs.com",
    ...(body ? bodyHeaders : []),
    `x-oss-date: ${date}`,
    "x-oss-content-sha256: UNSIGNED-PAYLOAD",
    `Authorization: OSS4-HMAC-SHA256 Credential=LTAIEXAMPLE/20260115/cn-hangzhou/oss/aliyun_v4_request,Signature=${signature}`,
    "Connection: close",
    "",
    body,
  ].join("\r\n");
}

const putBody =
  "<ReplicationConfiguration><Rule><ID>crr-logs</ID><RTC><Status>enabled</Status></RTC><PrefixSet><Prefix>logs/</Prefix><Prefix>media/</Prefix></PrefixSet><Action>ALL</Action><Destination><Bucket>dst-demo</Bucket><Location>oss-cn-beijing</Location><TransferType>internal</TransferType></Destination><HistoricalObjectReplication>enabled</HistoricalObjectReplication><SyncRole>oss-sync</SyncRole><SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects></SourceSelectionCriteria><EncryptionConfiguration><ReplicaKmsKeyID>0b1f6e0e-5c1d-4a57-9a57-3f3c2f0a77aa</ReplicaKmsKeyID></EncryptionConfiguration></Rule></ReplicationConfiguration>";

const requests: [operation: string, request: string][] = [
  [
    "PutBucketReplication",
    wire(
      "POST /?comp=add&replication",
      "f10479e4a3346c375bd19fb77a35263738a94dae10e2e0fef99be9f9d701c357",
      putBody,
      "ymu1ryr4pHVDq2X0ni9i4Q==",
    ),
  ],
  [
    "GetBucketReplication",
    wire("GET /?replication", "17e27d674d88f02f6af697e2e18cdc96d4f05c64ef39f6028e52ce048ce0a96d"),
  ],
  [
    "GetBucketReplicationLocation",
    wire("GET /?replicationLocation", "d3d0bc165f5efc5d718f91c1b655a78b2a357af4c4d4251ffa8babd9e1bbfe4b"),
  ],
  [
    "GetBucketReplicationProgress",
    wire(
      "GET /?replicationProgress&rule-id=crr-logs",
      "91497e96bb0805714879944b5d3dad4187b1199fe223db2d169bac4f9a937e8f",
    ),
  ],
  [
    "PutBucketRTC",
    wire(
      "PUT /?rtc",
      "aea4184d600517a5765c9bd26ca731db1dbb1271d05119eadeb5534607378125",
      "<ReplicationRule><RTC><Status>disabled</Status></RTC><ID>crr-logs</ID></ReplicationRule>",
      "UfX0D8+4Id3PL1c9u9fV+w==",
    ),
  ],
  [
    "DeleteBucketReplication",
    wire(
      "POST /?comp=delete&replication",
      "542080b6f9e46b53e7328d94062512bd0e3f239302aca48261690d765b00c076",
      "<ReplicationRules><ID>crr-logs</ID></ReplicationRules>",
      "koW93l46DbJVo7uP9jmDhw==",
    ),
  ],
];

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ clock: manualClock(signedAt), wallClock: manualClock(signedAt) });
  emulator.createBucket("src-demo", "cn-hangzhou");
  emulator.createBucket("dst-demo", "cn-beijing");
});
afterAll(() => emulator.close());

function sendRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(emulator.endpoint).port), "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("end", () => resolve(answer));
    socket.on("error", reject);
    socket.write(text);
  });
}

describe("requests signed elsewhere, byte for byte, virtual-hosted", () => {
  test.each(requests)("%s", async (operation, request) => {
    expect(await sendRaw(request)).toMatch(/^HTTP\/1\.1 200 OK\r\nServer: AliyunOSS\r\n/);
    expect(emulator.requests.at(-1)).toMatchObject({ operation, bucket: "src-demo", status: 200 });
  });

  test("one byte less and the signature does not match", async () => {
    const [, request = ""] = requests[1] ?? [];
    expect(await sendRaw(request.replace("GET /?replication", "GET /?replicatio"))).toContain(
      "<Code>SignatureDoesNotMatch</Code>",
    );
  });
});
