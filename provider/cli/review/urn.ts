/** A resource of ours that a review tells of. */
export type OurType = "rule" | "rtc";

const TYPES: Record<string, OurType> = {
  "pulumi-nodejs:dynamic/oss:ReplicationRule": "rule",
  "pulumi-nodejs:dynamic/oss:ReplicationRtc": "rtc",
};

/** `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`, where the name may hold anything. */
export function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::") || urn;
}

export function typeOf(urn: string): OurType | undefined {
  const type = qualifiedTypeIn(urn).split("$").at(-1) ?? "";
  return Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
}

export function isStack(urn: string): boolean {
  return qualifiedTypeIn(urn) === "pulumi:pulumi:Stack";
}

function qualifiedTypeIn(urn: string): string {
  return urn.split("::")[2] ?? "";
}
