import { json } from "../terminal/json";
import type { Io } from "./io";

/** Data as JSON, or as a person reads it. */
export function print(io: Io, asJson: boolean | undefined, data: unknown, shown: () => string): void {
  io.out(asJson ? `${json(data, 2)}\n` : shown());
}
