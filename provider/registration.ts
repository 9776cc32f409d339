import * as pulumi from "@pulumi/pulumi";
import { ownerOf } from "./lifecycle/identity";

/**
 * Who owns a rule. The provider process knows neither the resource's name nor its stack, so that the constructor
 * tells. `oss:owner` stands in for the organisation where two backends use equal names.
 */
export function ruleOwner(
  type: string,
  name: string,
  opts: pulumi.CustomResourceOptions | undefined,
): pulumi.Output<string> {
  const organisation = new pulumi.Config("oss").get("owner") || pulumi.getOrganization();
  return pulumi.createUrn(name, type, opts?.parent).apply((urn) => ownerOf(organisation, urn));
}

/**
 * Whether the program itself may make the buckets in the same command: a name that comes from another resource is
 * often known in a preview before the bucket exists.
 */
export async function bucketsToCome(
  names: unknown[],
  opts: pulumi.CustomResourceOptions | undefined,
): Promise<boolean> {
  if (opts?.dependsOn !== undefined) return true;
  const output = pulumi.output(names) as { allResources?: () => Promise<Set<unknown>> };
  const sources = await output.allResources?.();
  return sources !== undefined && sources.size > 0;
}
