import { Facts } from "../../../provider/lifecycle/check/facts";
import type { Note } from "../../../provider/lifecycle/engine/notes";
import { OssError } from "../../../provider/oss";
import { FakeOss, ossError } from "./support/fakes";
import { VirtualClock } from "./support/virtualClock";

function setUp() {
  const clock = new VirtualClock();
  const notes: Note[] = [];
  const facts = new Facts({ clock, say: (note) => notes.push(note) });
  const oss = new FakeOss();
  const at = (bucket: string, endpoint = "here") => ({ service: oss, endpoint, bucket });
  /** Every bucket is answered after this time; without one, never. */
  const answersAfter = (milliseconds?: number) => {
    oss.getBucketInfo = async (name) => {
      oss.calls.push(`info ${name}`);
      await (milliseconds === undefined ? new Promise(() => {}) : clock.sleep(milliseconds));
      return { name, location: "oss-cn-hangzhou" };
    };
  };
  const nothingMore = async () => {};
  return { clock, notes, facts, oss, at, answersAfter, nothingMore };
}

describe("questions for the check", () => {
  it("wait five seconds for each bucket, however many were slow before", async () => {
    const { clock, notes, facts, at, answersAfter, nothingMore } = setUp();
    answersAfter(4_900);
    for (const bucket of ["a", "b", "c"]) {
      expect(await clock.run(facts.target(at(bucket)))).toMatchObject({ info: { name: bucket } });
    }
    expect(clock.now()).toBe(3 * 4_900);
    expect(await facts.tell(nothingMore)).toBe(false);
    expect(notes).toEqual([]);
  });

  it("end for an endpoint with the first silence, and one note lists all buckets", async () => {
    const { clock, notes, facts, oss, at, answersAfter, nothingMore } = setUp();
    answersAfter();
    expect(await clock.run(facts.source(at("a")))).toMatchObject({ info: undefined, rules: [] });
    expect(await clock.run(facts.source(at("a")))).toMatchObject({ info: undefined, rules: [] });
    expect(await clock.run(facts.target(at("b")))).toEqual({});
    expect(clock.now()).toBe(5_000);
    expect(oss.calls).not.toContain("info b");
    expect(await facts.tell(nothingMore)).toBe(true);
    expect(await facts.tell(nothingMore)).toBe(false);
    expect(notes).toEqual([
      {
        kind: "not checked",
        text: "bucket a (no answer from here within 5 s); bucket b (not asked, since here did not answer in time before)",
      },
    ]);
  });

  it("go on at other endpoints", async () => {
    const { clock, facts, at, answersAfter } = setUp();
    answersAfter();
    await clock.run(facts.target(at("a")));
    answersAfter(100);
    expect(await clock.run(facts.target(at("b", "elsewhere")))).toMatchObject({ info: { name: "b" } });
  });

  it("are asked once more in a survey, where one answer is enough to go on", async () => {
    const { clock, facts, notes, at, answersAfter, nothingMore } = setUp();
    answersAfter();
    await clock.run(facts.target(at("a")));
    const found: unknown[] = [];
    await clock.run(
      facts.tell(async () => {
        answersAfter(100);
        found.push(await facts.target(at("b")));
        answersAfter();
        found.push(await facts.target(at("c")));
        answersAfter(100);
        found.push(await facts.target(at("d")));
        found.push(await facts.target(at("a")));
      }),
    );
    const named = (name: string) => ({ info: { name, location: "oss-cn-hangzhou" } });
    expect(found).toEqual([named("b"), { info: undefined }, named("d"), { info: undefined }]);
    expect(await clock.run(facts.target(at("b")))).toEqual(named("b"));
    expect(await facts.tell(nothingMore)).toBe(false);
    expect(await clock.run(facts.target(at("e")))).toEqual({});
    expect(await facts.tell(nothingMore)).toBe(true);
    expect(notes.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^bucket a \(.*; bucket c \([^;]*$/),
      expect.stringMatching(/^bucket e \([^;]*$/),
    ]);
  });

  it("end in a survey with its first silence where nothing is answered", async () => {
    const { clock, facts, at, answersAfter } = setUp();
    answersAfter();
    await clock.run(facts.target(at("a")));
    await clock.run(
      facts.tell(async () => {
        await facts.target(at("b"));
        await facts.target(at("c"));
      }),
    );
    expect(clock.now()).toBe(10_000);
  });

  it("make one note where two checks run at the same time", async () => {
    const { facts, notes, oss, at } = setUp();
    oss.infos = { a: ossError("AccessDenied"), b: ossError("AccessDenied") };
    const surveys: string[] = [];
    const check = async (bucket: string) => {
      await facts.target(at(bucket));
      await facts.tell(async () => {
        surveys.push(bucket);
      });
    };
    await Promise.all([check("a"), check("b")]);
    expect(notes).toHaveLength(1);
    expect(surveys).toEqual(["a"]);
  });

  it("are asked again once the rules of the bucket have changed", async () => {
    const { facts, oss, at } = setUp();
    await facts.source(at("src"));
    facts.forget("src");
    await facts.source(at("src"));
    expect(oss.calls.filter((call) => call === "get src")).toHaveLength(2);
    expect(oss.calls.filter((call) => call === "info src")).toHaveLength(1);
  });

  it("are asked again where they proved something wrong, and not where they could not be asked", async () => {
    const { facts, oss, at } = setUp();
    oss.infos.src = ossError("NoSuchBucket");
    await expect(facts.target(at("src"))).rejects.toMatchObject({ code: "NoSuchBucket" });
    oss.infos.src = ossError("AccessDenied");
    expect(await facts.target(at("src"))).toEqual({ info: undefined });
    oss.infos.src = { name: "src", location: "oss-cn-hangzhou" };
    expect(await facts.target(at("src"))).toEqual({ info: undefined });
  });

  it("keep a bucket's parts apart: what was not asked as a target is asked as a source", async () => {
    const { facts, oss, at } = setUp();
    oss.infos.src = ossError("AccessDenied");
    await facts.target(at("src"));
    expect(await facts.source(at("src"))).toMatchObject({ info: undefined, rules: [], locations: {} });
  });

  it("never hide a bug behind a warning", async () => {
    const { facts, oss, at } = setUp();
    oss.infos.src = new TypeError("a bug");
    await expect(facts.source(at("src"))).rejects.toThrow(TypeError);
  });

  it("give reasons that do not break the list that they stand in", async () => {
    const { facts, oss, notes, at, nothingMore } = setUp();
    oss.infos.a = new OssError({
      operation: "GetBucketInfo",
      bucket: "a",
      code: "NetworkError",
      serviceMessage: "x (y); bucket z (w)",
    });
    oss.infos.b = ossError("AccessDenied", "GetBucketInfo", "b");
    await facts.target(at("a"));
    await facts.target(at("b"));
    await facts.tell(nothingMore);
    expect(notes.map(({ text }) => text)).toEqual([
      "bucket a (GetBucketInfo failed with NetworkError: x [y], bucket z [w]); bucket b (GetBucketInfo failed with AccessDenied, HTTP 400)",
    ]);
  });
});
