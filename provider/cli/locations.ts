import { type Command, Option } from "commander";
import { locationsIn, type ReplicationLocation } from "../functions/answers";
import { locationOf, RULE_DEFAULTS } from "../oss";
import { table } from "../terminal/table";
import { line } from "../terminal/text";
import { type BucketOptions, onBucket, serviceFor } from "./connect";
import type { Io } from "./io";
import { print } from "./print";
import { withJson } from "./resultJson";

interface Filters {
  rtc?: boolean;
  transferType?: string;
}

interface Result {
  ownLocation: string;
  locations: ReplicationLocation[];
}

/** GetBucketReplicationLocation. */
export function fill(command: Command, io: Io): void {
  withJson<Result>(onBucket(command), "one object:", {
    ownLocation: "OSS location of the bucket, which a rule may name, too",
    locations:
      "for each other: location, transferTypes, and rtc: true, false, or absent where OSS does not say",
  })
    .option("--rtc", "only where replication time control can be on")
    .addOption(
      new Option("--transfer-type <type>", "only where a rule may have it").choices(["internal", "oss_acc"]),
    )
    .action(async (options: BucketOptions & Filters) => {
      const { service, region } = serviceFor(options, io);
      const answer = await service.getBucketReplicationLocation(options.bucket);
      if (options.rtc && answer.rtcLocations === undefined)
        io.err(line("oss-replication, note: OSS did not say where RTC can be on, so no location is listed."));
      // OSS does not list the bucket's own location, which is allowed nevertheless and has no RTC.
      const own = { location: locationOf(region), transferTypes: [RULE_DEFAULTS.transferType], rtc: false };
      const locations = locationsIn(answer).filter(passes(options));
      const ownRows = [own]
        .filter(passes(options))
        .map((row) => ({ ...row, location: `${row.location} (own)` }));
      print<Result>(io, options.json, { ownLocation: own.location, locations }, () =>
        table(["LOCATION", "TRANSFER", "RTC"], [...ownRows, ...locations].map(rowOf), io.screen()),
      );
    });
}

function passes({ rtc, transferType }: Filters): (row: ReplicationLocation) => boolean {
  return (row) =>
    (!rtc || row.rtc === true) && (transferType === undefined || row.transferTypes.includes(transferType));
}

function rowOf({ location, transferTypes, rtc }: ReplicationLocation): string[] {
  return [location, transferTypes.join(","), RTC[String(rtc)] as string];
}

const RTC: Record<string, string> = { true: "yes", false: "no", undefined: "unknown" };
