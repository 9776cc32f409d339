import { MARKED } from "../errors";

type Print = (...args: unknown[]) => void;

/**
 * The dynamic provider prints a failed check, diff, read and delete (`forTheEngine`), which the engine then shows beside
 * the stack, while it tells the same failure beside the resource. What is marked as told to the user is printed no more.
 */
export function withoutEcho(print: Print): Print {
  return (...args) => {
    if (typeof args[0] !== "string" || !args[0].startsWith(`${MARKED}: `)) print(...args);
  };
}
