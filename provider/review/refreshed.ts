import { isStack, oldUrnOf, typeOf } from "./change";
import { isReadRule } from "./drift";
import type { Preview, Step } from "./preview";

/** Of how many rules OSS was asked what it has. */
export interface Reading {
  read: number;
  /** Of how many the steps show that it was not, as with `--target`. */
  unread: number;
  /** Whether there was something else that a rule could have been missed among. */
  hasOthers: boolean;
}

export function readingOf({ steps, unlisted }: Preview, isRefresh: boolean): Reading {
  const rules = steps.filter(({ urn, oldState }) => typeOf(urn)?.thing === "rule" && !oldState?.external);
  const read = new Set(rules.filter((step) => isRead(step, isRefresh)).map(oldUrnOf));
  const unread = rules.filter((step) => step.oldState && !read.has(oldUrnOf(step))).map(oldUrnOf);
  const isAsked = steps.length === 0 || steps.some(({ op }) => op === "refresh");
  const hasOthers = unlisted === true || !isAsked || steps.some(({ urn }) => !isStack(urn));
  return { read: read.size, unread: new Set(unread).size, hasOthers };
}

/** A refresh tells of a rule that differs by an update or a deletion only. */
function isRead(step: Step, isRefresh: boolean): boolean {
  const { op } = step;
  return op === "refresh" || isReadRule(step) || (isRefresh && (op === "update" || op === "delete"));
}

/** Whether OSS was asked about all rules that there may be; where there is no resource, there is nothing to ask. */
export function isRefreshed({ read, unread, hasOthers }: Reading): boolean {
  return unread === 0 && (read > 0 || !hasOthers);
}
