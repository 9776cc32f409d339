import { z } from "zod";
import type { Timings } from "../life";
import type { Account } from "../model";
import type { EmulatorOptions, Switches } from "../options";
import type { BucketToCreate, RuleToAdd } from "../rulebook";

const text = z.string();
const name = z.string().min(1);
const optionalText = text.optional();
const count = z.int().min(0);
const milliseconds = z.number().min(0);

export const statShape = z.strictObject({ storage: count, objectCount: count });

export const versioningShape = z.enum(["Enabled", "Suspended"]);

export const taggingsShape = z.strictObject({
  filterType: optionalText,
  tags: z.array(z.strictObject({ key: text, value: text })),
});

const ruleShape = z.strictObject({
  id: name.optional(),
  /** Without `location` it is the location of the bucket. */
  destination: z.strictObject({ bucket: name, location: name.optional(), transferType: optionalText }),
  prefixes: z.array(text).optional(),
  action: optionalText,
  historicalObjectReplication: optionalText,
  syncRole: name.optional(),
  sseKmsStatus: optionalText,
  replicaKmsKeyId: name.optional(),
  userTaggings: taggingsShape.optional(),
  rtc: z.enum(["enabled", "disabled"]).optional(),
  status: z.enum(["starting", "doing", "closing"]).optional(),
});

const bucketShape = z.strictObject({
  name,
  location: name,
  versioning: versioningShape.optional(),
  accountId: name.optional(),
  oldName: z.boolean().optional(),
  stat: statShape.partial().optional(),
  rules: z.array(ruleShape).default([]),
});

const accountShape = z.strictObject({
  accessKeyId: name,
  accessKeySecret: name,
  securityToken: name.optional(),
  tokenExpiresAt: milliseconds.optional(),
  accountId: name.optional(),
  disabled: z.boolean().optional(),
});

const flag = z.boolean();
const switchesShape = z.strictObject({
  ruleIds: z.enum(["honour", "ignore", "refuse"]),
  ruleIdHeader: flag,
  requireSyncRole: flag,
  requireTransferType: flag,
  requireKmsKey: flag,
  allowAccelerationInRegion: flag,
  allowCrossAccount: flag,
  requireRuleIdForProgress: flag,
  anyRegionBucketInfo: flag,
  syncRoles: z.array(name),
});

const timingsShape = z.strictObject({
  startingMs: milliseconds,
  closingMs: milliseconds,
  historyMs: milliseconds,
  rtcMs: milliseconds,
});

/** What stands in a file for `--config`. */
export const configShape = z.strictObject({
  accounts: z.array(accountShape).min(1).optional(),
  locations: z.array(name).optional(),
  timeScale: z.number().positive().optional(),
  timings: timingsShape.partial().optional(),
  switches: switchesShape.partial().optional(),
  buckets: z.array(bucketShape).default([]),
});

export type Config = z.infer<typeof configShape>;
export type BucketInConfig = z.infer<typeof bucketShape>;
export type RuleInConfig = z.infer<typeof ruleShape>;

/** The names are those of the options and methods of the library, all of them. */
type Same<A, B> = [keyof A] extends [keyof B] ? ([keyof B] extends [keyof A] ? true : never) : never;
true satisfies Same<z.infer<typeof accountShape>, Account>;
true satisfies Same<z.infer<typeof switchesShape>, Switches>;
true satisfies Same<z.infer<typeof timingsShape>, Timings>;
true satisfies Same<RuleInConfig, RuleToAdd>;
true satisfies Same<Omit<BucketInConfig, "name" | "location" | "rules">, BucketToCreate>;
true satisfies Same<
  Pick<Config, "accounts" | "locations" | "timings">,
  Pick<EmulatorOptions, "accounts" | "locations" | "timings">
>;
