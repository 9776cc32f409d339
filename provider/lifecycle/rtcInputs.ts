/** An RTC's arguments after `check`; the state keeps the same. */
export interface RtcInputs {
  bucket: string;
  region: string;
  ruleId: string;
  status: "enabled" | "disabled";
  endpoint?: string;
  network?: string;
}
