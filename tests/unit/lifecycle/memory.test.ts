import { CommandMemory, type Declared } from "../../../provider/lifecycle/memory";

const outputs = { bucket: "src" } as never;

describe("the old versions of a resource", () => {
  it("are unknown for a new one, and none yet for one of which only check has shown that it exists", () => {
    const memory = new CommandMemory();
    memory.noteOld("old");
    expect(memory.oldIds("new")).toBeUndefined();
    expect(memory.oldIds("old")).toEqual(new Set());
  });

  it("are all that diff has shown, with the outputs it had of each", () => {
    const memory = new CommandMemory();
    memory.noteOld("a", "1", outputs);
    memory.noteOld("a", "2");
    memory.noteOld("a", "1");
    memory.noteOld("b", "3");
    expect(memory.oldIds("a")).toEqual(new Set(["1", "2"]));
    expect([memory.oldOutputs("a", "1"), memory.oldOutputs("a", "2")]).toEqual([outputs, undefined]);
    expect([memory.oldOutputs("b", "1"), memory.oldOutputs("c", "1")]).toEqual([undefined, undefined]);
  });
});

it("the first resource to ask for a pair of buckets has it, however often it asks", () => {
  const memory = new CommandMemory();
  const asked = ["a", "b", "a"].map((owner) => memory.claimPair("src/dst", owner));
  expect([...asked, memory.claimPair("src/dst2", "b")]).toEqual([true, false, true, true]);
});

it("a rule is kept for the resources that the program still has, and for no others", () => {
  const memory = new CommandMemory();
  memory.noteKept("a", "src", "1");
  expect(memory.isAlive("src", "1")).toBe(false);
  memory.noteChecked("a");
  memory.noteKept("b", "src", "1");
  expect(memory.isAlive("src", "1")).toBe(false);
  memory.noteKept("a", "src", "1");
  expect([memory.isAlive("src", "1"), memory.isAlive("src", "2"), memory.isAlive("src2", "1")]).toEqual([
    true,
    false,
    false,
  ]);
});

it("what is noted of one rule or resource is not noted of another", () => {
  const memory = new CommandMemory();
  memory.noteManaged("src", "dst");
  memory.noteRtcTurnedOff("src", "1");
  memory.noteSuccessor("src", "1", "2");
  memory.noteRemoved("a", { id: "1", outputs });
  memory.noteTakenOver("src", { owner: "a", rule: { id: "1" } as never });
  for (const note of ["noteSameInputs", "noteRetained", "noteReplaced"] as const) memory[note]("a");
  const of = (bucket: string, id: string, owner: string) => [
    memory.isManaged(bucket, id === "1" ? "dst" : "dst2"),
    memory.hadRtc(bucket, id),
    memory.successor(bucket, id),
    memory.removed(owner)?.id,
    memory.takenOver(bucket, id)?.owner,
    memory.hasSameInputs(owner),
    memory.isRetained(owner),
    memory.isReplaced(owner),
  ];
  const nothing = [false, false, undefined, undefined, undefined, false, false, false];
  expect(of("src", "1", "a")).toEqual([true, true, "2", "1", "a", true, true, true]);
  expect(of("src", "2", "b")).toEqual(nothing);
  expect(of("src2", "1", "b")).toEqual(nothing);
  memory.noteRemade("src", "1");
  expect(memory.takenOver("src", "1")).toBeUndefined();
});

describe("the rules that the program declares together", () => {
  const rule = (n: number, more: Partial<Declared> = {}): Declared => ({
    bucket: "src",
    target: `${n}`,
    ...more,
  });
  const declaring = (...rules: Declared[]) => {
    const memory = new CommandMemory();
    memory.noteDeclared(rules);
    const asked = (n: number) => memory.noteAsked("src", `${n}`).map(({ target }) => Number(target));
    return { memory, asked };
  };
  const many = Array.from({ length: 20 }, (_, n) => rule(n));

  it("are those that do not stay as they are, each once", () => {
    const { memory } = declaring(rule(1), rule(2));
    memory.noteDeclared([rule(2, { location: "other" }), rule(3)]);
    memory.noteUnchanged("src", "1");
    expect(memory.declared).toEqual([rule(2), rule(3)]);
  });

  it("are asked about ahead of their checks, three beside one, and more with each in a row that had to be asked", () => {
    const { asked } = declaring(...Array.from({ length: 40 }, (_, n) => rule(n)));
    const ahead = [0, 1, 2, 3].map((n) => asked(n));
    expect(ahead.map(({ length }) => length)).toEqual([3, 14, 9, 9]);
    expect(ahead.flat()).toEqual(Array.from({ length: 35 }, (_, n) => n + 1));
  });

  it("are asked about few at a time again once one stays as it is", () => {
    const { memory, asked } = declaring(...many);
    for (const n of [0, 1, 2]) asked(n);
    memory.noteUnchanged("src", "3");
    memory.noteUnchanged("src", "12");
    expect(asked(4)).toEqual([]);
  });

  it("are not asked about ahead where they stay, were asked about, or may be without buckets yet", () => {
    const { memory, asked } = declaring(rule(0), rule(1, { toCome: true }), rule(2), rule(3), rule(4));
    memory.noteUnchanged("src", "2");
    expect(asked(3)).toEqual([0, 4]);
    memory.noteDeclared([rule(0), rule(2), rule(3)]);
    expect(asked(0)).toEqual([]);
    memory.noteUnchanged("src", "5");
    memory.noteDeclared([rule(5), rule(6)]);
    expect(asked(4)).toEqual([6]);
  });
});
