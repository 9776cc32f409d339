import { xml } from "../http/reply";
import { constrainedTypes, rtcTargetsOf, targetsOf } from "../locations";
import { element, type XmlOut } from "../xml/write";
import type { BucketOperation } from "./context";

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplicationlocation */
export const getBucketReplicationLocation: BucketOperation = (_context, { location: source }) =>
  xml(
    element("ReplicationLocation", [
      ...targetsOf(source).map(locationXml),
      element("LocationTransferTypeConstraint", constraints(source)),
      element("LocationRTCConstraint", rtcTargetsOf(source).map(locationXml)),
    ]),
  );

// Captured answers have these in no useful order, so nobody should get to rely on one.
function constraints(source: string): (XmlOut | undefined)[] {
  return targetsOf(source)
    .reverse()
    .map((target) => {
      const types = constrainedTypes(source, target);
      if (!types) return undefined;
      const typesXml = types.map((type) => element("Type", type));
      return element("LocationTransferType", [locationXml(target), element("TransferTypes", typesXml)]);
    });
}

function locationXml(location: string): XmlOut {
  return element("Location", location);
}
