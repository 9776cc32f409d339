import { patiently, type Seen, waitFor } from "../../../provider/lifecycle/wait";
import { OssError } from "../../../provider/oss";
import { JumpingClock } from "./support/fakes";

describe("waiting", () => {
  it("pauses longer and longer, up to ten seconds", async () => {
    const clock = new JumpingClock();
    const waiting = { clock, random: () => 0.5, deadline: 100_000 };
    await waitFor(async () => (clock.pauses.length < 10 ? undefined : "there"), waiting, {
      onTimeout: () => new Error("too late"),
    });
    expect(clock.pauses).toEqual([300, 450, 675, 1012.5, ...Array(6).fill(expect.any(Number))]);
    expect(clock.pauses.at(-1)).toBe(7_500);
  });

  it("asks once more at the very deadline and says how often it asked", async () => {
    const clock = new JumpingClock();
    clock.time = 500_000;
    const probe = jest.fn(async () => undefined);
    const waiting = { clock, random: () => 0, deadline: 501_000 };
    const onTimeout = ({ asked }: Seen) => new Error(`asked ${asked}`);
    const ending = await waitFor(probe, waiting, { onTimeout }).catch((error) => error);
    expect(ending.message).toBe(`asked ${probe.mock.calls.length}`);
    expect(clock.time).toBe(501_000);
  });

  it("asks again after failures that pass, as late as the service says, and tells the last one at the deadline", async () => {
    const clock = new JumpingClock();
    const passing = { operation: "GetBucketReplication", bucket: "src", status: 503, serviceMessage: "" };
    const failures = [
      new OssError({ ...passing, code: "ServiceUnavailable", retryAfterMs: 30_000 }),
      new OssError({ ...passing, code: "InternalError" }),
    ];
    const waiting = { clock, random: () => 0, deadline: 60_000 };
    const onTimeout = ({ failure }: Seen) => failure as Error;
    const answers = [...failures];
    const found = await waitFor(
      async () => {
        const failure = answers.shift();
        if (failure) throw failure;
        return "found";
      },
      waiting,
      { onTimeout },
    );
    expect(found).toBe("found");
    expect(clock.pauses).toEqual([30_000, expect.any(Number)]);
    const throwing = async () => {
      throw failures[1];
    };
    await expect(waitFor(throwing, waiting, { onTimeout })).rejects.toBe(failures[1]);
  });

  it("ends at once with a failure that passes where it is not to be patient", async () => {
    const clock = new JumpingClock();
    const about = { operation: "GetBucketReplication", bucket: "src", serviceMessage: "" };
    const failure = new OssError({ ...about, code: "InternalError", status: 500 });
    const waiting = { clock, random: () => 0, deadline: 60_000 };
    const options = { onTimeout: () => new Error("too late"), isPatient: () => false };
    await expect(waitFor(() => Promise.reject(failure), waiting, options)).rejects.toBe(failure);
    expect(clock.pauses).toEqual([]);
  });

  it("ends at once with a refusal", async () => {
    const clock = new JumpingClock();
    const refusal = new OssError({
      operation: "x",
      bucket: "src",
      status: 403,
      code: "AccessDenied",
      serviceMessage: "",
    });
    const probe = async () => {
      throw refusal;
    };
    const waiting = { clock, random: () => 0, deadline: 60_000 };
    await expect(waitFor(probe, waiting, { onTimeout: () => new Error() })).rejects.toBe(refusal);
    expect(clock.time).toBe(0);
  });
});

describe("one call, patiently", () => {
  const failure = (code: string, status: number) =>
    new OssError({ operation: "PutBucketReplication", bucket: "src", status, code, serviceMessage: "" });

  it("is made again while its failure passes, and gives its answer, be it nothing", async () => {
    const clock = new JumpingClock();
    const failures = [failure("InternalError", 500), failure("SecurityTokenExpired", 403)];
    const call = async () => {
      const failed = failures.shift();
      if (failed) throw failed;
      return undefined;
    };
    expect(await patiently(call, { clock, random: () => 0, deadline: 60_000 })).toBeUndefined();
    expect(clock.pauses).toHaveLength(2);
  });

  it("fails with the last failure at the deadline", async () => {
    const clock = new JumpingClock();
    const last = failure("InternalError", 500);
    const call = () => Promise.reject(clock.time < 5_000 ? failure("ServiceUnavailable", 503) : last);
    await expect(patiently(call, { clock, random: () => 0, deadline: 5_000 })).rejects.toBe(last);
  });
});
