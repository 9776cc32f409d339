import { bulkhead } from "cockatiel";
import { normaliseLocation, regionOf } from "../../oss";
import type { Context } from "../context";
import { isUserFacing } from "../errors";
import type { Declared } from "../memory";
import { regionFor } from "../settings";
import { askSource, askTarget } from "./inquiry";

/** How many buckets are asked about at the same time. */
const SIDE_BY_SIDE = 16;

/**
 * Asks about all rules that the program declares, so that one note can list every bucket that OSS cannot be asked about.
 * The engine checks one resource after the other, and the first knows nothing of the next.
 */
export async function survey(context: Context): Promise<void> {
  const places = bulkhead(SIDE_BY_SIDE, Number.POSITIVE_INFINITY);
  await Promise.all(context.memory.declared.map((rule) => places.execute(() => askAbout(context, rule))));
}

/** What is wrong with a rule is reported by its own check. */
async function askAbout(context: Context, declared: Declared): Promise<void> {
  const { bucket, target, location, endpoint, network, hasRole = false } = declared;
  const region = regionFor(declared, context.settings);
  if (!region) return;
  const source = { bucket, region: regionOf(region), endpoint, network };
  try {
    const { facts, problem } = await askSource(context, source, {});
    if (problem !== undefined || location === undefined) return;
    await askTarget(
      context,
      { source, bucket: target, location: normaliseLocation(location), hasRole },
      facts,
      {},
    );
  } catch (error) {
    if (!isUserFacing(error)) throw error;
  }
}
