import { changesIn } from "../../../provider/review/change";
import { Stands } from "../../../provider/review/stands";
import {
  create,
  prefixes,
  remove,
  replace,
  rtcInputs,
  ruleInputs,
  type StepJson,
  state,
  UNKNOWN,
  urn,
} from "./support/previews";

function standsOf(...steps: StepJson[]) {
  const { changes } = changesIn(steps);
  const stands = new Stands(changes);
  const changeOf = (name: string) =>
    changes.find((change) => change.urn === urn(name)) as (typeof changes)[0];
  return {
    endOf: (name: string) => stands.endOf(changeOf(name)),
    heirOf: (name: string) => stands.heirOf(changeOf(name)),
    sharerOf: (name: string) => stands.sharerOf(changeOf(name)),
  };
}

const replaced = { ...replace({}, prefixes("a/")), urn: urn("replaced") };
const removed = (name: string, more = {}, id = "rule-1") => remove(ruleInputs(more), { id }, urn(name));

describe("who else manages a rule", () => {
  it("is never the resource itself", () => {
    const { endOf, heirOf, sharerOf } = standsOf(replaced);
    expect([endOf("replaced"), heirOf("replaced"), sharerOf("replaced")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("is found behind the resource itself, whichever comes first", () => {
    for (const steps of [
      [replaced, removed("gone")],
      [removed("gone"), replaced],
    ]) {
      const { endOf, heirOf } = standsOf(...steps);
      expect(endOf("replaced")).toMatchObject({ change: { urn: urn("gone") }, certain: true, byId: false });
      expect(heirOf("gone")).toMatchObject({ change: { urn: urn("replaced") }, certain: true, byId: false });
    }
  });

  it("is found among many of one resource", () => {
    const many = Array.from({ length: 5 }, (_, at) => ({
      ...removed("many"),
      oldState: state(ruleInputs(), { id: `r${at}` }),
    }));
    const { endOf } = standsOf(...many, removed("gone"), create(ruleInputs({ adopt: "rule-1" }), urn("new")));
    expect(endOf("new")).toMatchObject({ change: { urn: urn("gone") }, certain: true, byId: true });
  });

  it("is known by its id before all that have none", () => {
    const { heirOf } = standsOf(
      create(ruleInputs(), urn("a")),
      create(ruleInputs({ adopt: "rule-1" }), urn("b")),
      removed("gone"),
    );
    expect(heirOf("gone")).toMatchObject({ change: { urn: urn("b") }, byId: true });
  });

  it.each([
    ["the source is not shown", { bucket: UNKNOWN }],
    ["the target is not shown", { destination: UNKNOWN }],
    ["neither is", { bucket: UNKNOWN, destination: "[secret]" }],
  ])("may be one of which %s", (_, more) => {
    const { heirOf, endOf } = standsOf(create(ruleInputs(more), urn("new")), removed("gone"));
    expect(heirOf("gone")).toMatchObject({ certain: false, byId: false });
    expect(endOf("new")).toMatchObject({ certain: false, byId: false });
  });

  it("is a rule, never the RTC of one", () => {
    const rtc = remove(rtcInputs(), {}, urn("rtc", "ReplicationRtc"));
    expect(standsOf(rtc, create(ruleInputs(), urn("new"))).endOf("new")).toBeUndefined();
  });

  it.each([
    ["the state", { oldState: state(ruleInputs()) }],
    ["the program", { newState: state(ruleInputs()) }],
  ])("is known where only %s shows it", (_, shown) => {
    const { heirOf } = standsOf({ op: "same", urn: urn("kept"), ...shown }, removed("gone"));
    expect(heirOf("gone")).toMatchObject({ change: { urn: urn("kept") }, certain: true, byId: true });
  });

  it("is known by what the other tool calls the rule, where it says no more", () => {
    const type = "alicloud:oss/bucketReplication:BucketReplication";
    const theirs = { ...removed("x", {}, "src:rule-1"), urn: `urn:pulumi:dev::shop::${type}::x` };
    const { endOf } = standsOf(create(ruleInputs({ adopt: "rule-1" }), urn("new")), theirs);
    expect(endOf("new")).toMatchObject({ certain: true, byId: true });
  });

  it("is nobody where nothing goes, or nothing stays", () => {
    const { endOf, heirOf } = standsOf(create(ruleInputs(), urn("a")), create(ruleInputs(), urn("b")));
    expect([endOf("a"), heirOf("a")]).toEqual([undefined, undefined]);
    const gone = standsOf(removed("a"), removed("b"));
    expect([gone.endOf("a"), gone.heirOf("a"), gone.sharerOf("a")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
