import { isObject } from "../../normalise";
import { isUnknown } from "../../unknown";

/** Arguments as the program gives them, nulls taken out; anything may be unknown or of a wrong type. */
export type Arguments = Record<string, unknown>;

/** A check of one argument: what is wrong and what to do about it, a sentence each; empty when nothing is. */
export type Check = (args: Arguments) => string[];

/** What is wrong, and with which argument. */
export interface Problem {
  /** Empty where it is none of the arguments alone. */
  property: string;
  reason: string;
}

export const optionalText =
  (name: string): Check =>
  (args) =>
    args[name] === undefined ? [] : text(name, args[name]);

export const choice =
  (name: string, allowed: readonly string[]): Check =>
  (args) =>
    oneOf(name, args[name], allowed);

export function text(name: string, value: unknown): string[] {
  return typeof value === "string" && value !== ""
    ? []
    : [`\`${name}\` is ${show(value)}; it must be a non-empty string.`];
}

export function oneOf(name: string, value: unknown, allowed: readonly string[]): string[] {
  if (value === undefined || isUnknown(value) || allowed.includes(value as string)) return [];
  return [
    `\`${name}\` is ${show(value)}; it must be ${list(
      allowed.map((word) => `"${word}"`),
      "or",
    )}.`,
  ];
}

export function unknownKeys(name: string, value: unknown, allowed: string[]): string[] {
  if (!isObject(value)) return [];
  return Object.keys(value)
    .filter((key) => !allowed.includes(key))
    .map((key) => `\`${name}\` has no property \`${key}\`; it has ${list(allowed)}.`);
}

export function at(value: unknown, ...path: string[]): unknown {
  if (path.length === 0 || isUnknown(value)) return value;
  return isObject(value) ? at(value[path[0] as string], ...path.slice(1)) : undefined;
}

export function list(words: string[], last = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** A value as it may stand in a message: quoted, control characters escaped, not endless. */
export function show(value: unknown): string {
  const shown = JSON.stringify(value) ?? String(value);
  return shown.length > 80 ? `${shown.slice(0, 76)}..."` : shown;
}
