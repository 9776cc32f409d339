import { request } from "node:http";
import type { Emulator } from "../../../emulator";
import { signatureOf } from "../../../emulator/signature/canonical";
import { get, list, put, to } from "./support/calls";
import { at, send } from "./support/client";
import { sign } from "./support/signer";
import { start } from "./support/start";

let emulator: Emulator;
beforeEach(async () => {
  ({ emulator } = await start());
});
afterEach(() => emulator.close());

const versioning = (bucket: string, status: string) =>
  send(emulator, {
    method: "PUT",
    bucket,
    query: "versioning",
    body: `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`,
  });

test("a bucket's life: made in the region of the signature, described, deleted", async () => {
  const signing = { region: "ap-southeast-1" };
  const call = { bucket: "fresh", signing };
  const body = "<CreateBucketConfiguration><StorageClass>IA</StorageClass></CreateBucketConfiguration>";
  expect((await send(emulator, { method: "PUT", ...call, body })).status).toBe(200);
  expect((await send(emulator, { method: "PUT", ...call })).status).toBe(200);
  expect(at(await get(emulator, "bucketInfo", call), "BucketInfo.Bucket")).toMatchObject({
    Name: "fresh",
    Location: "oss-ap-southeast-1",
    ExtranetEndpoint: "oss-ap-southeast-1.aliyuncs.com",
    IntranetEndpoint: "oss-ap-southeast-1-internal.aliyuncs.com",
    CreationDate: "2026-01-15T08:00:00.000Z",
    CrossRegionReplication: "Disabled",
    TransferAcceleration: "Disabled",
  });
  expect((await send(emulator, { method: "DELETE", ...call })).status).toBe(204);
  expect((await send(emulator, { method: "DELETE", ...call })).status).toBe(404);
});

test("list: none, one, many; one's own, in order", async () => {
  const names = async (query = "") =>
    list(at(await send(emulator, { method: "GET", query }), "ListAllMyBucketsResult.Buckets.Bucket")).map(
      (bucket) => (bucket as { Name: string }).Name,
    );
  emulator.createBucket("theirs", "cn-hangzhou", { accountId: "2" });
  expect(await names()).toEqual(["dst", "near", "src"]);
  expect(await names("prefix=n")).toEqual(["near"]);
  expect(await names("prefix=x")).toEqual([]);
});

describe("pages of the list", () => {
  const page = async (query: string, region?: string) => {
    const answer = await send(emulator, { method: "GET", query, signing: region ? { region } : {} });
    const all = at(answer, "ListAllMyBucketsResult") as Record<string, unknown>;
    const { Buckets, Owner: _owner, "#text": _indent, ...more } = all;
    const buckets = list((Buckets as { Bucket?: { Name: string } }).Bucket);
    return { names: buckets.map(({ Name }) => Name), more };
  };

  test("a page that leaves buckets out says where the next begins, the last one says nothing", async () => {
    const first = await page("max-keys=2");
    expect(first).toEqual({
      names: ["dst", "near"],
      more: { Prefix: "", Marker: "", MaxKeys: "2", IsTruncated: "true", NextMarker: "near" },
    });
    expect(await page("marker=near&max-keys=2")).toEqual({ names: ["src"], more: {} });
    expect(await page("marker=d&max-keys=1&prefix=n")).toEqual({ names: ["near"], more: {} });
    expect(await page("marker=zzz")).toEqual({ names: [], more: {} });
  });

  test("prefix and marker come back as they were sent, whatever they are", async () => {
    emulator.createBucket("news", "cn-hangzhou");
    expect((await page("marker=A%3C%26&max-keys=1&prefix=n")).more).toMatchObject({
      Prefix: "n",
      Marker: "A<&",
      MaxKeys: "1",
    });
  });

  test("100 where nothing is asked for, 1000 at most", async () => {
    for (let n = 0; n < 1000; n++) emulator.createBucket(`b-${n}`, "cn-shenzhen");
    const [usual, most] = [await page(""), await page("max-keys=1000")];
    expect([usual.names.length, usual.more.MaxKeys]).toEqual([100, "100"]);
    expect([most.names.length, most.more.NextMarker]).toEqual([1000, most.names.at(-1)]);
    expect(most.names.slice(0, 100)).toEqual(usual.names);
  });

  test("the buckets of all regions, whichever region is asked", async () => {
    expect((await page("", "ap-southeast-1")).names).toEqual(["dst", "near", "src"]);
  });

  test("what is told of a bucket", async () => {
    const answer = await send(emulator, { method: "GET", query: "prefix=dst" });
    expect(at(answer, "ListAllMyBucketsResult")).toMatchObject({
      Owner: { ID: "1234567890123456", DisplayName: "1234567890123456" },
      Buckets: {
        Bucket: {
          Name: "dst",
          Location: "oss-cn-beijing",
          Region: "cn-beijing",
          CreationDate: "2026-01-15T08:00:00.000Z",
          ExtranetEndpoint: "oss-cn-beijing.aliyuncs.com",
          IntranetEndpoint: "oss-cn-beijing-internal.aliyuncs.com",
          StorageClass: "Standard",
        },
      },
    });
  });
});

describe("what a bucket holds", () => {
  const stat = async (bucket = "src") => at(await get(emulator, "stat", { bucket }), "BucketStat");

  test("nothing, unless a test says otherwise", async () => {
    const elements = (await stat()) as Record<string, string>;
    const { "#text": _indent, LastModifiedTime, ...counts } = elements;
    expect(LastModifiedTime).toBe(String(Date.parse("2026-01-15T08:00:00Z") / 1000));
    expect(new Set(Object.values(counts))).toEqual(new Set(["0"]));
    expect(Object.keys(counts)).toEqual([
      ...["Storage", "ObjectCount", "MultipartUploadCount", "LiveChannelCount", "MultipartPartCount"],
      ...["DeleteMarkerCount", "StandardStorage", "StandardObjectCount"],
      ...["InfrequentAccess", "Archive", "ColdArchive", "DeepColdArchive"].flatMap((storageClass) =>
        ["Storage", "RealStorage", "ObjectCount"].map((what) => storageClass + what),
      ),
    ]);
  });

  test("as it was made, and as it was set", async () => {
    emulator.createBucket("full", "cn-hangzhou", { stat: { storage: 2 ** 53 - 1, objectCount: 4_120_331 } });
    const full = { Storage: "9007199254740991", StandardStorage: "9007199254740991" };
    expect(await stat("full")).toMatchObject({
      ...full,
      ObjectCount: "4120331",
      StandardObjectCount: "4120331",
    });
    emulator.setStat("full", { objectCount: 7 });
    expect(await stat("full")).toMatchObject({ ...full, ObjectCount: "7", StandardObjectCount: "7" });
  });

  test.each([-1, 0.5, 2 ** 53, Number.NaN])("%p is no number of objects", async (objectCount) => {
    const message = "objectCount must be a whole number from 0 to 9007199254740991";
    expect(() => emulator.setStat("src", { objectCount })).toThrow(message);
    expect(() => emulator.createBucket("new", "cn-hangzhou", { stat: { objectCount } })).toThrow(message);
    expect((await get(emulator, "bucketInfo", { bucket: "new" })).status).toBe(404);
  });
});

test("versioning: never set, set, and frozen while replicating unless it stays what it is", async () => {
  const state = async () => at(await get(emulator, "versioning"), "VersioningConfiguration.Status");
  expect(await state()).toBeUndefined();
  expect(at(await get(emulator, "bucketInfo"), "BucketInfo.Bucket")).not.toHaveProperty("Versioning");
  expect((await versioning("src", "Enabled")).status).toBe(200);
  expect(await state()).toBe("Enabled");
  expect(at(await get(emulator, "bucketInfo"), "BucketInfo.Bucket.Versioning")).toBe("Enabled");
  emulator.addRule("src", { destination: { bucket: "dst", location: "cn-beijing" } });
  expect((await versioning("src", "Enabled")).status).toBe(200);
  expect((await versioning("src", "Suspended")).status).toBe(400);
});

test("versioning by hand, frozen or not", async () => {
  emulator.addRule("src", { destination: { bucket: "dst", location: "cn-beijing" } });
  emulator.setVersioning("src", "Enabled");
  expect(at(await get(emulator, "versioning"), "VersioningConfiguration.Status")).toBe("Enabled");
  emulator.setVersioning("src", undefined);
  expect(at(await get(emulator, "versioning"), "VersioningConfiguration.Status")).toBeUndefined();
});

describe("a name from before the present rule", () => {
  const old = "my_old_bucket";

  test("is a source and a target like any other", async () => {
    emulator.createBucket(old, "cn-hangzhou", { oldName: true });
    expect((await get(emulator, "bucketInfo", { bucket: old })).status).toBe(200);
    expect((await put(emulator, to("dst"), { bucket: old })).status).toBe(200);
    expect((await put(emulator, to(old, "oss-cn-hangzhou"))).status).toBe(200);
    expect(emulator.rules("src")).toMatchObject([{ destination: { bucket: old } }]);
  });

  test("makes no new bucket", async () => {
    expect((await send(emulator, { method: "PUT", bucket: old })).status).toBe(400);
    expect(() => emulator.createBucket(old, "cn-hangzhou")).toThrow("is not a bucket name");
    expect(() => emulator.createBucket("Old_Bucket", "cn-hangzhou", { oldName: true })).toThrow();
    const answer = await put(emulator, to(old, "oss-cn-hangzhou"));
    expect(at(answer, "Error.EC")).toBe("0031-00000101");
  });
});

test("both versioned replicates", async () => {
  await versioning("src", "Enabled");
  await versioning("near", "Enabled");
  const body = `<ReplicationConfiguration><Rule>${to("near", "oss-cn-hangzhou")}</Rule></ReplicationConfiguration>`;
  const answer = await send(emulator, { method: "POST", bucket: "src", query: "replication&comp=add", body });
  expect(answer.status).toBe(200);
});

describe("addressing", () => {
  const status = (path: string, host?: string): Promise<number | undefined> => {
    const signing = {
      accessKeyId: "LTAIEXAMPLE",
      accessKeySecret: "demo-sk",
      region: "cn-hangzhou",
      date: new Date(),
    };
    const headers = sign(
      { method: "GET", bucket: "src", query: "replicationLocation", headers: {} },
      signing,
    );
    return new Promise((resolve, reject) => {
      const options = { path, headers: host === undefined ? headers : { ...headers, host }, agent: false };
      request(emulator.endpoint, options, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
  };

  test.each([
    ["path-style on an IP", "/src/?replicationLocation", undefined],
    ["without the slash", "/src?replicationLocation", undefined],
    ["with an empty value", "/src/?replicationLocation=", undefined],
    ["path-style on a name without dots", "/src/?replicationLocation", "localhost:80"],
    ["path-style on OSS's own name", "/src/?replicationLocation", "oss-cn-hangzhou.aliyuncs.com"],
    ["path-style on another loopback", "/src/?replicationLocation", "[::1]:80"],
    ["virtual-hosted", "/?replicationLocation", "src.oss-cn-hangzhou.aliyuncs.com"],
    ["virtual-hosted, internal", "/?replicationLocation", "src.oss-cn-hangzhou-internal.aliyuncs.com"],
    ["virtual-hosted, accelerated", "/?replicationLocation", "src.oss-accelerate.aliyuncs.com"],
    ["virtual-hosted on any name", "/?replicationLocation", "src.emulator.test:8080"],
  ])("%s", async (_, path, host) => {
    expect(await status(path, host)).toBe(200);
  });

  test("virtual-hosted in another region", async () => {
    expect(await status("/?replicationLocation", "src.oss-cn-beijing.aliyuncs.com")).toBe(403);
  });
});

test("Date instead of x-oss-date: its text is signed as it stands", async () => {
  const now = new Date();
  const scope = `${now.toISOString().slice(0, 10).replaceAll("-", "")}/cn-hangzhou/oss/aliyun_v4_request`;
  const headers = { date: now.toUTCString(), "x-oss-content-sha256": "UNSIGNED-PAYLOAD" };
  const signed = {
    method: "GET",
    bucket: "src",
    key: "",
    query: [["replicationLocation", ""]] as const,
    headers,
  };
  const signature = signatureOf({ ...signed, additionalHeaders: [], date: headers.date, scope }, "demo-sk");
  const authorization = `OSS4-HMAC-SHA256 Credential=LTAIEXAMPLE/${scope}, Signature=${signature}`;
  const answer = await get(emulator, "replicationLocation", {
    tamper: () => ({ ...headers, authorization }),
  });
  expect(answer.status).toBe(200);
});
