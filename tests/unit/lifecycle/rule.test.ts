import { ReplicationError } from "../../../provider/lifecycle/errors";
import { outputsOf, type RuleInputs } from "../../../provider/lifecycle/inputs";
import { normaliseRule } from "../../../provider/lifecycle/normalise";
import { ruleId } from "../../../provider/lifecycle/ownership";
import { createRule, deleteRule, readRule, updateRule } from "../../../provider/lifecycle/rule";
import { definitionIn, type Rule } from "../../../provider/oss";
import { ossError, type World, world } from "./support/fakes";

const OWNER = "00112233aabbccdd";

function inputs(more: Record<string, unknown> = {}): RuleInputs {
  const args = { bucket: "src", destination: { bucket: "dst", location: "oss-cn-beijing" }, owner: OWNER };
  return normaliseRule({ ...args, ...more }, "cn-hangzhou");
}

function idOf(wanted: RuleInputs): string {
  return ruleId(wanted.owner, wanted.bucket, definitionIn(wanted));
}

function found(id: string, like: RuleInputs = inputs(), more: Partial<Rule> = {}): Rule {
  return { id, status: "doing", ...definitionIn(like), ...more };
}

const puts = ({ oss }: World) => oss.calls.filter((call) => call.startsWith("put"));

describe("creating a rule", () => {
  it("puts it under an id that tells the owner and the content", async () => {
    const w = world();
    const { id, outs } = await createRule(w.context, inputs());
    expect(id).toMatch(/^00112233aabbccdd-[0-9a-f]{16}$/);
    expect(w.oss.rules).toMatchObject([{ id, action: "ALL" }]);
    expect(outs).toEqual(outputsOf(idOf(inputs()), inputs()));
  });

  it("gives every content, bucket and owner another id", () => {
    const ids = [
      inputs(),
      inputs({ action: "PUT" }),
      inputs({ bucket: "src2" }),
      inputs({ owner: "f".repeat(16) }),
    ];
    expect(new Set(ids.map(idOf)).size).toBe(4);
  });

  it("answers the rule that an interrupted create has just put", async () => {
    const w = world();
    const first = await createRule(w.context, inputs());
    const next = world();
    next.oss.rules = w.oss.rules;
    expect((await createRule(next.context, inputs())).id).toBe(first.id);
    expect(puts(next)).toEqual([]);
  });

  it.each(["starting", "doing"] as const)(
    "answers our own rule of the wanted content as it is, without a write, while it is %s",
    async (status) => {
      const w = world();
      w.oss.rules = [found(idOf(inputs()), inputs(), { status })];
      expect((await createRule(w.context, inputs())).id).toBe(idOf(inputs()));
      expect(w.oss.calls).toEqual([`refused: put src ${idOf(inputs())}`, "get src"]);
      expect(w.notes).toMatchObject([{ kind: "taken over", text: expect.stringContaining(idOf(inputs())) }]);
    },
  );

  it("is one call where the pair is free", async () => {
    const w = world();
    await createRule(w.context, inputs());
    expect(w.oss.calls).toEqual([`put src ${idOf(inputs())}`]);
  });

  it("looks before it puts where this command or the state knows of a rule", async () => {
    for (const known of ["adopt", "old", "removed"]) {
      const w = world();
      w.oss.rules = known === "adopt" ? [found("r")] : [];
      if (known === "old") w.context.memory.noteOld(OWNER, "r");
      if (known === "removed")
        w.context.memory.noteRemoved(OWNER, { id: "r", outputs: outputsOf(idOf(inputs()), inputs()) });
      await createRule(w.context, inputs(known === "adopt" ? { adopt: "r" } : {}));
      expect(w.oss.calls[0]).toBe("get src");
    }
  });

  it.each([
    ["our own rule is there, and OSS refuses for another reason", [found(idOf(inputs()))], true],
    ["somebody's rule is there, and OSS refuses for another reason", [found("theirs")], false],
    ["nothing is there, and OSS refuses", [], false],
  ])("goes by what is there after a refusal: %s", async (_, rules, isOurs) => {
    const w = world();
    const refusal = ossError("TooManyReplicationRules", "PutBucketReplication");
    w.oss.rules = rules;
    w.oss.onPut = () => {
      throw refusal;
    };
    const ending = await createRule(w.context, inputs()).catch((error) => error);
    expect(isOurs ? ending.id : ending).toBe(isOurs ? idOf(inputs()) : refusal);
  });

  it("tells the refusal itself where nobody can look", async () => {
    const w = world();
    const refusal = ossError("AccessDenied", "PutBucketReplication");
    w.oss.onPut = () => {
      throw refusal;
    };
    w.oss.onGet = () => {
      throw ossError("AccessDenied");
    };
    await expect(createRule(w.context, inputs())).rejects.toBe(refusal);
  });

  it.each([
    [
      "like the one that was put",
      inputs(),
      2,
      /^It is not known whether this command put .*src to dst.*tried 2 times.*adopt: "made".*not changed/,
    ],
    ["like it, and the put was made once", inputs(), undefined, /rule made is there already/],
    ["of another content", inputs({ action: "PUT" }), 2, /rule made is there already/],
  ])("says of a rule %s, after answers were lost, whose it may be", async (_, like, attempts, says) => {
    const w = world();
    w.oss.rules = [found("made", like)];
    w.oss.onPut = () => {
      throw ossError("BucketReplicationAlreadyExist", "PutBucketReplication", "src", { attempts });
    };
    await expect(createRule(w.context, inputs())).rejects.toThrow(says);
    expect(w.oss.rules).toHaveLength(1);
  });

  it("looks at nothing after a failure that is no refusal", async () => {
    const w = world();
    const failure = ossError("InternalError", "PutBucketReplication", "src", { status: 500 });
    w.oss.onPut = () => {
      throw failure;
    };
    await expect(createRule(w.context, inputs())).rejects.toBe(failure);
    expect(w.oss.calls).toHaveLength(1);
  });

  it("makes such a rule anew, with its RTC, where the delete of that very id follows: the replacement is forced", async () => {
    const w = world();
    const id = idOf(inputs());
    w.oss.rules = [found(id, inputs(), { rtcStatus: "enabled" })];
    await createRule(w.context, inputs());
    await deleteRule(w.context, id, outputsOf(idOf(inputs()), inputs()));
    expect(w.oss.calls).toEqual([
      `refused: put src ${id}`,
      "get src",
      `delete src ${id}`,
      "get src",
      `put src ${id}`,
    ]);
    expect(w.oss.rules).toMatchObject([{ id, status: "starting", rtc: "enabled" }]);
    await deleteRule(w.context, id, outputsOf(idOf(inputs()), inputs()));
    expect(w.oss.calls).toHaveLength(5);
  });

  it("says so where OSS gives such a rule another id than before, which state does not have", async () => {
    const w = world();
    const id = idOf(inputs());
    w.oss.rules = [found(id)];
    await createRule(w.context, inputs());
    w.oss.onPut = (rule) => {
      w.oss.rules.push({ ...rule, id: "uuid", status: "starting" });
      return { ruleId: "uuid" };
    };
    await expect(deleteRule(w.context, id, outputsOf(idOf(inputs()), inputs()))).rejects.toThrow(
      /recreated and is in effect.*uuid.*adopt: "uuid"/,
    );
  });

  it.each([
    ["somebody's rule of the same content", found("theirs")],
    ["another stack's rule of the same content", found(idOf(inputs({ owner: "f".repeat(16) })))],
    ["our id with other content", found(idOf(inputs()), inputs({ action: "PUT" }))],
    [
      "an older version that create was not told of",
      found(idOf(inputs({ action: "PUT" })), inputs({ action: "PUT" })),
    ],
  ])("touches nothing where the pair is held by %s", async (_, rule) => {
    const w = world();
    w.oss.rules = [rule];
    await expect(createRule(w.context, inputs())).rejects.toThrow(
      new RegExp(`${rule.id}.*(adopt|oss-replication delete).*Nothing was changed`),
    );
    expect(puts(w)).toEqual([]);
    expect(w.oss.rules).toEqual([rule]);
  });

  it("leaves a rule alone that a former name of another resource has put, whom an alias has given another", async () => {
    const w = world();
    w.oss.rules = [found(idOf(inputs()))];
    w.context.memory.noteAlive("src", idOf(inputs()));
    await expect(createRule(w.context, inputs())).rejects.toThrow(/not managed by this resource/);
    expect(puts(w)).toEqual([]);
  });

  it("waits a closing rule out, its own former id too", async () => {
    const w = world();
    w.oss.rules = [found(idOf(inputs()), inputs(), { status: "closing" })];
    w.oss.onGet = () => {
      if (w.clock.time > 60_000) w.oss.rules = [];
      w.oss.onGet = w.clock.time > 60_000 ? () => {} : w.oss.onGet;
    };
    expect((await createRule(w.context, inputs())).id).toBe(idOf(inputs()));
    expect(Math.max(...w.clock.pauses)).toBeLessThanOrEqual(10_000);
    expect(w.clock.pauses.length).toBeLessThan(20);
  });

  it("ends in a typed error when the closing rule outlasts the timeout", async () => {
    const w = world();
    w.oss.rules = [found("old", inputs(), { status: "closing" })];
    const failure = await createRule(w.context, inputs({ timeouts: { create: "2m" } })).catch((e) => e);
    expect(failure).toBeInstanceOf(ReplicationError);
    expect(failure).toMatchObject({
      code: "Timeout",
      message: expect.stringMatching(/old.*still closing after 2m.*timeouts.create/),
    });
    expect(w.clock.time).toBe(120_000);
    expect(puts(w)).toEqual([]);
  });

  it("takes the id of the answer where OSS makes its own", async () => {
    const w = world();
    w.oss.onPut = (rule) => {
      w.oss.rules.push({ ...rule, id: "uuid", status: "starting" });
      return { ruleId: "uuid" };
    };
    expect((await createRule(w.context, inputs())).id).toBe("uuid");
  });

  it("reads the id back where the answer has none", async () => {
    const w = world();
    w.oss.onPut = (rule) => {
      w.oss.rules.push({ ...rule, id: "uuid", status: "starting" });
      return {};
    };
    expect((await createRule(w.context, inputs())).id).toBe("uuid");
  });

  it.each(["MalformedXML", "InvalidArgument"])(
    "tries once without an id where OSS refuses it with %s",
    async (code) => {
      const w = world();
      const accept = w.oss.onPut;
      w.oss.onPut = (rule) => {
        if (rule.id) throw ossError(code, "PutBucketReplication");
        return accept(rule);
      };
      expect((await createRule(w.context, inputs())).id).toBe("made-by-oss");
      expect(w.oss.calls).toEqual([`refused: put src ${idOf(inputs())}`, "put src -"]);
    },
  );

  it("tells the first error where both puts are refused alike", async () => {
    const w = world();
    const first = ossError("InvalidArgument", "PutBucketReplication");
    w.oss.onPut = (rule) => {
      throw rule.id ? first : ossError("MalformedXML", "PutBucketReplication");
    };
    await expect(createRule(w.context, inputs())).rejects.toBe(first);
  });

  it("names the rule of somebody who was quicker", async () => {
    const w = world();
    w.oss.onPut = () => {
      w.oss.rules = [found("theirs")];
      throw ossError("BucketReplicationAlreadyExist", "PutBucketReplication");
    };
    await expect(createRule(w.context, inputs())).rejects.toThrow(/theirs.*adopt/);
  });

  it("puts again where the clash was a rule that was just closing", async () => {
    const w = world();
    const accept = w.oss.onPut;
    w.oss.onPut = () => {
      w.oss.onPut = accept;
      throw ossError("BucketReplicationAlreadyExist", "PutBucketReplication");
    };
    expect((await createRule(w.context, inputs())).id).toBe(idOf(inputs()));
  });
});

describe("a rule of which OSS does not show all", () => {
  const shown = { destination: { bucket: "dst", location: "oss-cn-beijing" } };
  const hidden = {
    userTaggings: { tags: [{ key: "env", value: "prod" }] },
    destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "oss_acc" },
    syncRole: "role",
    sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
    encryptionConfiguration: { replicaKmsKeyId: "k" },
  };

  it.each(Object.entries(hidden))(
    "is ours after an interruption, where %s is not shown",
    async (name, value) => {
      const w = world();
      const wanted = inputs({ [name]: value });
      w.oss.rules = [found(idOf(wanted), inputs(), shown)];
      expect((await createRule(w.context, wanted)).id).toBe(idOf(wanted));
      expect(puts(w)).toEqual([]);
    },
  );

  it.each(Object.entries(hidden))(
    "gets its id where OSS tells none and does not show %s",
    async (name, value) => {
      const w = world();
      w.oss.onPut = (rule) => {
        w.oss.rules = [found(rule.id ?? "", inputs(), shown)];
        return {};
      };
      const wanted = inputs({ [name]: value });
      expect((await createRule(w.context, wanted)).id).toBe(idOf(wanted));
    },
  );

  it.each(Object.entries(hidden))(
    "is not taken for the wanted one where its id tells another content and %s cannot be compared",
    async (name, value) => {
      const w = world();
      w.oss.rules = [found(idOf(inputs()), inputs(), shown)];
      await expect(createRule(w.context, inputs({ [name]: value }))).rejects.toThrow(
        new RegExp(
          `${name}[.\\w]*: the program says .*, and OSS does not show what the rule has.*Nothing was changed`,
        ),
      );
      expect(puts(w)).toEqual([]);
    },
  );

  it.each(Object.entries(hidden))("is adopted where %s cannot be compared", async (name, value) => {
    const w = world();
    w.oss.rules = [found("theirs", inputs(), shown)];
    expect((await createRule(w.context, inputs({ adopt: "theirs", [name]: value }))).id).toBe("theirs");
  });
});

describe("adopting a rule", () => {
  it("takes over the rule of that id with that content, and puts nothing", async () => {
    const w = world();
    w.oss.rules = [found("theirs", inputs({ prefixSet: { prefixes: ["b", "a"] } }), { syncRole: undefined })];
    const wanted = inputs({ prefixSet: { prefixes: ["a", "b"] }, syncRole: "r", adopt: "theirs" });
    const { id, outs } = await createRule(w.context, wanted);
    expect(id).toBe("theirs");
    expect(outs).not.toHaveProperty("adopt");
    expect(w.oss.calls).toEqual(["get src"]);
  });

  it("shows the differences and changes nothing where the content is another", async () => {
    const w = world();
    w.oss.rules = [found("theirs", inputs({ action: "PUT", prefixSet: { prefixes: ["x"] } }))];
    await expect(createRule(w.context, inputs({ adopt: "theirs" }))).rejects.toThrow(
      /prefixSet: the program says none, the rule has \{"prefixes":\["x"\]\}; action: the program says "ALL", the rule has "PUT".*Nothing was changed/,
    );
    expect(w.oss.calls).toEqual(["get src"]);
  });

  it.each([
    ["is not there", []],
    ["is closing", [found("theirs", inputs(), { status: "closing" })]],
  ])("fails where the rule %s", async (_, rules) => {
    const w = world();
    w.oss.rules = rules;
    await expect(createRule(w.context, inputs({ adopt: "theirs" }))).rejects.toThrow(
      /no such rule in effect/,
    );
    expect(puts(w)).toEqual([]);
  });

  it("takes over what is in the way of a replacement", async () => {
    const w = world();
    w.oss.rules = [found("theirs")];
    w.context.memory.noteOld(OWNER, "ours");
    expect((await createRule(w.context, inputs({ adopt: "theirs" }))).id).toBe("theirs");
    expect(puts(w)).toEqual([]);
  });

  it("is over once the resource exists: a replacement puts a new rule", async () => {
    const w = world();
    w.context.memory.noteOld(OWNER, "theirs");
    const wanted = inputs({ adopt: "theirs", action: "PUT" });
    expect((await createRule(w.context, wanted)).id).toBe(idOf(wanted));
  });
});

describe("a replacement that the engine creates first", () => {
  it("makes a rule of unchanged content anew under another id, and the delete of the old id is harmless", async () => {
    const w = world();
    const { id } = await createRule(w.context, inputs());
    const next = world();
    next.oss.rules = w.oss.rules;
    next.context.memory.noteOld(OWNER, id);
    const again = await createRule(next.context, inputs());
    expect(again.id).toBe(`${id}-2`);
    expect(next.oss.rules.map((rule) => rule.id)).toEqual([again.id]);
    await deleteRule(next.context, id, outputsOf(idOf(inputs()), inputs()));
    expect(next.oss.rules.map((rule) => rule.id)).toEqual([again.id]);
  });

  it("goes back to the first id the next time", async () => {
    const w = world();
    const first = idOf(inputs());
    w.oss.rules = [found(`${first}-2`)];
    w.context.memory.noteOld(OWNER, `${first}-2`);
    expect((await createRule(w.context, inputs())).id).toBe(first);
  });

  it("replaces a rule of OSS's own id when diff has shown that id", async () => {
    const w = world();
    w.oss.rules = [found("uuid")];
    w.context.memory.noteOld(OWNER, "uuid");
    expect((await createRule(w.context, inputs())).id).toBe(idOf(inputs()));
    expect(w.oss.rules).toHaveLength(1);
  });

  it("refuses, clearly, where the program retains the old rule", async () => {
    const w = world();
    const older = inputs({ action: "PUT" });
    w.oss.rules = [found(idOf(older), older)];
    w.context.memory.noteOld(OWNER, idOf(older));
    w.context.memory.noteRetained(OWNER);
    await expect(createRule(w.context, inputs())).rejects.toThrow(
      /older version.*retainOnDelete.*Nothing was changed/,
    );
    expect(w.oss.calls).toEqual(["get src"]);
  });

  it("never deletes the rule that create has just answered", async () => {
    const w = world();
    const { id, outs } = await createRule(w.context, inputs());
    await deleteRule(w.context, id, outs);
    expect(w.oss.rules).toHaveLength(1);
  });
});

describe("what the state keeps of a rule", () => {
  const of01 = { timeouts: { create: "30m", delete: "30m" }, owner: OWNER };
  const id = idOf(inputs());

  it("is its owner where the id does not tell it, and the timeouts that are not the default", () => {
    expect(outputsOf(id, inputs({ timeouts: { create: "30m", delete: "60m" } }))).toEqual({
      ...definitionIn(inputs()),
      bucket: "src",
      region: "cn-hangzhou",
      timeouts: { delete: "1h" },
    });
    expect(outputsOf(id, inputs())).not.toHaveProperty("timeouts");
    expect(outputsOf("made-by-oss", inputs())).toMatchObject({ owner: OWNER });
    expect(outputsOf(idOf(inputs({ owner: "f".repeat(16) })), inputs())).toMatchObject({ owner: OWNER });
  });

  it("is read back as it is, and as version 0.1 wrote it, with the owner among the inputs", async () => {
    const w = world();
    w.oss.rules = [found(id)];
    for (const known of [outputsOf(id, inputs()), { ...outputsOf(id, inputs()), ...of01 }]) {
      expect(await readRule(w.context, id, known)).toEqual({ ...known, owner: OWNER });
    }
    w.oss.rules = [found("made-by-oss")];
    expect(await readRule(w.context, "made-by-oss", { ...outputsOf(id, inputs()), ...of01 })).toMatchObject(
      of01,
    );
  });

  it("of a rule that is only looked up has no owner", async () => {
    const w = world();
    w.oss.rules = [found(id)];
    expect(await readRule(w.context, id, { bucket: "src" })).not.toHaveProperty("owner");
  });

  it.each([{}, of01])("serves a forced replacement, whichever version wrote it", async (more) => {
    const w = world();
    w.oss.rules = [found(id, inputs(), { rtcStatus: "enabled" })];
    await createRule(w.context, inputs());
    await deleteRule(w.context, id, { ...outputsOf(id, inputs()), ...more });
    expect(w.oss.rules).toMatchObject([{ id, status: "starting", rtc: "enabled" }]);
  });
});

describe("reading a rule", () => {
  const known = outputsOf("b", inputs({ syncRole: "r", prefixSet: { prefixes: ["a"] } }));

  it("finds it by its id among others", async () => {
    const w = world();
    w.oss.rules = [
      found("a", inputs({ action: "PUT" })),
      found("b", inputs({ prefixSet: { prefixes: ["a"] } })),
    ];
    expect(await readRule(w.context, "b", known)).toEqual(known);
  });

  it("keeps the program's spelling of what OSS spells otherwise", async () => {
    const w = world();
    const asProgram = outputsOf(
      "id",
      inputs({
        syncRole: "oss-repl",
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
        encryptionConfiguration: { replicaKmsKeyId: "acs:kms:cn-beijing:1:key/k" },
      }),
    );
    const asRead = {
      syncRole: "acs:ram::1001:role/oss-repl",
      encryptionConfiguration: { replicaKmsKeyId: "k" },
    };
    w.oss.rules = [found("id", asProgram as RuleInputs, asRead)];
    expect(await readRule(w.context, "id", asProgram)).toEqual(asProgram);
    w.oss.rules = [found("id", asProgram as RuleInputs, { ...asRead, syncRole: "acs:ram::1001:role/other" })];
    expect(await readRule(w.context, "id", asProgram)).toMatchObject({
      syncRole: "acs:ram::1001:role/other",
    });
  });

  it.each(["syncRole", "transferType", "kms"])(
    "takes %s, which OSS leaves out, for unknown, not for drift",
    async (what) => {
      const w = world();
      const full = inputs({
        syncRole: "r",
        destination: {
          bucket: "dst",
          location: "oss-cn-beijing",
          transferType: what === "transferType" ? "oss_acc" : "internal",
        },
        ...(what === "kms" && {
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          encryptionConfiguration: { replicaKmsKeyId: "k" },
        }),
      });
      const shown = found("a", full, {
        syncRole: undefined,
        sourceSelectionCriteria: undefined,
        encryptionConfiguration: undefined,
      });
      shown.destination = { bucket: "dst", location: "oss-cn-beijing" };
      w.oss.rules = [shown];
      expect(await readRule(w.context, "a", outputsOf("a", full))).toEqual(outputsOf("a", full));
    },
  );

  it("shows other content as it is", async () => {
    const w = world();
    w.oss.rules = [found("a", inputs({ action: "PUT", prefixSet: { prefixes: ["z", "b"] } }))];
    expect(await readRule(w.context, "a", known)).toMatchObject({
      action: "PUT",
      prefixSet: { prefixes: ["b", "z"] },
    });
  });

  it.each([
    ["there is no such id", [found("b")]],
    ["it is closing", [found("a", inputs(), { status: "closing" as const })]],
    ["there is no rule at all", []],
  ])("says gone where %s", async (_, rules) => {
    const w = world();
    w.oss.rules = rules;
    expect(await readRule(w.context, "a", known)).toBeUndefined();
  });

  it("says gone where the bucket is gone, and fails where it cannot know", async () => {
    const w = world();
    w.oss.onGet = () => {
      throw ossError("NoSuchBucket");
    };
    expect(await readRule(w.context, "a", known)).toBeUndefined();
    w.oss.onGet = () => {
      throw ossError("AccessDenied");
    };
    await expect(readRule(w.context, "a", known)).rejects.toMatchObject({ code: "AccessDenied" });
  });

  it("never takes RTC and status into what it answers", async () => {
    const w = world();
    w.oss.rules = [found("a", inputs(), { rtcStatus: "enabling", status: "starting" })];
    expect(await readRule(w.context, "a", outputsOf(idOf(inputs()), inputs()))).toEqual(
      outputsOf(idOf(inputs()), inputs()),
    );
  });
});

describe("updating and deleting a rule", () => {
  it("keeps what it is told, without a call", async () => {
    const news = inputs({ timeouts: { delete: "1h" } });
    expect(await updateRule("a", outputsOf(idOf(inputs()), inputs()), news)).toMatchObject({
      outs: { timeouts: { delete: "1h" } },
    });
  });

  it("never says that a rule was changed in place", async () => {
    const update = updateRule("a", outputsOf(idOf(inputs()), inputs()), inputs({ action: "PUT" }));
    await expect(update).rejects.toMatchObject({ code: "NotInPlace" });
  });

  it("says that a rule is still in effect, once no look can be from before the delete", async () => {
    const w = world();
    w.oss.rules = [found("a")];
    w.oss.onDelete = () => {};
    await expect(deleteRule(w.context, "a", outputsOf(idOf(inputs()), inputs()))).rejects.toThrow(
      /Rule a of bucket src is still in effect/,
    );
    expect(w.clock.time).toBeGreaterThanOrEqual(2_000);
    expect(w.clock.time).toBeLessThan(5_000);
  });

  it("waits until the rule is gone", async () => {
    const w = world();
    w.oss.rules = [found("a")];
    w.oss.onDelete = () => {
      w.oss.rules = [found("a", inputs(), { status: "closing" })];
    };
    w.oss.onGet = () => {
      if (w.clock.time > 100_000) w.oss.rules = [];
    };
    await deleteRule(w.context, "a", outputsOf(idOf(inputs()), inputs()));
    expect(w.clock.time).toBeGreaterThan(100_000);
  });

  it.each(["NoSuchReplicationRule", "NoSuchReplicationConfiguration", "NoSuchBucket"])(
    "takes %s for gone",
    async (code) => {
      const w = world();
      w.oss.onDelete = () => {
        throw ossError(code, "DeleteBucketReplication");
      };
      await deleteRule(w.context, "a", outputsOf(idOf(inputs()), inputs()));
    },
  );

  it.each<[string, object, string | undefined, boolean]>([
    ["by default", {}, undefined, true],
    ["of a stack that does not wait", {}, "false", false],
    ["of a rule that does not wait", { waitForClearing: false }, "true", false],
    ["of a rule that waits in a stack that does not", { waitForClearing: true }, "false", true],
  ])("waits until the rule is cleared, or only until it is closing: %s", async (_, more, ofStack, waits) => {
    const w = world();
    w.context.settings.waitForClearing = ofStack;
    const outputs = outputsOf("a", inputs({ ...more }));
    w.oss.rules = [found("a")];
    w.oss.onDelete = () => {};
    w.oss.onGet = () => {
      const [rule] = w.oss.rules;
      if (rule?.status === "doing") rule.status = "closing";
      else w.oss.rules = [];
    };
    await deleteRule(w.context, "a", outputs);
    expect(w.oss.rules).toHaveLength(waits ? 0 : 1);
  });

  it("says that nobody could see, not that it is closing, where it only waits for that", async () => {
    const w = world();
    w.oss.rules = [found("a")];
    w.oss.onGet = () => {
      throw ossError("ServiceUnavailable", "GetBucketReplication", "src", { status: 503 });
    };
    const outputs = outputsOf("a", inputs({ waitForClearing: false, timeouts: { delete: "1m" } }));
    await expect(deleteRule(w.context, "a", outputs)).rejects.toMatchObject({
      code: "Timeout",
      message: expect.stringMatching(
        /^Rule a of bucket src was deleted, and OSS did not show within 1m whether it is closing \(asked \d+ times; the last time: ServiceUnavailable\)/,
      ),
    });
  });

  it("waits for the closing rule of a deletion that did not wait, before a new one is put for the pair", async () => {
    const w = world();
    const outputs = outputsOf("a", inputs({ waitForClearing: false }));
    w.oss.rules = [found("a")];
    w.oss.onDelete = () => {
      w.oss.rules = [found("a", inputs(), { status: "closing" })];
    };
    await deleteRule(w.context, "a", outputs);
    w.oss.onGet = () => {
      if (w.clock.time > 60_000) w.oss.rules = w.oss.rules.filter(({ id }) => id !== "a");
    };
    await createRule(w.context, inputs());
    expect(w.oss.rules).toMatchObject([{ status: "starting" }]);
    expect(w.clock.time).toBeGreaterThan(60_000);
  });

  it("fails with a typed timeout that the next run picks up", async () => {
    const w = world();
    w.oss.rules = [found("a")];
    w.oss.onDelete = () => {
      w.oss.rules = [found("a", inputs(), { status: "closing" })];
    };
    const outputs = outputsOf("a", inputs({ timeouts: { delete: "1m" } }));
    await expect(deleteRule(w.context, "a", outputs)).rejects.toMatchObject({ code: "Timeout" });
    w.oss.onGet = () => {
      w.oss.rules = [];
    };
    await deleteRule(w.context, "a", outputs);
  });
});
