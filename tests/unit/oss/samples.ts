import { createOssClient } from "../../../provider/oss";
import type { OssReplication, RuleToPut } from "../../../provider/oss/model";

/* The six signed requests of the protocol page, section 1: access key LTAIEXAMPLE, secret demo-sk, region cn-hangzhou. */

export const sampleKeys = { accessKeyId: "LTAIEXAMPLE", accessKeySecret: "demo-sk" };
export const sampleCredentials = { get: async () => sampleKeys };
export const sampleTime = Date.UTC(2026, 0, 15, 8, 0, 0);

export const sampleRule: RuleToPut = {
  id: "crr-logs",
  rtc: "enabled",
  prefixSet: { prefixes: ["logs/", "media/"] },
  action: "ALL",
  destination: { bucket: "dst-demo", location: "oss-cn-beijing", transferType: "internal" },
  historicalObjectReplication: "enabled",
  syncRole: "oss-sync",
  sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
  encryptionConfiguration: { replicaKmsKeyId: "0b1f6e0e-5c1d-4a57-9a57-3f3c2f0a77aa" },
};

export const samplePutBody =
  "<ReplicationConfiguration><Rule><ID>crr-logs</ID><RTC><Status>enabled</Status></RTC><PrefixSet><Prefix>logs/</Prefix><Prefix>media/</Prefix></PrefixSet><Action>ALL</Action><Destination><Bucket>dst-demo</Bucket><Location>oss-cn-beijing</Location><TransferType>internal</TransferType></Destination><HistoricalObjectReplication>enabled</HistoricalObjectReplication><SyncRole>oss-sync</SyncRole><SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects></SourceSelectionCriteria><EncryptionConfiguration><ReplicaKmsKeyID>0b1f6e0e-5c1d-4a57-9a57-3f3c2f0a77aa</ReplicaKmsKeyID></EncryptionConfiguration></Rule></ReplicationConfiguration>";

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

export const sampleRules = `${declaration}<ReplicationConfiguration>
  <Rule>
    <ID>crr-logs</ID>
    <PrefixSet><Prefix>logs/</Prefix><Prefix>media/</Prefix></PrefixSet>
    <Action>ALL</Action>
    <Destination><Bucket>dst-demo</Bucket><Location>oss-cn-beijing</Location></Destination>
    <Status>starting</Status>
    <HistoricalObjectReplication>enabled</HistoricalObjectReplication>
    <SyncRole>oss-sync</SyncRole>
    <RTC><Status>enabling</Status></RTC>
    <SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects></SourceSelectionCriteria>
    <EncryptionConfiguration><ReplicaKmsKeyID>0b1f6e0e-5c1d-4a57-9a57-3f3c2f0a77aa</ReplicaKmsKeyID></EncryptionConfiguration>
  </Rule>
</ReplicationConfiguration>
`;

export const sampleLocations = `${declaration}<ReplicationLocation>
  <Location>oss-ap-southeast-1</Location>
  <Location>oss-cn-beijing</Location>
  <Location>oss-cn-shanghai</Location>
  <LocationTransferTypeConstraint>
    <LocationTransferType><Location>oss-ap-southeast-1</Location><TransferTypes><Type>oss_acc</Type></TransferTypes></LocationTransferType>
  </LocationTransferTypeConstraint>
  <LocationRTCConstraint><Location>oss-cn-beijing</Location><Location>oss-cn-shanghai</Location></LocationRTCConstraint>
</ReplicationLocation>`;

export const sampleProgress = `${declaration}<ReplicationProgress>
  <Rule>
    <ID>crr-logs</ID>
    <PrefixSet><Prefix>logs/</Prefix><Prefix>media/</Prefix></PrefixSet>
    <Action>ALL</Action>
    <Destination><Bucket>dst-demo</Bucket><Location>oss-cn-beijing</Location></Destination>
    <Status>doing</Status>
    <HistoricalObjectReplication>enabled</HistoricalObjectReplication>
    <Progress><HistoricalObject>0.40</HistoricalObject><NewObject>2026-01-15T07:58:30.000Z</NewObject></Progress>
  </Rule>
</ReplicationProgress>`;

export const sampleError = (code: string, extra = "") =>
  `${declaration}<Error><Code>${code}</Code><Message>As ${code} says.</Message><RequestId>69689F80C1A2B3D4E5F6071E</RequestId><HostId>gone-demo.oss-cn-hangzhou.aliyuncs.com</HostId><EC>0015-00000101</EC>${extra}</Error>`;

interface SignedRequest {
  call: (service: OssReplication) => Promise<unknown>;
  answer: string;
  method: string;
  target: string;
  body: string;
  md5?: string;
  signature: string;
}

export const signedRequests: Record<string, SignedRequest> = {
  PutBucketReplication: {
    call: (service) => service.putBucketReplication("src-demo", sampleRule),
    answer: "",
    method: "POST",
    target: "/src-demo/?comp=add&replication",
    body: samplePutBody,
    md5: "ymu1ryr4pHVDq2X0ni9i4Q==",
    signature: "f10479e4a3346c375bd19fb77a35263738a94dae10e2e0fef99be9f9d701c357",
  },
  GetBucketReplication: {
    call: (service) => service.getBucketReplication("src-demo"),
    answer: sampleRules,
    method: "GET",
    target: "/src-demo/?replication",
    body: "",
    signature: "17e27d674d88f02f6af697e2e18cdc96d4f05c64ef39f6028e52ce048ce0a96d",
  },
  DeleteBucketReplication: {
    call: (service) => service.deleteBucketReplication("src-demo", "crr-logs"),
    answer: "",
    method: "POST",
    target: "/src-demo/?comp=delete&replication",
    body: "<ReplicationRules><ID>crr-logs</ID></ReplicationRules>",
    md5: "koW93l46DbJVo7uP9jmDhw==",
    signature: "542080b6f9e46b53e7328d94062512bd0e3f239302aca48261690d765b00c076",
  },
  GetBucketReplicationLocation: {
    call: (service) => service.getBucketReplicationLocation("src-demo"),
    answer: sampleLocations,
    method: "GET",
    target: "/src-demo/?replicationLocation",
    body: "",
    signature: "d3d0bc165f5efc5d718f91c1b655a78b2a357af4c4d4251ffa8babd9e1bbfe4b",
  },
  GetBucketReplicationProgress: {
    call: (service) => service.getBucketReplicationProgress("src-demo", "crr-logs"),
    answer: sampleProgress,
    method: "GET",
    target: "/src-demo/?replicationProgress&rule-id=crr-logs",
    body: "",
    signature: "91497e96bb0805714879944b5d3dad4187b1199fe223db2d169bac4f9a937e8f",
  },
  PutBucketRTC: {
    call: (service) => service.putBucketRtc("src-demo", "crr-logs", "disabled"),
    answer: "",
    method: "PUT",
    target: "/src-demo/?rtc",
    body: "<ReplicationRule><RTC><Status>disabled</Status></RTC><ID>crr-logs</ID></ReplicationRule>",
    md5: "UfX0D8+4Id3PL1c9u9fV+w==",
    signature: "aea4184d600517a5765c9bd26ca731db1dbb1271d05119eadeb5534607378125",
  },
};

/** A client against an endpoint that pauses for nothing and remembers for how long it would have. */
export function testClient(endpoint: string, more: Partial<Parameters<typeof createOssClient>[0]> = {}) {
  const pauses: number[] = [];
  const service = createOssClient({
    region: "cn-hangzhou",
    endpoint,
    allowHttp: true,
    credentials: sampleCredentials,
    clock: { now: () => sampleTime, sleep: async (ms) => void pauses.push(ms) },
    random: () => 0.5,
    ...more,
  });
  return { service, pauses };
}

/** The `OssError` with which a call fails. */
export async function failure(call: Promise<unknown>): Promise<import("../../../provider/oss").OssError> {
  return call.then(
    () => Promise.reject(new Error("the call succeeded")),
    (error) => error,
  );
}
