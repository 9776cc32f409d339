/**
 * What the engine hands over in a preview for a value that is only known after another resource is made. It can
 * stand for a whole property or for one element of a list. (@pulumi/pulumi, runtime/rpc `unknownValue`)
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}

export function containsUnknown(value: unknown): boolean {
  if (value !== null && typeof value === "object") return Object.values(value).some(containsUnknown);
  return isUnknown(value);
}
