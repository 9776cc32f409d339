import type { Command } from "commander";
import type { Io } from "./io";

/** Gives a subcommand its options and what it does; `exit` sets the exit code. */
export type Fill = (command: Command, io: Io, exit: (code: number) => void) => void;

export interface Subcommand {
  name: string;
  description: string;
  /** Loads its module; the help of the command does without any. */
  load(): { fill: Fill };
  /** It tells about all the others, so that they are loaded, too. */
  needsAll?: boolean;
}

export const SUBCOMMANDS: Subcommand[] = [
  {
    name: "review",
    description: "tell what a stack diff does to replication, for the people who review it",
    load: () => require("./review") as typeof import("./review"),
  },
  {
    name: "overview",
    description: "show every rule of many buckets, and first what is wrong with them",
    load: () => require("./overview") as typeof import("./overview"),
  },
  {
    name: "doctor",
    description: "check what must hold before a rule works: credentials, permissions, buckets, connection",
    load: () => require("./doctor") as typeof import("./doctor"),
  },
  {
    name: "rules",
    description: "list the replication rules of a bucket",
    load: () => require("./rules") as typeof import("./rules"),
  },
  {
    name: "map",
    description: "draw what copies where, by OSS, by a state, or before and after an update",
    load: () => require("./map") as typeof import("./map"),
  },
  {
    name: "import",
    description: "write what takes over all rules of a bucket: a file for pulumi import, or a program",
    load: () => require("./import") as typeof import("./import"),
  },
  {
    name: "locations",
    description: "list where a bucket can replicate to",
    load: () => require("./locations") as typeof import("./locations"),
  },
  {
    name: "progress",
    description: "show how far the rules of a bucket have come, or wait for it",
    load: () => require("./progress") as typeof import("./progress"),
  },
  {
    name: "rtc",
    description: "switch replication time control of a rule on or off",
    load: () => require("./rtc") as typeof import("./rtc"),
  },
  {
    name: "put",
    description: "put a replication rule on a bucket",
    load: () => require("./put") as typeof import("./put"),
  },
  {
    name: "delete",
    description: "delete a replication rule",
    load: () => require("./delete") as typeof import("./delete"),
  },
  {
    name: "exporter",
    description: "serve the state of all rules to Prometheus",
    load: () => require("./exporter") as typeof import("./exporter"),
  },
  {
    name: "completion",
    description: "write a script by which a shell completes the command",
    load: () => require("./completion") as typeof import("./completion"),
    needsAll: true,
  },
];
