import * as pulumi from "@pulumi/pulumi";

/** Settings of one account and region; each is one of the stack configuration's, which a `Provider` does not read. */
export interface ProviderArgs {
  /** Region id of the source buckets, as `cn-hangzhou`. Default: `OSS_REGION`. */
  region?: pulumi.Input<string | undefined>;
  /** Host or URL to reach OSS at. Default: `OSS_ENDPOINT`, else the region's own. */
  endpoint?: pulumi.Input<string | undefined>;
  /** Name of a profile of the Alibaba Cloud CLI. Default: the environment's credentials. */
  profile?: pulumi.Input<string | undefined>;
  /** `off` where previews have no credentials: they then ask OSS nothing, and say so. Default `on`. */
  checks?: pulumi.Input<"on" | "off" | (string & {}) | undefined>;
  /** ARN of a RAM role to take with these credentials, as `acs:ram::1001:role/deploy`. Default: none. */
  roleArn?: pulumi.Input<string | undefined>;
  /** Whether `endpoint` may be `http://` to another machine, as for a gateway inside one's own network. Default: false. */
  allowHttp?: pulumi.Input<boolean | undefined>;
}

/**
 * An account or region of its own, for resources by the options `provider` and `providers`, for functions by
 * `{ provider }`. What it leaves out comes from the environment, not from the stack's configuration. Changing it
 * changes how buckets are reached, and replaces nothing but rules whose region comes from it; nor does giving a
 * resource another provider. `oss:owner` stays the stack's.
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    super("pulumi-nodejs", name, configurationOf(args), opts);
  }
}

/** As the engine hands it to the provider process, and as `pulumi config set` would write it. */
function configurationOf(args: ProviderArgs): pulumi.Inputs {
  return Object.fromEntries(Object.entries(args).map(([key, value]) => [`oss:${key}`, value]));
}
