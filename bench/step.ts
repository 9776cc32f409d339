/** A command of the CLI, and what the program is when it runs. */
export interface Step {
  /** As the table shows it. */
  name: string;
  args: string[];
  /** The program then has an RTC for each rule. */
  withRtc?: boolean;
}

const UNCHANGED = "--expect-no-changes";

/** Whole commands: an `up`, a `refresh` and a `destroy` have their preview before them, as in a terminal. */
export const steps = {
  firstPreview: { name: "preview of new rules", args: ["preview"] },
  up: { name: "up", args: ["up", "--yes"] },
  upAtOnce: { name: "up --skip-preview", args: ["up", "--yes", "--skip-preview"] },
  preview: { name: "preview, unchanged", args: ["preview", UNCHANGED] },
  upAgain: { name: "up, unchanged", args: ["up", "--yes", UNCHANGED] },
  refresh: { name: "refresh", args: ["refresh", "--yes", UNCHANGED] },
  rtc: { name: "up that adds RTC to each rule", args: ["up", "--yes"], withRtc: true },
  destroy: { name: "destroy", args: ["destroy", "--yes"] },
} satisfies Record<string, Step>;

/** The same with so many resources at a time. */
export function parallel(step: Step, count: number): Step {
  return {
    ...step,
    name: `${step.name} --parallel ${count}`,
    args: [...step.args, "--parallel", String(count)],
  };
}
