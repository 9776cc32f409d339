import { LeftInPlace, type ReplicationError } from "../../../provider/lifecycle/errors";
import { outputsOf, type RuleInputs } from "../../../provider/lifecycle/inputs";
import { normaliseRule } from "../../../provider/lifecycle/normalise";
import { ruleId } from "../../../provider/lifecycle/ownership";
import { createRule, deleteRule } from "../../../provider/lifecycle/rule";
import { definitionIn, OssError, type Rule } from "../../../provider/oss";
import { ossError, type World, world } from "./support/fakes";

const OWNER = "00112233aabbccdd";

function inputs(more: Record<string, unknown> = {}): RuleInputs {
  const args = { bucket: "src", destination: { bucket: "dst", location: "oss-cn-beijing" }, owner: OWNER };
  return normaliseRule({ ...args, ...more }, "cn-hangzhou");
}

const idOf = (wanted: RuleInputs) => ruleId(wanted.owner, wanted.bucket, definitionIn(wanted));

const OLD = inputs({ prefixSet: { prefixes: ["a/"] }, syncRole: "role" });
const NEW = inputs({ prefixSet: { prefixes: ["b/"] }, syncRole: "role" });
const OLD_ID = idOf(OLD);

/** A world in which diff has shown the old rule, which is in effect with RTC; OSS leaves the role out of its answers. */
function replacing(old: Partial<Rule> = {}): World {
  const w = world();
  const rule: Rule = {
    id: OLD_ID,
    status: "doing",
    ...definitionIn(OLD),
    syncRole: undefined,
    rtcStatus: "enabled",
  };
  w.oss.rules = [{ ...rule, ...old }];
  w.context.memory.noteOld(OWNER, OLD_ID, outputsOf(OLD_ID, OLD));
  return w;
}

function unavailable(operation: string): OssError {
  return new OssError({
    operation,
    bucket: "src",
    code: "ServiceUnavailable",
    status: 503,
    serviceMessage: "",
  });
}

const refused = () => ossError("NoPermission", "PutBucketReplication");

/** OSS refuses the first `times` puts. */
function refusePuts(w: World, error: () => Error, times = 1): void {
  const accept = w.oss.onPut;
  let left = times;
  w.oss.onPut = (rule) => {
    if (left-- > 0) throw error();
    return accept(rule);
  };
}

const failureOf = (promise: Promise<unknown>): Promise<ReplicationError> =>
  promise.then(
    () => {
      throw new Error("it did not fail");
    },
    (error) => error,
  );

describe("a replacement to the same target", () => {
  it("removes the old rule, puts the new one with the old one's RTC, and its later delete asks for nothing", async () => {
    const w = replacing();
    const { id } = await createRule(w.context, NEW);
    expect(id).toBe(idOf(NEW));
    expect(w.oss.calls).toEqual(["get src", `delete src ${OLD_ID}`, "get src", `put src ${id}`]);
    expect(w.oss.rules).toMatchObject([{ id, prefixSet: { prefixes: ["b/"] }, rtc: "enabled" }]);
    await deleteRule(w.context, OLD_ID, outputsOf(OLD_ID, OLD));
    expect(w.oss.calls).toHaveLength(4);
  });

  it("leaves RTC off where it was off", async () => {
    const w = replacing({ rtcStatus: undefined });
    await createRule(w.context, NEW);
    expect(w.oss.rules).toMatchObject([{ rtc: undefined }]);
  });

  it("puts the old rule back as it was where OSS refuses the new one", async () => {
    const w = replacing();
    refusePuts(w, refused);
    const failure = await failureOf(createRule(w.context, NEW));
    expect(w.oss.rules).toMatchObject([{ ...definitionIn(OLD), id: OLD_ID, rtc: "enabled" }]);
    expect(failure).not.toBeInstanceOf(LeftInPlace);
    expect(failure.message).toMatch(
      /^The rule from src to dst \(oss-cn-beijing\) was not replaced: .* rule \S+ was put back and is in effect\..*NoPermission/,
    );
  });

  it("hands the engine the rule where OSS gives it another id", async () => {
    const w = replacing();
    const own = (rule: Parameters<typeof w.oss.onPut>[0]) => {
      w.oss.rules.push({ ...rule, id: "uuid", status: "starting" });
      return { ruleId: "uuid" };
    };
    w.oss.onPut = own;
    refusePuts(w, refused);
    const failure = await failureOf(createRule(w.context, NEW));
    expect(failure).toMatchObject({
      id: "uuid",
      properties: outputsOf("uuid", OLD),
      reasons: [failure.message],
    });
    expect(failure.message).toMatch(/which OSS now calls uuid/);
  });

  it("says that no rule is in effect, and the call that ends it, where the old one is refused, too", async () => {
    const w = replacing();
    refusePuts(w, refused, 9);
    const failure = await failureOf(createRule(w.context, NEW));
    expect(failure.code).toBe("Unprotected");
    expect(failure.message).toMatch(
      /^No rule is in effect from src to dst \(oss-cn-beijing\): .*failed too\. /,
    );
    expect(failure.message).toContain(
      `oss-replication put --bucket src --target-bucket dst --target-location oss-cn-beijing --transfer-type internal --prefix a/ --action ALL --historical enabled --sync-role role --rule-id ${OLD_ID} --rtc enabled`,
    );
  });

  it("answers the new rule where its put had its effect after all", async () => {
    const w = replacing();
    const accept = w.oss.onPut;
    w.oss.onPut = (rule) => {
      accept(rule);
      throw refused();
    };
    expect((await createRule(w.context, NEW)).id).toBe(idOf(NEW));
  });

  it("outlives failures that pass, in the wait and in the put", async () => {
    const w = replacing();
    let looks = 0;
    w.oss.onGet = () => {
      looks += 1;
      if (looks > 1 && looks < 5) throw unavailable("GetBucketReplication");
    };
    refusePuts(w, () => unavailable("PutBucketReplication"), 20);
    expect((await createRule(w.context, NEW)).id).toBe(idOf(NEW));
    expect(w.clock.time).toBeGreaterThan(0);
  });

  it("puts the old rule back where the new one finds no answer until the deadline", async () => {
    const w = replacing();
    const accept = w.oss.onPut;
    w.oss.onPut = (rule) => {
      if (rule.prefixSet?.prefixes.includes("b/")) throw unavailable("PutBucketReplication");
      return accept(rule);
    };
    const failure = await failureOf(createRule(w.context, NEW));
    expect(failure.message).toMatch(/was put back.*ServiceUnavailable/);
    expect(w.oss.rules).toMatchObject([{ id: OLD_ID }]);
  });

  it("says that the old rule is in effect where it is there again before it is put back", async () => {
    const w = replacing();
    const old = { ...(w.oss.rules[0] as Rule) };
    w.oss.onPut = () => {
      w.oss.rules = [old];
      throw refused();
    };
    const failure = await failureOf(createRule(w.context, NEW));
    expect(failure.message).toMatch(
      /^The rule from src to dst .* was not replaced: the new one was not put, and the old one, rule \S+ was put back and is in effect/,
    );
    expect(w.oss.rules).toEqual([old]);
  });

  it("names somebody who took the pair in between", async () => {
    const w = replacing();
    w.oss.onPut = () => {
      w.oss.rules = [{ id: "theirs", status: "starting", ...definitionIn(OLD) }];
      throw ossError("BucketReplicationAlreadyExist", "PutBucketReplication");
    };
    const failure = await failureOf(createRule(w.context, NEW));
    expect(failure.message).toMatch(/^Rule \S+ from src to dst .* is gone: .*another rule.*theirs/);
  });
});

describe("a replacement whose delete is not taken", () => {
  it("changes nothing where OSS refuses it", async () => {
    const w = replacing();
    w.oss.onDelete = () => {
      throw ossError("AccessDenied", "DeleteBucketReplication");
    };
    const failure = await failureOf(createRule(w.context, NEW));
    expect(failure.message).toMatch(/was not replaced, and rule \S+ is in effect as before.*AccessDenied/);
    expect(w.oss.calls).toEqual(["get src", `delete src ${OLD_ID}`]);
  });

  it.each(["had no effect", "had its effect", "is being cleared"])(
    "looks where no answer came: it %s",
    async (what) => {
      const w = replacing();
      w.oss.onDelete = () => {
        if (what === "had its effect") w.oss.rules = [];
        if (what === "is being cleared") {
          w.oss.rules = w.oss.rules.map((rule) => ({ ...rule, status: "closing" }));
          w.oss.onGet = () => {
            if (w.clock.time > 5_000) w.oss.rules = [];
          };
        }
        throw unavailable("DeleteBucketReplication");
      };
      const created = createRule(w.context, NEW);
      if (what === "had no effect") {
        expect((await failureOf(created)).message).toMatch(/is in effect as before/);
      } else {
        expect((await created).id).toBe(idOf(NEW));
      }
    },
  );

  it("says that nobody knows where no look succeeds, either", async () => {
    const w = replacing();
    w.oss.onDelete = () => {
      w.oss.onGet = () => {
        throw unavailable("GetBucketReplication");
      };
      throw unavailable("DeleteBucketReplication");
    };
    const failure = await failureOf(createRule(w.context, NEW));
    expect(failure.message).toMatch(
      /^It is not known whether rule \S+ from src to dst .* is still in effect/,
    );
  });

  it("tells a rule that does not end closing, and that the pair has none", async () => {
    const w = replacing();
    w.oss.onDelete = () => {
      w.oss.rules = w.oss.rules.map((rule) => ({ ...rule, status: "closing" }));
    };
    const failure = await failureOf(
      createRule(w.context, { ...NEW, timeouts: { create: "1m", delete: "1m" } }),
    );
    expect(failure.code).toBe("Timeout");
    expect(failure.message).toMatch(
      /^No rule is in effect from src to dst .*still closing after 1m.*pulumi refresh/,
    );
  });
});

describe("a replacement that goes on after an interruption", () => {
  it("puts back the rule that was still closing, where the new one is refused", async () => {
    const w = replacing({ status: "closing" });
    w.oss.onGet = () => {
      if (w.clock.time > 5_000) w.oss.rules = w.oss.rules.filter(({ status }) => status !== "closing");
    };
    refusePuts(w, refused);
    const failure = await failureOf(createRule(w.context, NEW));
    expect(failure.message).toMatch(/was put back/);
    expect(w.oss.rules).toMatchObject([{ id: OLD_ID }]);
  });

  it("puts nothing but the new rule where the old one was gone already", async () => {
    const w = replacing();
    w.oss.rules = [];
    refusePuts(w, refused);
    await expect(createRule(w.context, NEW)).rejects.toMatchObject({ code: "NoPermission" });
    expect(w.oss.rules).toEqual([]);
  });
});

describe("a replacement that the engine deletes first", () => {
  it("hands the engine the old rule, with the RTC that its delete turned off, where OSS refuses the new one", async () => {
    const w = replacing();
    w.context.memory.noteRtcTurnedOff("src", OLD_ID);
    await deleteRule(w.context, OLD_ID, outputsOf(OLD_ID, OLD));
    expect(w.oss.rules).toEqual([]);
    refusePuts(w, refused);
    const failure = await failureOf(createRule(w.context, NEW));
    expect(failure).toMatchObject({ id: OLD_ID, properties: outputsOf(OLD_ID, OLD) });
    expect(w.oss.rules).toMatchObject([{ ...definitionIn(OLD), id: OLD_ID, rtc: "enabled" }]);
  });
});
