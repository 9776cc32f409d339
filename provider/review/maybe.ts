import { isObject } from "../lifecycle/normalise";
import { isUnknown } from "../lifecycle/unknown";
import { cut } from "../terminal/text";
import { named, type Phrase, say, words } from "./phrase";

/** A value in a preview, which shows neither what is known only after an update nor what is secret. */
export type Maybe<T> = { value: T } | { hidden: "unknown" | "secret" | "missing" };

/** The key that marks a secret where the engine writes it as an object (@pulumi/pulumi, runtime/rpc `specialSigKey`). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

export function textOf(value: unknown): Maybe<string> {
  if (isUnknown(value)) return { hidden: "unknown" };
  if (isSecret(value)) return { hidden: "secret" };
  return typeof value === "string" ? { value } : { hidden: "missing" };
}

/** Whether the preview does not show it, or what it is a part of. */
export function isHidden(value: unknown): boolean {
  return isUnknown(value) || isSecret(value);
}

function isSecret(value: unknown): boolean {
  return value === "[secret]" || (isObject(value) && SIGNATURE in value);
}

/** A property of a value; every property of a hidden value is hidden like it. */
export function at(value: unknown, key: string): unknown {
  if (isHidden(value)) return value;
  return isObject(value) ? value[key] : undefined;
}

export function known<T>(maybe: Maybe<T>): T | undefined {
  return "value" in maybe ? maybe.value : undefined;
}

/** A name that is cut where there is room for few characters. */
export function shortened(maybe: Maybe<string>, longest: number): Maybe<string> {
  return "value" in maybe ? { value: cut(maybe.value, longest) } : maybe;
}

/** Whether the two may be the same: a hidden value may be any. */
export function mayEqual(a: Maybe<string>, b: Maybe<string>): boolean {
  return !("value" in a) || !("value" in b) || a.value === b.value;
}

/** `as`: what the name is called where many rules are told at once that differ in it. */
export function nameOf(maybe: Maybe<string>, as?: string): Phrase {
  if ("value" in maybe) return as === undefined ? say`${maybe.value}` : named(as, maybe.value);
  return words(HIDDEN_NAMES[maybe.hidden]);
}

const HIDDEN_NAMES = {
  unknown: "(known after the update)",
  secret: "(secret)",
  missing: "(not given)",
};
