import { changesIn, isStack, nameIn, placeIn, typeNameIn, typeOf } from "../../../provider/review/change";
import type { Step } from "../../../provider/review/preview";
import { urn } from "./support/previews";

const logs = urn("logs");
const state = (more = {}) => ({ id: "rule-1", outputs: { bucket: "src" }, ...more });
const step = (op: string, more: Partial<Step> = {}): Step => ({ op, urn: logs, ...more });
const [replaced, made] = [
  step("delete-replaced", { oldState: state() }),
  step("create-replacement", { newState: { inputs: { bucket: "src2" } } }),
];

const opsOf = (...steps: Step[]) => changesIn(steps).changes.map(({ op }) => op);

describe("the steps of one resource", () => {
  it("are one change, with what there is and what the program wants", () => {
    const whole = step("replace", {
      oldState: state({ inputs: { bucket: "asked for" }, provider: "urn:a::b::c::d::id" }),
      newState: { inputs: { bucket: "src2" }, outputs: { bucket: "answered" }, retainOnDelete: true },
      replaceReasons: ["prefixSet", "id", "action", "prefixSet", "__provider", "owner"],
      diffReasons: ["timeouts"],
    });
    expect(changesIn([whole])).toEqual({
      changes: [
        {
          thing: "rule",
          maker: "dynamic",
          op: "replace",
          urn: logs,
          oldUrn: logs,
          old: {
            id: "rule-1",
            provider: "urn:a::b::c::d",
            properties: { bucket: "src" },
            retained: false,
          },
          new: { id: undefined, provider: undefined, properties: { bucket: "src2" }, retained: true },
          deletedFirst: false,
          changed: ["action", "prefixSet"],
          requested: true,
        },
      ],
      others: [],
    });
  });

  it("name the arguments that differ in an update, and those that cause a replacement", () => {
    const reasons = { diffReasons: ["a"], replaceReasons: ["b"] };
    const changedBy = (op: string) => changesIn([step(op, reasons)]).changes[0]?.changed;
    expect([changedBy("update"), changedBy("replace")]).toEqual([["a"], ["b"]]);
  });

  it("have what is known where the other is not", () => {
    const both = step("update", {
      oldState: { inputs: { bucket: "old" } },
      newState: { outputs: { bucket: "new" } },
    });
    const [change] = changesIn([both]).changes;
    expect([change?.old.properties, change?.new.properties]).toEqual([{ bucket: "old" }, { bucket: "new" }]);
  });

  it.each<[string, Step, object]>([
    ["no id that is empty", step("delete", { oldState: state({ id: "" }) }), { id: undefined }],
    ["no id that is no text", step("delete", { oldState: state({ id: 5 }) }), { id: undefined }],
    [
      "no properties that are no object",
      step("delete", { oldState: state({ outputs: "[secret]" }) }),
      { properties: {} },
    ],
    [
      "retention where the engine says so",
      step("delete", { oldState: state({ retainOnDelete: true }) }),
      { retained: true },
    ],
    [
      "no retention by anything else",
      step("delete", { oldState: state({ retainOnDelete: "yes" }) }),
      { retained: false },
    ],
  ])("take %s", (_, of, old) => {
    expect(changesIn([of]).changes[0]?.old).toMatchObject(old);
  });

  it.each(["create", "update", "delete", "same", "import"])("may show no version at all: %s", (op) => {
    const none = { id: undefined, properties: {}, retained: false };
    expect(changesIn([step(op)]).changes).toMatchObject([{ op, old: none, new: none }]);
  });

  it("ignore reasons that are no texts", () => {
    const odd = { diffReasons: ["a", 5, null] } as never as Partial<Step>;
    expect(changesIn([step("update", odd)]).changes[0]?.changed).toEqual(["a"]);
    expect(changesIn([step("update", { diffReasons: "a" } as never)]).changes[0]?.changed).toEqual([]);
  });
});

describe("a replacement in single steps", () => {
  it.each([
    ["deleted first", [replaced, made], true],
    ["created first", [made, replaced], false],
    ["created first, with the step that sums it up", [made, step("replace"), replaced], false],
    ["deleted first, with the step that sums it up", [replaced, step("replace"), made], true],
    ["created first, where no deletion is shown", [step("replace", { oldState: state() }), made], false],
    ["created first as an import", [{ ...made, op: "import-replacement" }, replaced], false],
    [
      "deleted first, as the state says",
      [step("replace", { oldState: state({ pendingReplacement: true }) })],
      true,
    ],
    [
      "created first, by anything else in the state",
      [step("replace", { oldState: state({ pendingReplacement: 1 as never }) })],
      false,
    ],
  ])("is one change: %s", (_, steps, deletedFirst) => {
    const { changes } = changesIn(steps);
    expect(changes).toMatchObject([{ op: "replace", deletedFirst }]);
  });

  it("has the old version of whichever step shows it", () => {
    const { changes } = changesIn([made, step("replace"), replaced]);
    expect(changes[0]?.old.id).toBe("rule-1");
  });

  it.each([
    ["a creation, where its deletion was before", [made], "create"],
    ["an import, where its deletion was before", [{ ...made, op: "import-replacement" }], "import"],
    ["a deletion, where its creation was before", [replaced], "delete"],
    [
      "a creation, where the old one was only read",
      [step("replace", { oldState: state({ external: true }), newState: {} })],
      "create",
    ],
    [
      "a deletion, where the new one is only read",
      [step("replace", { oldState: state(), newState: { external: true } })],
      "delete",
    ],
  ])("that is not whole is %s", (_, steps, op) => {
    expect(changesIn(steps).changes).toMatchObject([{ op, deletedFirst: false }]);
  });

  it("that comes after its deletion in an earlier update has no old version", () => {
    expect(changesIn([made]).changes[0]?.old).toMatchObject({ id: undefined, properties: {} });
    const read = step("replace", { oldState: state({ external: true }), newState: { inputs: {} } });
    expect(changesIn([read]).changes[0]?.old).toMatchObject({ id: undefined, properties: {} });
  });

  it("keeps other steps of the resource apart", () => {
    expect(opsOf(step("delete", { oldState: state() }), made, replaced)).toEqual(["delete", "replace"]);
    expect(opsOf(step("delete", { oldState: state() }), made)).toEqual(["delete", "create"]);
    expect(opsOf(step("delete", { oldState: state() }), step("create"))).toEqual(["delete", "create"]);
  });

  it("keeps resources apart, but for one that an alias renames", () => {
    const other = { ...made, urn: urn("other") };
    expect(opsOf(replaced, other)).toEqual(["delete", "create"]);
    const renamed = { ...other, oldState: { urn: logs } };
    const { changes } = changesIn([replaced, renamed]);
    expect(changes).toMatchObject([{ op: "replace", oldUrn: logs, urn: urn("other") }]);
  });
});

describe("what changes nothing at OSS", () => {
  it.each([
    "read",
    "read-replacement",
    "read-discard",
    "discard",
    "discard-replaced",
    "refresh",
    "remove-pending-replace",
  ])("is no change: %s", (op) => {
    expect(changesIn([step(op, { oldState: state(), newState: state() })]).changes).toEqual([]);
    const other = { ...step(op), urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::b" };
    expect(changesIn([other]).others).toEqual([]);
  });

  it("is a rule that was only read, and goes", () => {
    expect(opsOf(step("delete", { oldState: state({ external: true }) }))).toEqual([]);
    expect(opsOf(step("same", { newState: state({ external: true }) }))).toEqual([]);
    expect(opsOf(step("same", { newState: state() }))).toEqual(["same"]);
    const imported = step("import", { oldState: state({ external: true }), newState: state() });
    expect(opsOf(imported)).toEqual(["import"]);
  });

  it("is a step that nobody knows", () => {
    expect(changesIn([step("frobnicate")])).toEqual({ changes: [], others: [] });
  });
});

describe("a rule that the program only reads from now on", () => {
  const external = { external: true };
  it("is released", () => {
    const { changes } = changesIn([step("read", { oldState: state(), newState: external })]);
    expect(changes).toMatchObject([{ op: "delete", old: { retained: true, id: "rule-1" } }]);
  });

  it.each<[string, Partial<Step>]>([
    ["was only read before", { oldState: state(external), newState: external }],
    ["was not there before", { newState: external }],
    ["is managed", { oldState: state(), newState: state() }],
    ["is not there", { oldState: state() }],
    ["is none of ours", { oldState: state(), newState: external, urn: "urn:pulumi:d::p::a:b:C::x" }],
  ])("is not released where it %s", (_, more) => {
    expect(changesIn([step("read", more)])).toEqual({ changes: [], others: [] });
  });
});

it("counts the operations of other types, and of no stack", () => {
  const other = (op: string, name: string): Step => ({ op, urn: `urn:pulumi:dev::shop::a:b:C::${name}` });
  const steps = [
    other("create", "a"),
    other("same", "b"),
    other("frobnicate", "c"),
    other("create-replacement", "d"),
    other("delete-replaced", "d"),
    { op: "create", urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev" },
  ];
  expect(changesIn(steps)).toEqual({ changes: [], others: ["create", "other", "replace"] });
});

describe("a URN", () => {
  const inside = "urn:pulumi:dev::shop::my:index:C$pulumi-nodejs:dynamic/oss:ReplicationRule::a::b";

  it("tells name, place and type", () => {
    expect(nameIn(inside)).toBe("a::b");
    expect(placeIn(inside)).toBe(
      "urn:pulumi:dev::shop::my:index:C$pulumi-nodejs:dynamic/oss:ReplicationRule",
    );
    expect(typeNameIn(inside)).toBe("pulumi-nodejs:dynamic/oss:ReplicationRule");
  });

  it("that is none is its own name, and of no type", () => {
    expect([nameIn("x"), typeNameIn("x"), typeOf("x"), isStack("x")]).toEqual(["x", "", undefined, false]);
  });

  it.each([
    ["pulumi-nodejs:dynamic/oss:ReplicationRule", "rule", "dynamic"],
    ["pulumi-nodejs:dynamic/oss:ReplicationRtc", "rtc", "dynamic"],
    ["oss-replication:index:ReplicationRule", "rule", "first-class"],
    ["oss-replication:index:ReplicationRtc", "rtc", "first-class"],
    ["alicloud:oss/bucketReplication:BucketReplication", "rule", "other tool"],
    ["alicloud:index/ossBucketReplication:OssBucketReplication", "rule", "other tool"],
  ])("of type %s is known", (type, thing, maker) => {
    expect(typeOf(`urn:pulumi:dev::shop::${type}::x`)).toEqual({ thing, maker });
  });

  it("of a type that every object has is not known", () => {
    expect(typeOf("urn:pulumi:dev::shop::toString::x")).toBeUndefined();
  });
});
