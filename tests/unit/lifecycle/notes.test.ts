import { type NoteKind, Notes, noteLine, readNote } from "../../../provider/lifecycle/engine/notes";

it.each<[NoteKind, string]>([
  ["not checked", "OSS replication, not checked: a b"],
  ["taken over", "OSS replication, taken over: a b"],
  ["note", "OSS replication, note: a b"],
])("a note of kind %s is a line, and is read back from it", (kind, line) => {
  expect(noteLine({ kind, text: "a b" })).toBe(line);
  expect(readNote(`\u001b[1m${line}\nmore`)).toEqual({ kind, text: "a b" });
});

it.each(["", "OSS replication", "OSS replication, remark: a", "note: a"])("%j is no note", (message) => {
  expect(readNote(message)).toBeUndefined();
});

it("says each note once, since the engine checks twice what it replaces", () => {
  const lines: string[] = [];
  const notes = new Notes((line) => lines.push(line));
  for (const text of ["a", "b", "a"]) notes.say({ kind: "note", text });
  notes.say({ kind: "taken over", text: "a" });
  expect(lines).toEqual([
    "OSS replication, note: a",
    "OSS replication, note: b",
    "OSS replication, taken over: a",
  ]);
});
