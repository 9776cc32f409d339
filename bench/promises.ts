import { type Compared, compare } from "./compare";
import { openPlace, type ProgramCost } from "./place";
import type { Subject } from "./program";
import { steps } from "./step";

/** What one more rule costs the process that runs the program, and the state. */
export interface RuleCost {
  promises: Compared;
  /** Own properties of the object, but for those that are made when they are first read. */
  properties: Compared;
  stateBytes: Compared;
}

const FEW = 10;
const MANY = 60;

/** By two programs, so that what a program costs without any rule is left out. */
export async function measureRuleCost(): Promise<RuleCost> {
  const ours = await costOf("ours");
  const floor = await costOf("floor");
  const of = (key: keyof RuleCost) => compare([{ ours: ours[key], floor: floor[key] }]);
  return { promises: of("promises"), properties: of("properties"), stateBytes: of("stateBytes") };
}

async function costOf(subject: Subject): Promise<Record<keyof RuleCost, number>> {
  const few = await upOf(subject, FEW);
  const many = await upOf(subject, MANY);
  return {
    promises: (many.program.promises - few.program.promises) / (MANY - FEW),
    properties: many.program.properties,
    stateBytes: many.stateBytes,
  };
}

async function upOf(subject: Subject, rules: number): Promise<{ program: ProgramCost; stateBytes: number }> {
  const place = await openPlace(subject, { rules, sources: 1 }, { countPromises: true });
  try {
    const { programs } = await place.run(steps.upAtOnce);
    const [program] = programs;
    if (!program || programs.length > 1) throw new Error(`${programs.length} processes ran the program`);
    return { program, stateBytes: place.stateBytes() };
  } finally {
    await place.close();
  }
}
