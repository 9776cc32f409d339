import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Neighbours } from "../memory";

/** Where processes meet, and which of them run. */
export interface Place {
  pid: number;
  /** The user's id; `undefined` on Windows, where the temporary folder is the user's own. */
  uid: number | undefined;
  isRunning(pid: number): boolean;
  /** The system's temporary folder, in which others may write, too. */
  folder(): string;
  atExit(action: () => void): void;
}

/**
 * What the provider processes of one command tell each other, by a file each in a folder of the engine that started them:
 * the engine starts a process for each provider, and tells none of the resources of another. A file counts as long as its
 * process runs. Where there can be no folder that is the user's alone, a process knows its own resources alone.
 */
export function neighboursOf(engineAddress: string, place: Place = ofThisProcess): Neighbours {
  const { pid, isRunning, atExit } = place;
  const folder = engineAddress === "" ? undefined : attempt(() => folderOf(engineAddress, place));
  const file = folder === undefined ? undefined : attempt(() => newFile(join(folder, String(pid))));
  if (folder === undefined || file === undefined) return ALONE;
  const others = new Others(folder, (name) => name !== String(pid) && isRunning(Number(name)));
  const tell = (...fact: string[]) => attempt(() => writeSync(file, `${JSON.stringify(fact)}\n`));
  atExit(() => {
    attempt(() => closeSync(file));
    attempt(() => rmSync(join(folder, String(pid))));
  });
  return {
    ownerOf: (pair) => others.find((facts) => facts.owners.get(pair)),
    noteOwner: (pair, owner) => tell(pair, owner),
    isAlive: (rule) => others.find((facts) => facts.alive.has(rule) || undefined) ?? false,
    noteAlive: (rule) => tell(rule),
  };
}

const ALONE: Neighbours = {
  ownerOf: () => undefined,
  noteOwner: () => {},
  isAlive: () => false,
  noteAlive: () => {},
};

const ofThisProcess: Place = {
  pid: process.pid,
  uid: process.getuid?.(),
  isRunning: (pid) => attempt(() => process.kill(pid, 0)) === true,
  folder: tmpdir,
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

/** `pulumi-oss-replication-UID/HASH` in the temporary folder. */
function folderOf(engineAddress: string, { uid, folder, isRunning }: Place): string {
  const base = ownFolder(join(folder(), `pulumi-oss-replication-${uid ?? "user"}`), uid);
  for (const name of readdirSync(base)) attempt(() => removeIfLeft(join(base, name), uid, isRunning));
  return ownFolder(join(base, createHash("sha256").update(engineAddress).digest("hex").slice(0, 16)), uid);
}

/** Makes it, or takes the one that is there, if it is a real folder of the user's that nobody else can write in. */
function ownFolder(path: string, uid: number | undefined): string {
  attempt(() => mkdirSync(path, { mode: 0o700 }));
  if (!isOwn(path, uid)) throw new Error(`${path} is not the user's own`);
  return path;
}

function isOwn(path: string, uid: number | undefined): boolean {
  const found = lstatSync(path);
  return found.isDirectory() && (uid === undefined || (found.uid === uid && (found.mode & 0o077) === 0));
}

/** Old enough that none of its processes can be just starting. */
const OLD_MS = 3_600_000;

/** What a command has left that was killed: none of its processes runs any more. */
function removeIfLeft(path: string, uid: number | undefined, isRunning: Place["isRunning"]): void {
  const isLeft =
    /[\\/][0-9a-f]{16}$/.test(path) &&
    isOwn(path, uid) &&
    statSync(path).mtimeMs < Date.now() - OLD_MS &&
    !readdirSync(path).some((name) => isRunning(Number(name)));
  if (isLeft) rmSync(path, { recursive: true });
}

/** A process of the same number may have left one. */
function newFile(path: string): number {
  rmSync(path, { force: true });
  return openSync(
    path,
    constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY | constants.O_APPEND,
    0o600,
  );
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
