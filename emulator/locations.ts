/**
 * Which locations replicate to which. The targets of a Hangzhou bucket are those of an answer captured in the tests
 * of the official Go client (aliyun-oss-go-sdk, oss/type_test.go) and the public regions that were opened since
 * (https://help.aliyun.com/zh/oss/user-guide/regions-and-endpoints); the other sources follow by the documented rules:
 * https://www.alibabacloud.com/help/en/object-storage-service/latest/configure-crr
 */

const mainland = ids("cn", [
  ...["beijing", "chengdu", "fuzhou", "guangzhou", "hangzhou", "heyuan", "huhehaote", "nanjing", "qingdao"],
  ...["shanghai", "shenzhen", "wuhan-lr", "wulanchabu", "zhangjiakou", "zhongwei"],
]);
const outside = [
  ...ids("ap", ["northeast-1", "northeast-2", "south-1", "southeast-1", "southeast-2", "southeast-3"]),
  ...ids("ap", ["southeast-5", "southeast-6", "southeast-7", "southeast-8"]),
  ...["oss-cn-hongkong", "oss-eu-central-1", "oss-eu-west-1", "oss-eu-west-2", "oss-me-central-1"],
  ...["oss-me-east-1", "oss-na-south-1", "oss-rus-west-1", "oss-us-east-1", "oss-us-west-1"],
];

/** Buckets without a region attribute: partners of the mainland, never offered as a target in an answer. */
const regionless = "oss-rg-china-mainland";

/** Locations of the finance clouds do not follow from their regions; the first of a region is its public one. */
const regionsOfFinance: Record<string, string> = {
  "oss-cn-hzfinance": "cn-hangzhou-finance",
  "oss-cn-hzjbp-a": "cn-hangzhou-finance",
  "oss-cn-hzjbp-b": "cn-hangzhou-finance",
  "oss-cn-shanghai-finance-1-pub": "cn-shanghai-finance-1",
  "oss-cn-shanghai-finance-1": "cn-shanghai-finance-1",
  "oss-cn-szfinance": "cn-shenzhen-finance-1",
  "oss-cn-shenzhen-finance-1": "cn-shenzhen-finance-1",
  "oss-cn-beijing-finance-1-pub": "cn-beijing-finance-1",
  "oss-cn-beijing-finance-1": "cn-beijing-finance-1",
};

/** Known, but without any partner to replicate to. That is sure of the government cloud; the others are a guess. */
const withoutPartner = ["oss-cn-north-2-gov-1", ...Object.keys(regionsOfFinance)];

/** https://www.alibabacloud.com/help/en/oss/user-guide/rtc */
const rtcGroups = [
  ids("cn", ["beijing", "hangzhou", "qingdao", "shanghai", "shenzhen", "zhangjiakou"]),
  ["oss-us-east-1", "oss-us-west-1"],
];

function ids(area: string, names: string[]): string[] {
  return names.map((name) => `oss-${area}-${name}`);
}

/** `oss-cn-hangzhou` for `cn-hangzhou`; a location id stays as it is. */
export function toLocation(regionOrLocation: string): string {
  if (regionOrLocation.startsWith("oss-")) return regionOrLocation;
  const finance = Object.keys(regionsOfFinance).find(
    (location) => regionsOfFinance[location] === regionOrLocation,
  );
  return finance ?? `oss-${regionOrLocation}`;
}

/** `cn-hangzhou` for `oss-cn-hangzhou`. */
export function toRegion(location: string): string {
  return regionsOfFinance[location] ?? location.replace(/^oss-/, "");
}

/** The targets towards which a source can have RTC. */
export function rtcTargetsOf(source: string): string[] {
  const group = rtcGroups.find((locations) => locations.includes(source)) ?? [];
  return group.filter((location) => location !== source);
}

/** The locations of one emulator: those of the table, and what its user adds. */
export class Locations {
  private readonly mainland: readonly string[];
  private readonly outside: readonly string[];

  /** An added location is in the mainland when it begins as the mainland's do; it replicates as its neighbours do. */
  constructor(added: readonly string[] = []) {
    const fresh = added.map(toLocation).filter((location) => !isInTable(location));
    this.mainland = [...mainland, ...fresh.filter((location) => location.startsWith("oss-cn-"))];
    this.outside = [...outside, ...fresh.filter((location) => !location.startsWith("oss-cn-"))];
  }

  has(location: string): boolean {
    return isInTable(location) || this.mainland.includes(location) || this.outside.includes(location);
  }

  /** The targets OSS offers a source, in alphabetical order; never its own location, though rules inside it are legal. */
  targetsOf(source: string): string[] {
    if (source === regionless) return [...this.mainland].sort();
    if (withoutPartner.includes(source)) return [];
    return [...this.mainland, ...this.outside].filter((location) => location !== source).sort();
  }

  isLegalTarget(source: string, target: string): boolean {
    if (source === target || this.targetsOf(source).includes(target)) return true;
    return target === regionless && this.mainland.includes(source);
  }

  /** The transfer types of a link that is constrained, as OSS lists them; the links that are not listed are `internal`. */
  constrainedTypes(source: string, target: string): string[] | undefined {
    const crosses = this.outside.includes(source) !== this.outside.includes(target);
    return crosses ? ["oss_acc"] : undefined;
  }

  /**
   * All transfer types of a link. A link that OSS does not list has no `oss_acc`: the page of EC 0031-00000107 refuses
   * it from Hangzhou to Beijing (https://help.aliyun.com/document_detail/600545.html).
   */
  typesOf(source: string, target: string): string[] {
    return this.constrainedTypes(source, target) ?? ["internal"];
  }
}

function isInTable(location: string): boolean {
  return [...mainland, ...outside, regionless, ...withoutPartner].includes(location);
}
