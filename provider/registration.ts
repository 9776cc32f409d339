import * as pulumi from "@pulumi/pulumi";
import type { Hints } from "./lifecycle/check";
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
  const organisation = new pulumi.Config("oss").get("owner") || organisationName();
  return pulumi.createUrn(name, type, opts?.parent).apply((urn) => ownerOf(organisation, urn));
}

/** Mocks of a user's unit test know no organisation unless told one, and every engine does. */
function organisationName(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "organization";
  }
}

/** What check needs to know of the program; not an argument, and never in state. */
export function hintsOf(
  names: unknown[],
  opts: pulumi.CustomResourceOptions | undefined,
  targetLocation?: pulumi.Input<string>,
): pulumi.Inputs & Record<keyof Hints, unknown> {
  return { bucketsToCome: bucketsToCome(names, opts), targetLocation };
}

/** A name that comes from another resource is often known in a preview before the bucket exists. */
async function bucketsToCome(
  names: unknown[],
  opts: pulumi.CustomResourceOptions | undefined,
): Promise<boolean> {
  if (opts?.dependsOn !== undefined && !isEmpty(opts.dependsOn)) return true;
  const output = pulumi.output(names) as { allResources?: () => Promise<Set<unknown>> };
  const sources = await output.allResources?.();
  return sources !== undefined && sources.size > 0;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
