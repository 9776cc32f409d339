const prefix = "oss-";

/** OSS location id of a region: `cn-hangzhou` gives `oss-cn-hangzhou`. Not for finance regions, see `endpoint.ts`. */
export function locationOf(region: string): string {
  return normaliseLocation(region);
}

/** Region id of an OSS location: `oss-cn-hangzhou` gives `cn-hangzhou`. A region id stays as it is. */
export function regionOf(location: string): string {
  return location.startsWith(prefix) ? location.slice(prefix.length) : location;
}

/** The one spelling of a location: `cn-beijing` and `oss-cn-beijing` both give `oss-cn-beijing`. */
export function normaliseLocation(location: string): string {
  return location === "" || location.startsWith(prefix) ? location : prefix + location;
}
