import type { Command } from "commander";
import { locationsIn } from "../functions/answers";
import { locationOf, RULE_DEFAULTS } from "../oss";
import { table } from "../terminal/table";
import { type BucketOptions, onBucket, serviceFor } from "./connect";
import type { Io } from "./io";
import { print } from "./print";

/** GetBucketReplicationLocation. */
export function fill(command: Command, io: Io): void {
  onBucket(command).action(async (options: BucketOptions) => {
    const { service, region } = serviceFor(options, io);
    const locations = locationsIn(await service.getBucketReplicationLocation(options.bucket));
    const ownLocation = locationOf(region);
    print(io, options.json, { ownLocation, locations }, () =>
      table(
        ["LOCATION", "TRANSFER", "RTC"],
        [
          // OSS does not list the bucket's own location, which is allowed nevertheless and has no RTC.
          [`${ownLocation} (own)`, RULE_DEFAULTS.transferType, "no"],
          ...locations.map((row) => [
            row.location,
            row.transferTypes.join(","),
            RTC[String(row.rtc)] as string,
          ]),
        ],
        io.screen(),
      ),
    );
  });
}

const RTC: Record<string, string> = { true: "yes", false: "no", undefined: "unknown" };
