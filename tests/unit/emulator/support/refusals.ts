import type { Emulator, EmulatorOptions } from "../../../../emulator";
import type { Refusal } from "../../../../emulator/errors";
import type { Answer } from "./client";

/** A call that the service refuses, and the refusal that is due. */
export interface Refused {
  refusal: Refusal;
  because: string;
  options?: EmulatorOptions;
  prepare?(emulator: Emulator): void;
  call(emulator: Emulator): Promise<Answer>;
}
