import type { StartCost } from "./commandStart";
import type { EmulatorCost } from "./emulator";
import type { Machine } from "./machine";
import type { RuleCost } from "./promises";
import type { Row } from "./row";
import type { Size } from "./scenarios";

/** All that one run of the bench has measured. */
export interface Report {
  size: Size;
  commit: string;
  machine: Machine;
  rows: Row[];
  rule: RuleCost;
  emulator: EmulatorCost;
  commandStart: StartCost;
}
