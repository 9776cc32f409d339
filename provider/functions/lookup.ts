import * as pulumi from "@pulumi/pulumi";
import { connections } from "../lifecycle/connections";
import { isUserFacing, ReplicationError } from "../lifecycle/errors";
import { type Settings, settingsFrom } from "../lifecycle/settings";
import { regionOfProfile } from "../oss";
import { hasMocks } from "./mocks";
import { askOss, type BucketLookup, type Lookup } from "./questions";

const connect = connections();

/** Asks OSS about a bucket, or the mocks of a unit test. An uncaught failure ends a Pulumi program with its message alone. */
export async function lookUp<A extends BucketLookup, T>(
  lookup: Lookup<A, T>,
  args: A,
  opts: pulumi.InvokeOptions = {},
): Promise<T> {
  const { name } = lookup;
  try {
    if (hasMocks()) return await askMocks(name, args, providerIn(opts));
    return await askOss(lookup, args, await settingsOf(name, opts), connect);
  } catch (error) {
    throw isUserFacing(error) ? asRunError(error) : error;
  }
}

/**
 * The engine prints a `RunError` without a stack trace, and knows it by what an instance carries. So the failure takes
 * that over, and a program still catches an `OssError` or a `ReplicationError`. It has no stack trace: to write one,
 * Node.js 20 maps each frame back to TypeScript, which can take the program a minute.
 */
function asRunError<E extends Error>(error: E): E {
  error.stack = error.message;
  return Object.assign(error, new pulumi.RunError());
}

/** `lookUp` for arguments that come from other resources. Asks nothing while one of them is unknown. */
export function lookUpOutput<A extends BucketLookup, T>(
  lookup: Lookup<A, T>,
  args: { [K in keyof A]: pulumi.Input<A[K]> },
  opts: pulumi.InvokeOptions = {},
): pulumi.Output<T> {
  const provider = providerIn(opts);
  const configuration = provider && !hasMocks() ? outputsOf(provider) : undefined;
  return pulumi
    .all([args, configuration])
    .apply(([known]) => lookUp(lookup, known as A, opts)) as pulumi.Output<T>;
}

function askMocks(name: string, args: pulumi.Inputs, provider: pulumi.ProviderResource | undefined) {
  return pulumi.runtime.invoke(`oss-replication:index:${name}`, args, provider && { provider });
}

/** The same settings as in the provider process: a provider's own configuration replaces the stack's. */
async function settingsOf(name: string, opts: pulumi.InvokeOptions): Promise<Settings> {
  const provider = providerIn(opts);
  const configuration = provider && (await knownConfiguration(name, provider));
  const config = (key: string) => (configuration ? configuration[key] : ofStack(key));
  return settingsFrom(config, process.env, regionOfProfile);
}

function ofStack(key: string): string | undefined {
  const [namespace, name = ""] = key.split(":");
  return new pulumi.Config(namespace).get(name);
}

/** Without a provider, the parent's is used, as in every function of Pulumi. */
function providerIn({ provider, parent }: pulumi.InvokeOptions): pulumi.ProviderResource | undefined {
  if (!provider) return parent?.getProvider("pulumi-nodejs:dynamic/oss:ReplicationRule");
  // @pulumi/pulumi declares it as internal.
  const { pkg } = provider as unknown as { pkg?: string };
  if (pkg === undefined || pkg === "pulumi-nodejs") return provider;
  throw new ReplicationError(
    `The option \`provider\` is a provider of package ${pkg}, which cannot be used for OSS replication. Give a \`Provider\` of pulumi-oss-replication.`,
    "WrongProvider",
  );
}

/** A provider resource has its arguments as outputs of the same names. */
function outputsOf(provider: pulumi.ProviderResource): pulumi.Output<Record<string, string | undefined>> {
  const own = Object.entries(provider).filter(([key]) => key.startsWith("oss:"));
  return pulumi.output(Object.fromEntries(own));
}

async function knownConfiguration(
  name: string,
  provider: pulumi.ProviderResource,
): Promise<Record<string, string | undefined>> {
  // @pulumi/pulumi declares these two members of an output as internal.
  const output = outputsOf(provider) as unknown as {
    isKnown: Promise<boolean>;
    promise(): Promise<Record<string, string | undefined>>;
  };
  if (await output.isKnown) return output.promise();
  throw new ReplicationError(
    `${name} was given a provider whose settings come from a resource that does not exist yet. Use ${name}Output, which waits for that resource.`,
    "UnknownProvider",
  );
}
