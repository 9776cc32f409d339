import * as pulumi from "@pulumi/pulumi";
import type { ProviderSettings } from "../lifecycle/settings";
import type { Arguments } from "./mapped";

/**
 * Settings of one account and region. Each has the name of a key of the stack's configuration (`oss:region`), which a
 * `Provider` does not read.
 */
export interface ProviderArgs extends Arguments<ProviderSettings> {}

/**
 * Another account or region than the stack's. Give it to resources by the options `provider` and `providers`, and to
 * functions by `{ provider }`. What it leaves out comes from the environment, not from the stack's configuration.
 *
 * Changing it, or giving a resource another one, changes how buckets are reached and replaces nothing. The exception is
 * a rule whose region comes from it. `oss:owner` is always the stack's.
 */
export class Provider extends pulumi.ProviderResource {
  /**
   * Makes a provider. It calls nothing.
   * @param name the name of the resource, unique in the stack among providers.
   * @param args its settings. Default: those of the environment.
   * @param opts the options of any resource.
   */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    super("pulumi-nodejs", name, configurationKeys(args), opts);
  }
}

/** As the engine passes it to the provider process, and as `pulumi config set` would write it. */
function configurationKeys(args: ProviderArgs): pulumi.Inputs {
  return Object.fromEntries(Object.entries(args).map(([key, value]) => [`oss:${key}`, value]));
}
