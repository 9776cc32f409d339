import * as pulumi from "@pulumi/pulumi";
import type { Hints } from "../lifecycle/check/check";
import type { Declared } from "../lifecycle/memory";
import { ownerOf } from "../lifecycle/ownership";

/**
 * The URN that the engine is going to give a rule's resource, and who owns the rule. The provider process knows neither the
 * resource's name nor its stack, so the constructor says it. `oss:owner` replaces the organisation if two backends use equal
 * names.
 */
export function identityOf(
  type: string,
  name: string,
  opts: pulumi.CustomResourceOptions | undefined,
): Record<"urn" | "owner", string | Promise<string>> {
  const organisation = new pulumi.Config("oss").get("owner") || organisationName();
  const urn = followed(urnPrefix(opts?.parent), (prefix) => `${prefix}${type}::${name}`);
  return { urn, owner: followed(urn, (known) => ownerOf(organisation, known)) };
}

/** At once where the value is there: a program waits for each of its promises. */
function followed(
  value: string | Promise<string>,
  then: (known: string) => string,
): string | Promise<string> {
  return typeof value === "string" ? then(value) : value.then(then);
}

const prefixes = new WeakMap<pulumi.Resource, Promise<string>>();

/**
 * What the URNs of all children of a parent begin with, asked for once: Pulumi makes a hundred promises for a URN. Without
 * a parent it is told by the stack, of which one process may run several.
 */
function urnPrefix(parent: pulumi.Resource | undefined): string | Promise<string> {
  if (parent === undefined) return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::`;
  const prefix =
    prefixes.get(parent) ??
    plainValue(pulumi.createUrn("", "", parent)).then((urn) => urn.slice(0, -"::".length));
  prefixes.set(parent, prefix);
  return prefix;
}

/**
 * The value without what it depends on. A URN depends on the parent, and as an input that means on all the parent's
 * children: two of them would wait for each other for ever.
 */
function plainValue(output: pulumi.Output<string>): Promise<string> {
  return (output as unknown as { promise(): Promise<string> }).promise();
}

/** Mocks of a user's unit test may have no organisation. Every engine has one. */
function organisationName(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "organization";
  }
}

/** What the provider needs to know about the program. It is not an argument and never in state. */
export function hintsOf(
  args: object,
  names: unknown[],
  opts: pulumi.CustomResourceOptions | undefined,
  more: Partial<Record<keyof Hints, unknown>> = {},
): pulumi.Inputs {
  return {
    bucketsToCome: bucketsToCome(names, opts),
    secrets: secretNames(args),
    applying: !pulumi.runtime.isDryRun() || undefined,
    ...more,
  };
}

/** As JSON, since the SDK makes promises for each property of an input. */
export async function inOneText(hints: pulumi.Inputs): Promise<string> {
  const known: Record<string, unknown> = {};
  for (const [name, hint] of Object.entries(hints)) known[name] = hint instanceof Promise ? await hint : hint;
  return JSON.stringify(known);
}

/** The SDK has made an output of them, which would go into state where a stack exports the whole resource. */
export function forgetHints(resource: pulumi.CustomResource): void {
  Reflect.deleteProperty(resource, "hints");
}

/** The provider gets plain values, so the constructor says which of them no message may repeat. */
function secretNames(args: object): Promise<string[] | undefined> | undefined {
  const mayBeSecret = Object.entries(args).filter(([, value]) => !isPlain(value));
  return mayBeSecret.length > 0 ? secretsAmong(mayBeSecret) : undefined;
}

async function secretsAmong(args: [string, unknown][]): Promise<string[] | undefined> {
  const entries = await Promise.all(
    args.map(async ([name, value]) => [name, await pulumi.isSecret(pulumi.output(value))] as const),
  );
  const names = entries.filter(([, secret]) => secret).map(([name]) => name);
  return names.length > 0 ? names : undefined;
}

/** A name that comes from another resource is often known in a preview before the bucket exists. */
function bucketsToCome(
  names: unknown[],
  opts: pulumi.CustomResourceOptions | undefined,
): boolean | Promise<boolean> {
  if (isDependent(opts)) return true;
  return names.every(isPlain) ? false : hasResources(names);
}

async function hasResources(names: unknown[]): Promise<boolean> {
  const output = pulumi.output(names) as { allResources?: () => Promise<Set<unknown>> };
  const sources = await output.allResources?.();
  return sources !== undefined && sources.size > 0;
}

/** Whether a value is known as it stands, so that nothing needs to be waited for. */
function isPlain(value: unknown): boolean {
  if (value === null || typeof value !== "object") return true;
  const isData = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isData && Object.values(value).every(isPlain);
}

function isDependent(opts: pulumi.CustomResourceOptions | undefined): boolean {
  const { dependsOn } = opts ?? {};
  return dependsOn !== undefined && !(Array.isArray(dependsOn) && dependsOn.length === 0);
}

/** A rule that lists others lists so many: those that follow, and after the last the first. */
const LISTED = 128;
/** Every so many rules list others, and some of the first and the last: which is checked first, nobody knows. */
const EVERY = 8;
const AT_THE_ENDS = 4;

type Batch = { rules: Declared[]; complete: Promise<void> };

/** By the provider that serves the rules, each in a process of its own. */
const batches = new Map<pulumi.ProviderResource | undefined, Batch>();

/**
 * Some rules list those that the program declares in the same turn of its event loop. The check can then ask about them
 * side by side, and a failure can speak of all of them, although the engine shows the provider one at a time. All wait for
 * the end of that turn, or those that list nothing would be checked first. JSON, because the engine walks through every
 * property of an input.
 */
export function declaredWith(
  args: Record<string, unknown>,
  opts: pulumi.CustomResourceOptions | undefined,
  type: string,
): Promise<string | undefined> | undefined {
  const declared = declaredBy(args);
  if (declared === undefined) return undefined;
  const { rules, complete } = batchOf(opts?.provider ?? opts?.parent?.getProvider(type));
  const toCome = isDependent(opts);
  const at = rules.push(toCome ? { ...declared, toCome } : declared) - 1;
  return complete.then(() => (lists(at, rules.length) ? JSON.stringify(from(rules, at)) : undefined));
}

function lists(at: number, count: number): boolean {
  return at % EVERY === 0 || at < AT_THE_ENDS || at >= count - AT_THE_ENDS;
}

/** Begins with a few before it, whose checks may come right after its own. */
function from(rules: Declared[], at: number): Declared[] {
  const first = Math.max(0, at - AT_THE_ENDS);
  return [...rules.slice(first), ...rules.slice(0, first)].slice(0, LISTED);
}

function batchOf(provider: pulumi.ProviderResource | undefined): Batch {
  const known = batches.get(provider);
  if (known) return known;
  const complete = new Promise<void>((resolve) =>
    setImmediate(() => {
      batches.delete(provider);
      resolve();
    }),
  );
  const batch = { rules: [], complete };
  batches.set(provider, batch);
  return batch;
}

/** Only what the program says in plain strings. Nothing can be asked about a value that is yet to come. */
function declaredBy({
  bucket,
  region,
  endpoint,
  network,
  destination,
  syncRole,
}: Record<string, unknown>): Declared | undefined {
  const target = textAt(destination, "bucket");
  if (typeof bucket !== "string" || target === undefined) return undefined;
  const located = Object.entries({ region, endpoint, network }).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  if (located.some(([, value]) => typeof value !== "string")) return undefined;
  const location = textAt(destination, "location");
  return {
    bucket,
    target,
    ...Object.fromEntries(located),
    ...(location !== undefined && { location }),
    ...(syncRole !== undefined && syncRole !== null && { hasRole: true }),
  };
}

function textAt(object: unknown, key: string): string | undefined {
  if (object === null || typeof object !== "object" || pulumi.Output.isInstance(object)) return undefined;
  const value = (object as Record<string, unknown>)[key];
  return typeof value === "string" ? value : undefined;
}
