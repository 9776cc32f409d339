/**
 * The module that states refer to: `require("pulumi-oss-replication/engine").rule`. Its path and its exports are a
 * state format and never move.
 */

import { Facts } from "./lifecycle/check/facts";
import { connections } from "./lifecycle/connections";
import type { Context } from "./lifecycle/context";
import { withoutEcho } from "./lifecycle/engine/echo";
import type { EngineLog } from "./lifecycle/engine/log";
import { neighboursOf } from "./lifecycle/engine/neighbours";
import { type Note, Notes } from "./lifecycle/engine/notes";
import { rtcProvider, ruleProvider } from "./lifecycle/engine/providers";
import { Secrets } from "./lifecycle/engine/secrets";
import { isEngineThere, repeatUnref, watchEngine } from "./lifecycle/engine/watch";
import { CommandMemory } from "./lifecycle/memory";
import { settingsFrom } from "./lifecycle/settings";
import { systemClock } from "./oss";

/** The engine's address is the last argument of the dynamic provider (@pulumi/pulumi, cmd/dynamic-provider). */
const engineAddress = process.argv.at(-1) ?? "";

const beforeWrite = watchEngine({
  isEngineThere: () => isEngineThere(engineAddress),
  repeat: repeatUnref,
  end: () => process.exit(1),
});

console.error = withoutEcho(console.error.bind(console));

const secrets = new Secrets();
const notes = new Notes((line) => console.warn(secrets.hide(line)));
const say = (note: Note) => notes.say(note);

let log: EngineLog | undefined;

/** Most commands wait for nothing, and need no client of the engine. */
function showStatus(text: string, urn = ""): void {
  const { EngineLog } = require("./lifecycle/engine/log") as typeof import("./lifecycle/engine/log");
  log ??= new EngineLog(engineAddress);
  log.status(urn, secrets.hide(text));
}

const context: Context = {
  settings: settingsFrom(() => undefined, process.env),
  // The process lives for one command.
  connect: connections({ beforeWrite, keepMs: Number.POSITIVE_INFINITY }),
  facts: new Facts({ clock: systemClock, say }),
  say,
  showStatus,
  memory: new CommandMemory(neighboursOf(engineAddress)),
  secrets,
  clock: systemClock,
  random: Math.random,
};

/** Provider of `pulumi-nodejs:dynamic/oss:ReplicationRule`. */
export const rule = ruleProvider(context);

/** Provider of `pulumi-nodejs:dynamic/oss:ReplicationRtc`. */
export const rtc = rtcProvider(context);
