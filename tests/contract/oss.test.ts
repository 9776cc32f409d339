import { createOssClient, credentialsFor, locationOf, normaliseLocation } from "../../provider/oss";
import { contract } from "./contract";

/*
 * Against OSS itself: OSS_CONTRACT_REGION, OSS_CONTRACT_SOURCE (a bucket without rules there), OSS_CONTRACT_TARGET and
 * OSS_CONTRACT_TARGET_LOCATION (another region), and credentials as for any use. A rule without history is put on the
 * source for prefixes of its own and deleted again; its clearing may take long.
 */
const { OSS_CONTRACT_REGION, OSS_CONTRACT_SOURCE, OSS_CONTRACT_TARGET, OSS_CONTRACT_TARGET_LOCATION } =
  process.env;
const region = OSS_CONTRACT_REGION;
const source = OSS_CONTRACT_SOURCE;
const target = OSS_CONTRACT_TARGET;
const targetLocation = OSS_CONTRACT_TARGET_LOCATION;

if (region && source && target && targetLocation) {
  contract("at OSS", async () => {
    const credentials = credentialsFor({});
    const keys = await credentials.get();
    const clientWith = (changed: Partial<typeof keys>) =>
      createOssClient({ region, credentials: { get: async () => ({ ...keys, ...changed }) } });
    return {
      service: createOssClient({ region, credentials }),
      withWrongSecret: clientWith({ accessKeySecret: "wrong" }),
      withUnknownKey: clientWith({ accessKeyId: "LTAIEXAMPLEEXAMPLEEXAMPL" }),
      source,
      sourceLocation: locationOf(region),
      target,
      targetLocation: normaliseLocation(targetLocation),
      pass: () => new Promise((resolve) => setTimeout(resolve, 5000)),
      close: async () => {},
    };
  });
} else {
  test.skip("the client's promises, at OSS: set OSS_CONTRACT_REGION, _SOURCE, _TARGET and _TARGET_LOCATION to run", () => {});
}
