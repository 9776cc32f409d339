/**
 * Which locations replicate to which. The targets of a Hangzhou bucket are those of an answer captured in the tests
 * of the official Go client (aliyun-oss-go-sdk, oss/type_test.go); the other sources follow by the documented rules:
 * https://www.alibabacloud.com/help/en/object-storage-service/latest/configure-crr
 */

const mainland = ids("cn", [
  ...["beijing", "chengdu", "fuzhou", "guangzhou", "hangzhou", "heyuan", "huhehaote", "nanjing", "qingdao"],
  ...["shanghai", "shenzhen", "wulanchabu", "zhangjiakou"],
]);
const outside = [
  ...ids("ap", ["northeast-1", "northeast-2", "south-1", "southeast-1", "southeast-2", "southeast-3"]),
  ...ids("ap", ["southeast-5", "southeast-6", "southeast-7"]),
  ...["oss-cn-hongkong", "oss-eu-central-1", "oss-eu-west-1", "oss-me-central-1", "oss-me-east-1"],
  ...["oss-rus-west-1", "oss-us-east-1", "oss-us-west-1"],
];

/** Buckets without a region attribute: partners of the mainland, never offered as a target in an answer. */
const regionless = "oss-rg-china-mainland";

/** Known, but without any partner to replicate to. */
const withoutPartner = ["oss-cn-north-2-gov-1"];

/** https://www.alibabacloud.com/help/en/oss/user-guide/rtc */
const rtcGroups = [
  ids("cn", ["beijing", "hangzhou", "qingdao", "shanghai", "shenzhen", "zhangjiakou"]),
  ["oss-us-east-1", "oss-us-west-1"],
];

const known = new Set([...mainland, ...outside, regionless, ...withoutPartner]);

function ids(area: string, names: string[]): string[] {
  return names.map((name) => `oss-${area}-${name}`);
}

export function isLocation(location: string): boolean {
  return known.has(location);
}

/** `oss-cn-hangzhou` for `cn-hangzhou`; a location id stays as it is. */
export function toLocation(regionOrLocation: string): string {
  return regionOrLocation.startsWith("oss-") ? regionOrLocation : `oss-${regionOrLocation}`;
}

/** `cn-hangzhou` for `oss-cn-hangzhou`. */
export function toRegion(location: string): string {
  return location.replace(/^oss-/, "");
}

/** The targets OSS offers a source, in alphabetical order; never its own location, though rules inside it are legal. */
export function targetsOf(source: string): string[] {
  if (source === regionless) return mainland;
  if (withoutPartner.includes(source)) return [];
  return [...mainland, ...outside].filter((location) => location !== source).sort();
}

export function isLegalTarget(source: string, target: string): boolean {
  if (source === target || targetsOf(source).includes(target)) return true;
  return target === regionless && mainland.includes(source);
}

/** The transfer types of a link that is constrained, as OSS lists them; the links that are not listed are `internal`. */
export function constrainedTypes(source: string, target: string): string[] | undefined {
  const crosses = outside.includes(source) !== outside.includes(target);
  return crosses ? ["oss_acc"] : undefined;
}

/**
 * All transfer types of a link. A link that OSS does not list has no `oss_acc`: the page of EC 0031-00000107 refuses
 * it from Hangzhou to Beijing (https://help.aliyun.com/document_detail/600545.html).
 */
export function typesOf(source: string, target: string): string[] {
  return constrainedTypes(source, target) ?? ["internal"];
}

/** The targets towards which a source can have RTC. */
export function rtcTargetsOf(source: string): string[] {
  const group = rtcGroups.find((locations) => locations.includes(source)) ?? [];
  return group.filter((location) => location !== source);
}
