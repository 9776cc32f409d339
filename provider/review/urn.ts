/** A rule, or replication time control of one. */
export type Thing = "rule" | "rtc";

/** Whose resource stands for it: one of ours, of either kind of provider, or that of another tool. */
export type Maker = "dynamic" | "first-class" | "other tool";

export interface ResourceType {
  thing: Thing;
  maker: Maker;
}

/** The types that a review knows; those of other tools stand for the same rules at OSS. */
const TYPES: Record<string, ResourceType> = {
  "pulumi-nodejs:dynamic/oss:ReplicationRule": { thing: "rule", maker: "dynamic" },
  "pulumi-nodejs:dynamic/oss:ReplicationRtc": { thing: "rtc", maker: "dynamic" },
  "oss-replication:index:ReplicationRule": { thing: "rule", maker: "first-class" },
  "oss-replication:index:ReplicationRtc": { thing: "rtc", maker: "first-class" },
  // @pulumi/alicloud, and the Terraform provider it is made of, added by `pulumi package add terraform-provider`.
  "alicloud:oss/bucketReplication:BucketReplication": { thing: "rule", maker: "other tool" },
  "alicloud:index/ossBucketReplication:OssBucketReplication": { thing: "rule", maker: "other tool" },
};

/** `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`, where the name may hold anything. */
export function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::") || urn;
}

/** The URN without its name, which says where in the program a resource stands. */
export function placeIn(urn: string): string {
  return urn.split("::").slice(0, 3).join("::");
}

export function typeNameIn(urn: string): string {
  return qualifiedTypeIn(urn).split("$").at(-1) ?? "";
}

export function typeOf(urn: string): ResourceType | undefined {
  const type = typeNameIn(urn);
  return Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
}

export function isStack(urn: string): boolean {
  return qualifiedTypeIn(urn) === "pulumi:pulumi:Stack";
}

function qualifiedTypeIn(urn: string): string {
  return urn.split("::")[2] ?? "";
}
