import { InvalidArgumentError, Option } from "commander";
import { parseDuration } from "../lifecycle/duration";

/** An option whose value is a time such as 30m or 90s; the action gets milliseconds. */
export function timeOption(flag: string, help: string, otherwise?: string): Option {
  const option = new Option(`${flag} <time>`, help).argParser(milliseconds);
  return otherwise === undefined ? option : option.default(milliseconds(otherwise), otherwise);
}

function milliseconds(text: string): number {
  const time = parseDuration(text);
  if (time === undefined) throw new InvalidArgumentError("It is no time such as 30m or 90s.");
  return time;
}
