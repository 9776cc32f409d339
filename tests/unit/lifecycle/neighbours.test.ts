import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
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
  return neighboursOf(engine, { pid, isRunning: (other) => !dead.has(other), folder: () => base, atExit });
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

it("forgets a process that has ended, and what a killed command has left a day ago", () => {
  const [a, b] = [at(1), at(2)];
  a.noteAlive("src/r");
  dead.add(1);
  expect(b.isAlive("src/r")).toBe(false);
  dead.clear();
  const old = join(folder, "0123456789abcdef");
  mkdirSync(old);
  writeFileSync(join(old, "77"), '["src/r"]\n');
  utimesSync(old, 0, 0);
  at(3);
  expect(readdirSync(folder)).not.toContain("0123456789abcdef");
  expect(b.isAlive("src/r")).toBe(true);
});

it("leaves no file behind when its process ends", () => {
  ends.length = 0;
  at(1).noteAlive("src/r");
  const own = join(folder, readdirSync(folder)[0] as string);
  expect(readdirSync(own)).toEqual(["1"]);
  for (const end of ends) end();
  expect(readdirSync(own)).toEqual([]);
});

it("does not read a line that is being written, or a file that is none of ours", () => {
  const [a, b] = [at(1), at(2)];
  a.noteAlive("src/r");
  const own = join(folder, readdirSync(folder)[0] as string);
  writeFileSync(join(own, "3"), '["src/s"]\n["src/t');
  writeFileSync(join(own, "4"), "what?\n");
  expect([b.isAlive("src/s"), b.isAlive("src/t"), b.isAlive("src/r")]).toEqual([true, false, true]);
});

it("leaves a process alone where no file can be written", () => {
  writeFileSync(join(folder, "file"), "");
  const [a, b] = [1, 2].map((pid) => at(pid, "127.0.0.1:1", join(folder, "file")));
  a?.noteOwner("src/dst", "a");
  expect(b?.ownerOf("src/dst")).toBeUndefined();
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
