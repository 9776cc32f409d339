import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type { Neighbours } from "../memory";

/** Left by commands that were killed. */
const OLD_MS = 24 * 3_600_000;

/**
 * What the provider processes of one command tell each other, by a file each in a folder of the engine that started them:
 * the engine starts a process for each provider, and tells none of the resources of another. A file counts as long as its
 * process runs. Where no file can be written, a process knows its own resources alone.
 */
export function neighboursOf(engineAddress: string, place: Place = ofThisProcess): Neighbours {
  const { pid, isRunning, atExit } = place;
  const name = createHash("sha256").update(engineAddress).digest("hex").slice(0, 16);
  const folder = engineAddress === "" ? undefined : prepared(place.folder(), name);
  if (folder === undefined) return ALONE;
  const own = join(folder, String(pid));
  const others = new Others(folder, (name) => name !== String(pid) && isRunning(Number(name)));
  const tell = (...fact: string[]) => attempt(() => appendFileSync(own, `${JSON.stringify(fact)}\n`));
  atExit(() => attempt(() => rmSync(own, { force: true })));
  return {
    ownerOf: (pair) => others.find((facts) => facts.owners.get(pair)),
    noteOwner: (pair, owner) => tell(pair, owner),
    isAlive: (rule) => others.find((facts) => facts.alive.has(rule) || undefined) ?? false,
    noteAlive: (rule) => tell(rule),
  };
}

export const ALONE: Neighbours = {
  ownerOf: () => undefined,
  noteOwner: () => {},
  isAlive: () => false,
  noteAlive: () => {},
};

/** Where processes meet, and which of them run. */
interface Place {
  pid: number;
  isRunning(pid: number): boolean;
  folder(): string;
  atExit(action: () => void): void;
}

const ofThisProcess: Place = {
  pid: process.pid,
  isRunning: (pid) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "EPERM";
    }
  },
  folder: () => join(tmpdir(), `pulumi-oss-replication-${attempt(() => userInfo().username) ?? "user"}`),
  atExit: (action) => process.once("exit", action),
};

interface Told {
  size: number;
  owners: Map<string, string>;
  alive: Set<string>;
}

/** The files of the other processes, each read again only when it has grown. */
class Others {
  private readonly read = new Map<string, Told>();

  constructor(
    private readonly folder: string,
    private readonly counts: (name: string) => boolean,
  ) {}

  find<T>(what: (told: Told) => T | undefined): T | undefined {
    for (const name of attempt(() => readdirSync(this.folder)) ?? []) {
      const told = this.counts(name) ? attempt(() => this.toldBy(name)) : undefined;
      const found = told && what(told);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private toldBy(name: string): Told {
    const file = join(this.folder, name);
    const { size } = statSync(file);
    const known = this.read.get(name);
    if (known?.size === size) return known;
    const told: Told = { size, owners: new Map(), alive: new Set() };
    // Without the end of a line, it is just being written.
    for (const line of readFileSync(file, "utf8").split("\n").slice(0, -1)) {
      const [subject = "", owner] = JSON.parse(line);
      if (owner === undefined) told.alive.add(subject);
      else told.owners.set(subject, owner);
    }
    this.read.set(name, told);
    return told;
  }
}

function prepared(base: string, name: string): string | undefined {
  return attempt(() => {
    const folder = join(base, name);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const other of readdirSync(base).map((each) => join(base, each))) {
      if (statSync(other).mtimeMs < Date.now() - OLD_MS) rmSync(other, { recursive: true, force: true });
    }
    return folder;
  });
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
