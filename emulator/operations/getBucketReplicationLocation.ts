import { xml } from "../http/reply";
import { type Locations, rtcTargetsOf } from "../locations";
import { element, type XmlOut } from "../xml/write";
import type { BucketOperation } from "./context";

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplicationlocation */
export const getBucketReplicationLocation: BucketOperation = ({ locations }, { location: source }) =>
  xml(
    element("ReplicationLocation", [
      ...locations.targetsOf(source).map(locationXml),
      element("LocationTransferTypeConstraint", constraints(source, locations)),
      element("LocationRTCConstraint", rtcTargetsOf(source).map(locationXml)),
    ]),
  );

// Captured answers have these in no useful order, so nobody should get to rely on one.
function constraints(source: string, locations: Locations): (XmlOut | undefined)[] {
  return locations
    .targetsOf(source)
    .reverse()
    .map((target) => {
      const types = locations.constrainedTypes(source, target);
      if (!types) return undefined;
      const typesXml = types.map((type) => element("Type", type));
      return element("LocationTransferType", [locationXml(target), element("TransferTypes", typesXml)]);
    });
}

function locationXml(location: string): XmlOut {
  return element("Location", location);
}
