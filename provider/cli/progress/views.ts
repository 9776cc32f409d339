import { lagMs } from "../../operate/lag";
import { json } from "../../terminal/json";
import type { LiveLines } from "../../terminal/liveLines";
import { line } from "../../terminal/text";
import type { Io } from "../io";
import { barTexts, newsOf, type Paced, plainText } from "./words";

/** How a look at the rules of a bucket is shown. */
export interface View {
  show(rules: readonly Paced[], now: number): void;
  /** The look failed, and another one follows. */
  failed(text: string): void;
  /** While the next look is waited for. */
  tick(now: number): void;
  end(): void;
}

/** A line of JSON for each rule and look. */
export interface RuleJson {
  bucket: string;
  ruleId: string;
  status: string;
  targetBucket?: string;
  historicalObjectReplication?: "enabled" | "disabled";
  historicalObject?: number;
  leftSeconds?: number;
  newObject?: Date;
  lagSeconds?: number;
}

export function jsonView(io: Io, bucket: string): View {
  return {
    ...QUIET,
    show: (rules, now) => {
      for (const paced of rules) io.out(`${json(jsonOf(bucket, paced, now))}\n`);
    },
    failed: (text) => io.err(line(text)),
  };
}

function jsonOf(bucket: string, { rule, pace }: Paced, now: number): RuleJson {
  const { id, status, target, copiesHistory, history, newObject } = rule;
  return {
    bucket,
    ruleId: id,
    status,
    targetBucket: target,
    historicalObjectReplication:
      copiesHistory === undefined ? undefined : copiesHistory ? "enabled" : "disabled",
    historicalObject: history,
    leftSeconds: pace && Math.round(pace.leftMs / 1000),
    newObject,
    lagSeconds: inSeconds(lagMs(rule, now)),
  };
}

function inSeconds(ms: number | undefined): number | undefined {
  return ms && Math.floor(ms / 1000);
}

/** A line for each rule of which there is news. */
export function plainView(io: Io): View {
  const told = new Map<string, string>();
  return {
    ...QUIET,
    show: (rules, now) => {
      for (const paced of rules) {
        const news = newsOf(paced);
        if (told.get(paced.rule.id) !== news) io.out(line(plainText(paced, now)));
        told.set(paced.rule.id, news);
      }
    },
    failed: (text) => io.err(line(text)),
  };
}

/** A bar for each rule, once. */
export function barsOnce(io: Io): View {
  return {
    ...QUIET,
    show: (rules, now) => {
      for (const text of barTexts(rules, now, io.screen().columns)) io.out(line(text));
    },
  };
}

/** A bar for each rule, written over with each look and meanwhile. */
export function liveBars(io: Io, live: LiveLines): View {
  let last: readonly Paced[] = [];
  let failure: string | undefined;
  const draw = (now: number) => live.show(screenful(last, now, failure, io));
  return {
    show: (rules, now) => {
      [last, failure] = [rules, undefined];
      draw(now);
    },
    failed: (text) => {
      failure = text;
    },
    tick: draw,
    end: () => live.end(),
  };
}

/** As many lines as the terminal has: rules with something left to copy come first where not all have room. */
function screenful(rules: readonly Paced[], now: number, failure: string | undefined, io: Io): string[] {
  const { columns, rows = 24 } = io.screen();
  const room = Math.max(1, rows - 2 - (failure === undefined ? 0 : 1));
  const isAll = rules.length <= room;
  const shown = isAll
    ? rules
    : [...rules].sort((a, b) => Number(isDone(a)) - Number(isDone(b))).slice(0, room);
  return [
    ...barTexts(shown, now, columns),
    ...(isAll
      ? []
      : [`and ${rules.length - shown.length} more, ${rules.filter(isDone).length} of all are done`]),
    ...(failure === undefined ? [] : [failure]),
  ];
}

function isDone({ rule }: Paced): boolean {
  return rule.status === "doing" && (!rule.copiesHistory || rule.history === 1);
}

const QUIET = { failed: () => {}, tick: () => {}, end: () => {} };
