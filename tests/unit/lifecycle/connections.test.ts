import { type Emulator, startEmulator } from "oss-replication-emulator";
import { connections } from "../../../provider/lifecycle/connections";

const keys = { accessKeyId: "LTAIEXAMPLE", accessKeySecret: "demo-sk" };
const before = { ...process.env };

let emulator: Emulator;

beforeEach(async () => {
  process.env.OSS_ACCESS_KEY_ID = keys.accessKeyId;
  process.env.OSS_ACCESS_KEY_SECRET = keys.accessKeySecret;
  emulator = await startEmulator({ accounts: [keys] });
  emulator.createBucket("src-demo", "oss-cn-hangzhou");
  emulator.createBucket("dst-demo", "oss-cn-beijing");
  emulator.createBucket("dst-other", "oss-cn-beijing");
});

afterEach(async () => {
  process.env = { ...before };
  await emulator.close();
});

const place = () => ({ region: "cn-hangzhou", endpoint: emulator.endpoint });
const calls = () => emulator.requests.map(({ operation }) => operation);
const rule = (bucket: string) => ({ destination: { bucket, location: "oss-cn-beijing" }, prefixes: [] });

describe("the clients of a command", () => {
  it("read a bucket once for all resources that want to know at the same time", async () => {
    const connect = connections();
    const reads = Array.from({ length: 20 }, () => connect(place()).getBucketReplication("src-demo"));
    expect(await Promise.all(reads)).toEqual(Array(20).fill([]));
    expect(calls()).toEqual(["GetBucketReplication"]);
  });

  it("read it again after a write by any of the resources", async () => {
    const connect = connections();
    await connect(place()).getBucketReplication("src-demo");
    await connect(place()).putBucketReplication("src-demo", rule("dst-demo"));
    expect(await connect(place()).getBucketReplication("src-demo")).toHaveLength(1);
  });

  it("write to a bucket one after the other, with a look right before each", async () => {
    const looks: number[] = [];
    const connect = connections({ beforeWrite: async () => void looks.push(emulator.requests.length) });
    const puts = ["dst-demo", "dst-other"].map((target) =>
      connect(place()).putBucketReplication("src-demo", rule(target)),
    );
    await Promise.all(puts);
    expect(looks).toEqual([0, 1]);
  });

  it("send no write where the look before it fails", async () => {
    const connect = connections({ beforeWrite: () => Promise.reject(new Error("the engine is gone")) });
    const put = connect(place()).putBucketReplication("src-demo", rule("dst-demo"));
    await expect(put).rejects.toThrow("the engine is gone");
    expect(calls()).toEqual([]);
  });

  it.each([
    ["region", { region: "cn-beijing" }],
    ["endpoint", { endpoint: "http://127.0.0.1:1" }],
    ["network", { network: "internal" as const }],
    ["profile", { profile: "other" }],
    ["profile of @pulumi/alicloud", { otherProfile: "other" }],
    ["role", { roleArn: "acs:ram::1:role/other" }],
    ["leave for http", { allowHttp: true }],
  ])("are two where the %s differs: what one may read, the other may not", (_, other) => {
    const connect = connections();
    expect(connect(place())).toBe(connect(place()));
    expect(connect({ ...place(), ...other })).not.toBe(connect(place()));
  });
});
