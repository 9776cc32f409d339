import { normaliseLocation, type Rule, regionOf } from "../../oss";
import { type Context, serviceOf } from "../context";
import { isUserFacing } from "../errors";
import type { Declared } from "../memory";
import { isOurForm } from "../ownership";
import { regionFor } from "../settings";
import { askSource, askTarget } from "./inquiry";

/* Questions about all rules that the program declares, not about one alone. */

/**
 * Asks about all rules that the program declares, so that one note can list every bucket that OSS cannot be asked about.
 * The engine checks one resource after the other, and the first knows nothing of the next.
 */
export async function survey(context: Context): Promise<void> {
  await Promise.all(context.memory.declared.map((rule) => askAbout(context, rule)));
}

/** The rule of `pair` is being asked about: others whose checks will follow are asked about beside it. */
export function askAhead(context: Context, pair: Declared): void {
  const silent = { ...context, facts: context.facts.silently() };
  for (const rule of context.memory.noteAsked(pair.bucket, pair.target)) {
    // Whatever fails is met again, and told, by the rule's own check.
    askAbout(silent, rule).catch(() => {});
  }
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

/** Milliseconds that a failure waits for what else it could report. */
const PATIENCE = 5_000;

interface InTheWay {
  bucket: string;
  target: string;
  id: string;
}

/**
 * The rules that stand in the way of others that the program declares. The engine stops at the first refusal. Without
 * this, after a command that was interrupted where OSS makes the ids, each run would report one of them.
 */
export async function othersInTheWay(context: Context, pair: Declared): Promise<string[]> {
  const { memory, clock } = context;
  const others = memory.declared.filter(
    ({ bucket, target }) =>
      (bucket !== pair.bucket || target !== pair.target) && !memory.isManaged(bucket, target),
  );
  const tooLate = clock.sleep(PATIENCE).then((): InTheWay[] => []);
  const found = await Promise.all(others.map((other) => Promise.race([lookFor(context, other), tooLate])));
  return inWords(found.flat());
}

async function lookFor(context: Context, declared: Declared): Promise<InTheWay[]> {
  const { bucket, target } = declared;
  try {
    const rules = await serviceOf(context, declared).getBucketReplication(bucket);
    const inTheWay = rules.filter((rule) => mayBeLeftOver(rule) && rule.destination.bucket === target);
    return inTheWay.map(({ id }) => ({ bucket, target, id }));
  } catch {
    return [];
  }
}

/** A rule with an id of our form is judged when its resource is checked. */
function mayBeLeftOver({ id, status }: Rule): boolean {
  return status !== "closing" && !isOurForm(id);
}

function inWords(rules: InTheWay[]): string[] {
  if (rules.length === 0) return [];
  const each = rules.map(
    ({ bucket, target, id }) => `from ${bucket} to ${target}: \`adopt: ${JSON.stringify(id)}\``,
  );
  return [
    `Other rules of this program, which this command has not found in the state, have a rule in the way too: ${each.join("; ")}.`,
  ];
}
