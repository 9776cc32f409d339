import { controlsEscaped, controlsInJson } from "../terminal/text";
import type { Io } from "./io";

/** Data as JSON, or as a person reads it. */
export function print(io: Io, json: boolean | undefined, data: unknown, shown: () => string): void {
  io.out(json ? `${controlsInJson(JSON.stringify(data, null, 2))}\n` : shown());
}

export function line(text: string): string {
  return `${controlsEscaped(text)}\n`;
}
