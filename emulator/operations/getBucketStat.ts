import { xml } from "../http/reply";
import { element } from "../xml/write";
import type { BucketOperation } from "./context";

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketstat */
export const getBucketStat: BucketOperation = ({ now }, { stat: { storage, objectCount } }) => {
  const values = {
    Storage: storage,
    ObjectCount: objectCount,
    MultipartUploadCount: 0,
    LiveChannelCount: 0,
    MultipartPartCount: 0,
    DeleteMarkerCount: 0,
    LastModifiedTime: Math.floor(now / 1000),
    StandardStorage: storage,
    StandardObjectCount: objectCount,
    ...nothingIn("InfrequentAccess"),
    ...nothingIn("Archive"),
    ...nothingIn("ColdArchive"),
    ...nothingIn("DeepColdArchive"),
  };
  return xml(
    element(
      "BucketStat",
      Object.entries(values).map(([name, value]) => element(name, String(value))),
    ),
  );
};

function nothingIn(storageClass: string): Record<string, number> {
  return {
    [`${storageClass}Storage`]: 0,
    [`${storageClass}RealStorage`]: 0,
    [`${storageClass}ObjectCount`]: 0,
  };
}
