import { reasonOf, Unasked } from "../../../provider/lifecycle/check/unasked";
import { ossError } from "./support/fakes";

describe("the buckets about which OSS could not be asked", () => {
  it("are listed with the first reason of each, and once", () => {
    const unasked = new Unasked();
    expect([unasked.isNew, unasked.take()]).toEqual([false, ""]);
    unasked.add("a", "x");
    unasked.add("b", "y");
    unasked.add("a", "z");
    expect(unasked.isNew).toBe(true);
    expect(unasked.take()).toBe("bucket a (x); bucket b (y)");
    unasked.add("a", "z");
    expect([unasked.isNew, unasked.take()]).toEqual([false, ""]);
  });

  it("are not those that are asked about again, unless that was told", () => {
    const unasked = new Unasked();
    unasked.add("a", "x");
    unasked.reconsider("a");
    expect(unasked.isNew).toBe(false);
    unasked.add("a", "y");
    expect(unasked.take()).toBe("bucket a (y)");
    unasked.reconsider("a");
    unasked.add("a", "z");
    expect(unasked.isNew).toBe(false);
  });
});

describe("a failure in few words", () => {
  it.each([
    [
      "no answer, and what the network said",
      { status: undefined, serviceMessage: "no route; (none)" },
      ": no route, [none]",
    ],
    [
      "an answer, and how it is found again",
      { ec: "0003-1", requestId: "ID" },
      ", HTTP 400, EC 0003-1, request id ID",
    ],
    ["an answer alone", {}, ", HTTP 400"],
  ])("is %s", (_, details, rest) => {
    expect(reasonOf(ossError("Refused", "GetBucketInfo", "b", details))).toBe(
      `GetBucketInfo failed with Refused${rest}`,
    );
  });

  it("has no character that separates the list", () => {
    expect(reasonOf(new Error("a; (b); (c)"))).toBe("a, [b], [c]");
  });
});
