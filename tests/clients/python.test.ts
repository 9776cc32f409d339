import { type Emulator, manualClock, startEmulator } from "../../emulator";
import {
  captureFromPython,
  hasPython,
  installPythonSdk,
  pythonSdkVersion,
  runPython,
} from "./support/python";

if (!hasPython) console.warn("skipped: there is no python3 with pip to run the official Python SDK with");
const describeWithPython = hasPython ? describe : describe.skip;

describeWithPython(`the official Python SDK ${pythonSdkVersion}, as its samples use it`, () => {
  const clock = manualClock();
  const source = { bucket: "src" };
  const target = { sync_role: "oss-sync", target_bucket: "dst", target_location: "oss-cn-beijing" };
  let emulator: Emulator;
  let ruleId: string;

  beforeAll(installPythonSdk);
  beforeEach(async () => {
    emulator = await startEmulator({ clock });
    emulator.createBucket("src", "cn-hangzhou");
    emulator.createBucket("dst", "cn-beijing");
    ruleId = emulator.addRule("src", {
      status: "doing",
      destination: { bucket: "dst", location: "cn-beijing" },
    });
  });
  afterEach(() => emulator.close());

  test("put_bucket_replication: with a rule Status, and SSE-KMS without a key", async () => {
    emulator.removeRule("src", ruleId);
    const [request] = await captureFromPython(emulator, "put_bucket_replication", { ...source, ...target });
    expect(request).toMatchObject({
      operation: "PutBucketReplication",
      method: "POST",
      path: "/src/",
      status: 200,
    });
    expect(request?.body).toContain("<Status>Disabled</Status>");
    expect(request?.headers).toHaveProperty("content-md5");
    expect(emulator.rules("src")).toEqual([
      {
        id: request?.ruleId,
        status: "starting",
        destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "internal" },
        prefixes: ["C$|EqA0gEq", " Md)+1gf@p"],
        action: "ALL",
        historicalObjectReplication: "disabled",
        syncRole: "oss-sync",
        sseKmsStatus: "Enabled",
      },
    ]);
  });

  test("get_bucket_replication", async () => {
    const { exitCode, stdout } = await runPython(emulator, "get_bucket_replication", source);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^status code: 200, request id: [0-9A-F]{24}/);
    expect(stdout).toMatch(new RegExp(`result: .*${ruleId}`));
  });

  test("get_bucket_replication_location", async () => {
    const { exitCode, stdout } = await runPython(emulator, "get_bucket_replication_location", source);
    expect(exitCode).toBe(0);
    expect(stdout.match(/result: location: oss-[^\n]*oss_acc/g)).toHaveLength(20);
  });

  test("get_bucket_replication_location: a location without a partner", async () => {
    emulator.createBucket("gov", "cn-north-2-gov-1");
    const options = { bucket: "gov", region: "cn-north-2-gov-1" };
    expect((await runPython(emulator, "get_bucket_replication_location", options)).exitCode).toBe(0);
  });

  test("get_bucket_replication_progress", async () => {
    const options = { ...source, rule_id: ruleId };
    const { exitCode, stdout } = await runPython(emulator, "get_bucket_replication_progress", options);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`result: .*id: ${ruleId}.* status: doing`));
  });

  test("put_bucket_rtc", async () => {
    const options = { ...source, rule_id: ruleId };
    const switchTo = (status: string) => runPython(emulator, "put_bucket_rtc", { ...options, status });
    expect(await switchTo("enabled")).toMatchObject({ exitCode: 0 });
    expect(emulator.rules("src")).toMatchObject([{ rtcStatus: "enabling" }]);
    expect(await switchTo("disabled")).toMatchObject({ exitCode: 0 });
    expect(emulator.rules("src")[0]).not.toHaveProperty("rtcStatus");
  });

  test("delete_bucket_replication, twice", async () => {
    const remove = () => runPython(emulator, "delete_bucket_replication", { ...source, rule_id: ruleId });
    expect((await remove()).stdout).toMatch(/^status code: 200,/);
    expect(emulator.rules("src")).toMatchObject([{ status: "closing" }]);
    expect((await remove()).stdout).toMatch(/^status code: 204,/);
    clock.advance(3_600_000);
    expect(emulator.rules("src")).toEqual([]);
  });

  test("list_buckets, page after page", async () => {
    emulator.createBucket("far", "ap-southeast-1");
    const { exitCode, stdout } = await runPython(emulator, "list_buckets", {});
    expect(exitCode).toBe(0);
    expect(stdout.match(/name: .*/g)).toEqual([
      "name: dst, region: cn-beijing",
      "name: far, region: ap-southeast-1",
      "name: src, region: cn-hangzhou",
    ]);
    expect(stdout.match(/status code: 200/g)).toHaveLength(2);
  });

  test("get_bucket_stat", async () => {
    emulator.setStat("src", { storage: 2 ** 40, objectCount: 12 });
    const { stdout } = await runPython(emulator, "get_bucket_stat", source);
    expect(stdout).toContain(
      `storage: ${2 ** 40}, object count: 12, time: ${Math.floor(clock.now() / 1000)}`,
    );
  });

  test("a wrong secret is SignatureDoesNotMatch", async () => {
    const { exitCode, stderr } = await runPython(emulator, "get_bucket_replication", source, "wrong");
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain("Error Code: SignatureDoesNotMatch");
    expect(stderr).toContain("EC: 0002-00000201");
  });
});
