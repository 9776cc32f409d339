import { isAddressable, locationOf, NAMING_RULE, normaliseLocation, RULE_FIELDS } from "../../../oss";
import { isObject } from "../../normalise";
import { noRegion } from "../../settings";
import { isUnknown } from "../../unknown";
import { type Arguments, type Check, oneOf, show, text, unknownKeys } from "./values";

export const region: Check = ({ region }) =>
  region === undefined ? [noRegion().message] : text("region", region);

export const bucketName =
  (name: string, of: (args: Arguments) => unknown): Check =>
  (args) => {
    const value = of(args);
    if (value === undefined) return [`\`${name}\` is missing: name the bucket.`];
    if (isUnknown(value)) return [];
    return typeof value === "string" && isAddressable(value)
      ? []
      : [`\`${name}\` is ${show(value)}, which is not a valid bucket name. ${NAMING_RULE}`];
  };

export const destination: Check = (args) => {
  const value = args.destination;
  if (value === undefined) return ["`destination` is missing: `{ bucket, location }` of the target bucket."];
  if (isUnknown(value)) return [];
  if (!isObject(value))
    return [`\`destination\` is ${show(value)}; it must be \`{ bucket, location, transferType? }\`.`];
  return [
    ...unknownKeys("destination", value, ["bucket", "location", "transferType"]),
    ...bucketName("destination.bucket", () => value.bucket)(args),
    ...location(value.location),
    ...oneOf("destination.transferType", value.transferType, RULE_FIELDS.destination.values),
    ...sameBucket(args.bucket, value.bucket),
    ...accelerationInsideRegion(args.region, value),
  ];
};

function location(value: unknown): string[] {
  if (value === undefined)
    return [
      '`destination.location` is missing: the OSS location of the target bucket, for example "oss-cn-beijing".',
    ];
  return text("destination.location", value);
}

function sameBucket(source: unknown, target: unknown): string[] {
  if (typeof source !== "string" || isUnknown(source) || source !== target) return [];
  return [
    `The source bucket ${source} cannot be its own target, within a region too: name another bucket in \`destination.bucket\`.`,
  ];
}

function accelerationInsideRegion(sourceRegion: unknown, target: Record<string, unknown>): string[] {
  const known = [sourceRegion, target.location].every(
    (value) => typeof value === "string" && !isUnknown(value),
  );
  if (!known || target.transferType !== "oss_acc") return [];
  if (locationOf(sourceRegion as string) !== normaliseLocation(target.location as string)) return [];
  return [
    `\`destination.transferType\` "oss_acc" is for targets in another region, and ${target.location} is the source bucket's own: leave it out, or say "internal".`,
  ];
}
