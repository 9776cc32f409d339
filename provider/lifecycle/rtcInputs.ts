/** An RTC's arguments after `check`. */
export interface RtcInputs {
  bucket: string;
  region: string;
  ruleId: string;
  status: "enabled" | "disabled";
  endpoint?: string;
  network?: string;
  /** OSS location of the rule's target, where the rule was given as a resource; for the check of the pair. */
  location?: string;
}

export type RtcOutputs = Omit<RtcInputs, "location">;

export function rtcOutputsOf({ location: _, ...outputs }: RtcInputs): RtcOutputs {
  return outputs;
}
