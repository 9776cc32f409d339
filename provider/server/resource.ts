import type { Problem } from "../lifecycle/check/validate";
import { isObject, withoutNulls } from "../lifecycle/normalise";
import type { Difference } from "./detailedDiff";
import type { Call } from "./session";
import type { Values } from "./values";

export interface CheckedInputs {
  inputs: object;
  problems: Problem[];
}

export interface Resource {
  check(call: Call, olds: Values, news: Values): Promise<CheckedInputs>;
  diff(call: Call, id: string, olds: Values, news: Values): Map<string, Difference>;
  create(call: Call, inputs: Values): Promise<{ id: string; outputs: object }>;
  /** `undefined` where it is gone. Without an id of its own, as in an import, `id` is the import's. */
  read(
    call: Call,
    id: string,
    known: Values,
  ): Promise<{ id: string; inputs: object; outputs: object } | undefined>;
  update(call: Call, id: string, olds: Values, news: Values): Promise<{ outputs: object }>;
  delete(call: Call, id: string, outputs: Values): Promise<void>;
}

/** What a state of the dynamic resources has besides OSS's arguments, or the surface itself decides. */
export const NOT_OURS = ["__provider", "adopt", "hints", "owner", "timeouts"];

/** The arguments of a resource alone. */
export function argumentsIn(values: object): Values {
  return Object.fromEntries(
    Object.entries(withoutNulls(isObject(values) ? values : {}) as Values).filter(
      ([name]) => !NOT_OURS.includes(name) && !name.startsWith("__"),
    ),
  );
}
