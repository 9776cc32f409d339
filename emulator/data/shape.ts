import { z } from "zod";
import { statShape, taggingsShape, versioningShape } from "../config/shape";
import type { Bucket, StoredRule } from "../model";
import { isOldBucketName } from "../store";

const time = z.number();
const optionalText = z.string().optional();

const definitionShape = z.strictObject({
  id: z.string(),
  destination: z.strictObject({ bucket: z.string(), location: z.string(), transferType: optionalText }),
  prefixes: z.array(z.string()),
  action: z.string(),
  historicalObjectReplication: z.string(),
  syncRole: optionalText,
  sseKmsStatus: optionalText,
  replicaKmsKeyId: optionalText,
  userTaggings: taggingsShape.optional(),
});

const lifeShape = z.strictObject({
  createdAt: time,
  doingAt: time,
  historyAt: time,
  rtcAt: time.optional(),
  goneAt: time.optional(),
});

/** A bucket as it is kept on disk, with its rules. */
export const bucketShape = z.strictObject({
  name: z.string().refine(isOldBucketName, "it is not a bucket name"),
  location: z.string(),
  accountId: z.string(),
  createdAt: time,
  versioning: versioningShape.optional(),
  accelerated: z.boolean(),
  stat: statShape,
  rules: z.array(z.strictObject({ definition: definitionShape, life: lifeShape })),
}) satisfies z.ZodType<KeptBucket>;

export type KeptBucket = Omit<Bucket, "written" | "rules"> & {
  rules: Pick<StoredRule, "definition" | "life">[];
};

export function toKept({ written: _, rules, ...bucket }: Bucket): KeptBucket {
  return { ...bucket, rules: rules.map(({ definition, life }) => ({ definition, life })) };
}

/** The clock that the rules live on, and the version of all files. */
export const stateShape = z.strictObject({
  version: z.literal(1),
  clock: z.strictObject({ wall: time, now: time, scale: z.number().positive() }),
});

export type KeptState = z.infer<typeof stateShape>;
