import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { neighboursOf } from "../../../provider/lifecycle/engine/neighbours";
import { CommandMemory } from "../../../provider/lifecycle/memory";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "neighbours-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const dead = new Set<number>();
const ends: (() => void)[] = [];

function at(pid: number, engine = "127.0.0.1:1", base = folder) {
  const atExit = (action: () => void) => ends.push(action);
  const isRunning = (other: number) => !dead.has(other);
  return neighboursOf(engine, { pid, uid: process.getuid?.(), isRunning, folder: () => base, atExit });
}

it("tells the processes of one engine whose a pair of buckets is, and which rules are somebody's", () => {
  const [a, b] = [at(1), at(2)];
  expect(b.ownerOf("src/dst")).toBeUndefined();
  expect(b.isAlive("src/r")).toBe(false);
  a.noteOwner("src/dst", "a");
  a.noteAlive("src/r");
  expect(b.ownerOf("src/dst")).toBe("a");
  expect(b.isAlive("src/r")).toBe(true);
  a.noteAlive("src/s");
  expect(b.isAlive("src/s")).toBe(true);
});

it("knows its own facts by itself, and those of another engine not at all", () => {
  const [a, elsewhere] = [at(1), at(2, "127.0.0.1:2")];
  a.noteOwner("src/dst", "a");
  a.noteAlive("src/r");
  for (const each of [a, elsewhere, at(3, "")]) {
    expect(each.ownerOf("src/dst")).toBeUndefined();
    expect(each.isAlive("src/r")).toBe(false);
  }
});

/** Where the files of the one engine lie. */
function meeting(): string {
  const base = join(folder, readdirSync(folder)[0] as string);
  return join(base, readdirSync(base)[0] as string);
}

it("forgets a process that has ended, and takes nothing over from one of the same number", () => {
  const [a, b] = [at(1), at(2)];
  a.noteAlive("src/r");
  dead.add(1);
  expect(b.isAlive("src/r")).toBe(false);
  dead.clear();
  expect(b.isAlive("src/r")).toBe(true);
  at(1);
  expect(b.isAlive("src/r")).toBe(false);
});

it("removes what a killed command has left, and nothing that is in use, young or none of ours", () => {
  const a = at(1);
  a.noteAlive("src/r");
  const base = join(folder, readdirSync(folder)[0] as string);
  const places = ["0123456789abcdef", "fedcba9876543210", "1111111111111111", "letters"];
  for (const name of places) {
    mkdirSync(join(base, name), { mode: 0o700 });
    writeFileSync(join(base, name, name.startsWith("f") ? "5" : "77"), '["src/r"]\n');
    if (!name.startsWith("1")) utimesSync(join(base, name), 0, 0);
  }
  utimesSync(meeting(), 0, 0);
  dead.add(77);
  const b = at(2);
  expect(readdirSync(base)).not.toContain("0123456789abcdef");
  expect(readdirSync(base)).toEqual(expect.arrayContaining(places.slice(1)));
  expect(b.isAlive("src/r")).toBe(true);
  dead.clear();
});

it("leaves no file behind when its process ends", () => {
  ends.length = 0;
  at(1).noteAlive("src/r");
  const place = meeting();
  expect(readdirSync(place)).toEqual(["1"]);
  for (const end of ends) end();
  expect(readdirSync(place)).toEqual([]);
});

it("does not read a line that is being written, or a file that is none of ours", () => {
  const [a, b] = [at(1), at(2)];
  a.noteAlive("src/r");
  writeFileSync(join(meeting(), "3"), '["src/s"]\n["src/t');
  writeFileSync(join(meeting(), "4"), "what?\n");
  expect([b.isAlive("src/s"), b.isAlive("src/t"), b.isAlive("src/r")]).toEqual([true, false, true]);
});

describe("a folder that others may have made", () => {
  const name = `pulumi-oss-replication-${process.getuid?.() ?? "user"}`;
  const isAlone = () => {
    const [a, b] = [at(1), at(2)];
    a.noteOwner("src/dst", "a");
    a.noteAlive("src/r");
    return b.ownerOf("src/dst") === undefined && !b.isAlive("src/r");
  };

  it("is not used where others can write in it", () => {
    mkdirSync(join(folder, name));
    chmodSync(join(folder, name), 0o777);
    expect(isAlone()).toBe(true);
    chmodSync(join(folder, name), 0o700);
    expect(isAlone()).toBe(false);
  });

  it("is not followed where it is a link, nor cleaned", () => {
    const theirs = mkdtempSync(join(tmpdir(), "theirs-"));
    mkdirSync(join(theirs, "0123456789abcdef"), { mode: 0o700 });
    utimesSync(join(theirs, "0123456789abcdef"), 0, 0);
    symlinkSync(theirs, join(folder, name));
    expect(isAlone()).toBe(true);
    expect(readdirSync(theirs)).toEqual(["0123456789abcdef"]);
    rmSync(theirs, { recursive: true });
  });

  it("is not used where a file is in its place", () => {
    writeFileSync(join(folder, name), "");
    expect(isAlone()).toBe(true);
  });

  it("has no file that was there before written to", () => {
    at(1);
    const target = join(folder, "target");
    writeFileSync(target, "");
    symlinkSync(target, join(meeting(), "2"));
    at(2).noteAlive("src/r");
    expect(readFileSync(target, "utf8")).toBe("");
  });
});

it("refuses a pair that a resource of another process has, and spares its rules", () => {
  const [a, b] = [new CommandMemory(at(1)), new CommandMemory(at(2))];
  expect(a.claimPair("src/dst", "a")).toBe(true);
  expect(b.claimPair("src/dst", "b")).toBe(false);
  expect(b.claimPair("src/dst", "a")).toBe(true);
  expect(a.claimPair("src/dst", "a")).toBe(true);
  a.noteAlive("src", "r");
  expect(b.isAlive("src", "r")).toBe(true);
  expect(b.isAlive("src", "s")).toBe(false);
});
