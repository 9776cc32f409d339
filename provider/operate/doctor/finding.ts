/** What is looked at, in the order in which one needs the other. The names are stable: programs compare with them. */
export const CHECK_NAMES = [
  "arguments",
  "region",
  "endpoint",
  "proxy",
  "connection",
  "clock",
  "credentials",
  "role",
  "keys",
  "source-bucket",
  "oss:GetBucketInfo",
  "oss:GetBucketReplication",
  "oss:GetBucketReplicationLocation",
  "oss:GetBucketReplicationProgress",
  "target-bucket",
  "rules",
  "versioning",
  "target-location",
  "rtc",
  "sync-role",
  "oss:PutBucketReplication",
  "oss:DeleteBucketReplication",
  "oss:PutBucketRTC",
  "ram:PassRole",
] as const;

export type CheckName = (typeof CHECK_NAMES)[number];

/** `fine`, `wrong`, or `not-checked`: nobody knows. */
export type Result = "fine" | "wrong" | "not-checked";

/** What a check found. */
export interface Outcome {
  result: Result;
  /** What is there, what is wrong, or why it could not be checked. */
  message: string;
  /** What to do, where something is wrong and the message does not say it. */
  fix?: string;
  /** The check without which this one could not be made. */
  needs?: CheckName;
}

export interface Finding extends Outcome {
  check: CheckName;
}

export const fine = (message: string): Outcome => ({ result: "fine", message });
export const wrong = (message: string, fix?: string): Outcome => ({ result: "wrong", message, fix });
export const notChecked = (message: string): Outcome => ({ result: "not-checked", message });
export const needing = (needs: CheckName): Outcome => ({
  ...notChecked(`It needs ${needs}, see there.`),
  needs,
});
