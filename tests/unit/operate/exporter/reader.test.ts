import { Discovery } from "../../../../provider/operate/exporter/discovery";
import { Exporter } from "../../../../provider/operate/exporter/exporter";
import { Reader } from "../../../../provider/operate/exporter/reader";
import { withOwned } from "../../../../provider/operate/exporter/wanted";
import type { Place } from "../../../../provider/operate/places";
import type { StateRule } from "../../../../provider/operate/stateFile";
import type { SurveyedBucket } from "../../../../provider/operate/survey";
import { OssError, type OssService } from "../../../../provider/oss";

let now = 0;
let wallClock = 1_800_000_000_000;
const never = () => new Promise<never>(() => {});
const steady = () => now;
const place = (bucket: string, region = "cn-hangzhou"): Place => ({ bucket, region });
const empty = (at: Place): SurveyedBucket => ({ ...at, exists: true, rules: [] });
const refusal = new OssError({ operation: "x", bucket: "b", code: "AccessDenied", serviceMessage: "no" });
const soon = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  now = 0;
});

describe("the reader", () => {
  const reading = (read: (at: Place) => Promise<SurveyedBucket>) =>
    new Reader({ read, now: steady, maxAgeMs: 1_000, onReading: () => {} });

  test("asks again only where the last answer is too old, a failure too", async () => {
    const read = jest.fn(async (at: Place) => ({
      ...empty(at),
      failure: at.bucket === "bad" ? refusal : undefined,
    }));
    const reader = reading(read);
    reader.watch({ places: [place("good"), place("bad")] });
    await reader.refresh();
    now = 999;
    await reader.refresh();
    expect(read).toHaveBeenCalledTimes(2);
    now = 1_000;
    await reader.refresh();
    expect(read).toHaveBeenCalledTimes(4);
  });

  test("those who ask at once share one reading", async () => {
    const read = jest.fn(async (at: Place) => empty(at));
    const reader = reading(read);
    reader.watch({ places: [place("logs")] });
    await Promise.all([reader.refresh(), reader.refresh(), reader.refresh()]);
    expect(read).toHaveBeenCalledTimes(1);
  });

  test("what was read well stays known when the next reading fails", async () => {
    let failure: OssError | undefined;
    const reader = reading(async (at) => ({ ...empty(at), failure }));
    reader.watch({ places: [place("logs")] });
    await reader.refresh();
    const [{ good } = {}] = reader.known();
    failure = refusal;
    now = 5_000;
    await reader.refresh();
    expect(reader.known()).toEqual([
      { bucket: "logs", good, newest: expect.objectContaining({ began: 5_000 }) },
    ]);
  });

  test("a region that does not answer holds up no other, and has no more than 8 calls to wait for", async () => {
    const asked: string[] = [];
    const reader = reading(async (at) => {
      asked.push(at.region);
      return at.region === "dead" ? never() : empty(at);
    });
    const dead = Array.from({ length: 20 }, (_, each) => place(`b${each}`, "dead"));
    reader.watch({ places: [...dead, place("logs")] });
    void reader.refresh();
    await soon();
    expect(asked).toEqual([...Array(8).fill("dead"), "cn-hangzhou"]);
    expect(reader.known().filter(({ good }) => good)).toMatchObject([{ bucket: "logs" }]);
  });

  test("a bucket that is no longer watched is forgotten; the others keep what is known", async () => {
    const read = jest.fn(async (at: Place) => empty(at));
    const reader = reading(read);
    reader.watch({ places: [place("a"), place("b")] });
    await reader.refresh();
    reader.watch({ places: [place("b"), place("c")] });
    await reader.refresh();
    expect(reader.known().map(({ bucket }) => bucket)).toEqual(["b", "c"]);
    expect(read).toHaveBeenCalledTimes(3);
  });
});

describe("a bucket with rules that is no longer found", () => {
  const rule = (status: string) => ({ rule: { id: "r", status, destination: {} } }) as never;
  const HOUR = 3_600_000;
  const gone = new OssError({ operation: "x", bucket: "b", code: "NoSuchBucket", serviceMessage: "" });

  /** The buckets that are watched an hour after `lost` was not found any more, and then after a day. */
  const watchedAfter = async (statuses: string[], keepsLost: boolean, found: Place[] = []) => {
    let there = true;
    const read = async (at: Place): Promise<SurveyedBucket> =>
      there ? { ...empty(at), rules: statuses.map(rule) } : { ...empty(at), exists: false, failure: gone };
    const reader = new Reader({ read, now: steady, maxAgeMs: 1_000, onReading: () => {} });
    reader.watch({ places: [place("lost")], keepsLost });
    await reader.refresh();
    there = false;
    const watched = [];
    for (now of [HOUR, 23 * HOUR, 24 * HOUR]) {
      reader.watch({ places: found, keepsLost });
      await reader.refresh();
      watched.push(reader.known());
    }
    return watched;
  };

  test("is asked for during a day, and its rules are no longer known", async () => {
    const [first, second, third] = await watchedAfter(["doing"], true);
    expect(first).toMatchObject([{ bucket: "lost", newest: { surveyed: { exists: false } } }]);
    expect(first?.[0]).toMatchObject({ good: undefined });
    expect(second).toHaveLength(1);
    expect(third).toEqual([]);
  });

  test.each<[string, string[], boolean]>([
    ["had no rules", [], true],
    ["had only rules that were closing", ["closing"], true],
    ["was named, and is so no more", ["doing"], false],
  ])("is forgotten where it %s", async (_, statuses, keepsLost) => {
    const [first] = await watchedAfter(statuses, keepsLost);
    expect(first).toEqual([]);
  });

  test("is not watched twice where another region has its name now", async () => {
    const [first] = await watchedAfter(["doing"], true, [place("lost", "cn-beijing")]);
    expect(first).toHaveLength(1);
  });
});

test("buckets of the state's rules are watched beside those that the account lists", () => {
  const owned = (bucket: string | undefined, more: Partial<StateRule> = {}): StateRule => ({
    ...{ kind: "rule", urn: "u", name: "dr", ruleId: "r", bucket, outputs: {} },
    ...more,
  });
  const state = [
    owned("deleted", { region: "cn-shenzhen" }),
    owned("deleted-too"),
    owned("listed", { region: "cn-shenzhen" }),
    owned("of-an-rtc", { kind: "rtc" }),
    owned("leaving", { leaving: true }),
    owned(undefined),
  ];
  expect(withOwned([place("listed")], state, "cn-hangzhou")).toEqual([
    place("listed"),
    place("deleted", "cn-shenzhen"),
    place("deleted-too"),
  ]);
});

describe("discovery", () => {
  test("what was found stays when a later try fails; a try is made every five minutes", async () => {
    const wanted = { places: [place("logs")] };
    const find = jest
      .fn()
      .mockResolvedValueOnce(wanted)
      .mockRejectedValueOnce(refusal)
      .mockResolvedValueOnce(wanted);
    const tries: unknown[] = [];
    const discovery = new Discovery({ find, now: steady, onTry: (...each) => tries.push(each) });
    await discovery.refresh();
    now = 299_999;
    await discovery.refresh();
    expect(find).toHaveBeenCalledTimes(1);
    now = 300_000;
    await Promise.all([discovery.refresh(), discovery.refresh()]);
    expect(find).toHaveBeenCalledTimes(2);
    expect(discovery).toMatchObject({ wanted, succeeded: false, failure: refusal });
    now = 600_000;
    await discovery.refresh();
    expect(discovery).toMatchObject({ wanted, succeeded: true, failure: undefined });
    expect(tries).toEqual([
      [undefined, undefined],
      [refusal, undefined],
      [undefined, refusal],
    ]);
  });
});

describe("the exporter", () => {
  const service = (read: () => Promise<never[]>) => ({ getBucketReplication: read }) as unknown as OssService;
  const exporting = (read: () => Promise<never[]>, find = async () => ({ places: [place("logs")] })) => {
    const log: string[] = [];
    const exporter = new Exporter({
      ...{ find, at: () => service(read), maxAgeMs: 1_000 },
      clock: { now: () => wallClock, sleep: soon as () => Promise<void> },
      steady,
      log: (text) => log.push(text),
      logFailure: (error) => log.push((error as Error).message),
    });
    return { exporter, log };
  };

  test("answers in time with what it knows; the reading goes on for the next answer", async () => {
    let answer = (_: never[]) => {};
    const { exporter } = exporting(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    expect((await exporter.knownWithin(5)).buckets).toEqual([{ bucket: "logs" }]);
    answer([]);
    expect((await exporter.knownWithin(5)).buckets).toMatchObject([{ good: { surveyed: { rules: [] } } }]);
  });

  test("a search for buckets that hangs does not keep the known ones from being read", async () => {
    const find = jest
      .fn()
      .mockResolvedValueOnce({ places: [place("logs")] })
      .mockImplementation(never);
    const read = jest.fn(async () => []);
    const { exporter } = exporting(read, find);
    await exporter.refresh();
    now = 300_000;
    await exporter.knownWithin(5);
    expect([find, read].map(({ mock }) => mock.calls.length)).toEqual([2, 2]);
  });

  test("what is known gets older, and is asked for again, although somebody sets the clock back", async () => {
    const find = jest.fn(async () => ({ places: [place("logs")] }));
    const read = jest.fn(async () => []);
    const { exporter } = exporting(read, find);
    await exporter.refresh();
    wallClock -= 3_600_000;
    now = 300_000;
    await exporter.refresh();
    expect([find, read].map(({ mock }) => mock.calls.length)).toEqual([2, 2]);
    expect(exporter.known().buckets).toMatchObject([{ good: { began: 300_000 } }]);
  });

  test("says once that a bucket cannot be read, and once that it can again", async () => {
    let fails = true;
    const { exporter, log } = exporting(async () => {
      if (fails) throw refusal;
      return [];
    });
    for (now = 0; now < 3_000; now += 1_000) await exporter.refresh();
    expect(log).toEqual([refusal.message]);
    fails = false;
    await exporter.refresh();
    expect(log.slice(1)).toEqual(["Bucket logs can be read again."]);
  });

  test("a mistake in reading one bucket is that bucket's failure", async () => {
    const { exporter, log } = exporting(async () => {
      throw new TypeError("oops");
    });
    await exporter.refresh();
    expect(exporter.known().buckets).toMatchObject([
      { newest: { surveyed: { failure: { code: "Unexpected" } } } },
    ]);
    expect(log.join()).toContain("please report it: oops");
  });
});
