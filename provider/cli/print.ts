import { json } from "../terminal/json";
import type { Io } from "./io";

/** Data as JSON, or as a person reads it. */
export function print<Result>(io: Io, asJson: boolean | undefined, data: Result, shown: () => string): void {
  io.out(asJson ? `${json(data, 2)}\n` : shown());
}
