import * as pulumi from "@pulumi/pulumi";

/**
 * Settings of one account and region. Each has the name of a key of the stack's configuration (`oss:region`), which a
 * `Provider` does not read.
 */
export interface ProviderArgs {
  /** Region id of the source buckets, such as `cn-hangzhou`. Default: `OSS_REGION`. */
  region?: pulumi.Input<string | undefined>;
  /** Host or URL to reach OSS at. Default: `OSS_ENDPOINT`, else the region's own endpoint. */
  endpoint?: pulumi.Input<string | undefined>;
  /** Name of a profile of the Alibaba Cloud CLI. Default: the credentials of the environment. */
  profile?: pulumi.Input<string | undefined>;
  /**
   * `on` (default) or `off`. With `off` a preview asks OSS nothing, and says so: for previews that have no credentials.
   */
  checks?: pulumi.Input<"on" | "off" | (string & {}) | undefined>;
  /** ARN of a RAM role to assume with these credentials, such as `acs:ram::1001:role/deploy`. Default: none. */
  roleArn?: pulumi.Input<string | undefined>;
  /**
   * Whether `endpoint` may be `http://` on another machine, such as a gateway inside your own network. Default: `false`.
   */
  allowHttp?: pulumi.Input<boolean | undefined>;
  /** Whether the deletion of a rule ends only when OSS has cleared it. Default: `true`. */
  waitForClearing?: pulumi.Input<boolean | undefined>;
}

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
