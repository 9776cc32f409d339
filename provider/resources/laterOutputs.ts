import * as pulumi from "@pulumi/pulumi";
import { hasMocks } from "../functions/mocks";

/**
 * Gives a resource the outputs that it was not constructed with. The SDK makes some thirty promises for an output when the
 * resource is constructed, and hardly a program reads those that it does not set. So they are made when the first of them
 * is read, of what the engine has registered for the resource.
 */
export function defineLater(resource: pulumi.CustomResource, type: string, names: readonly string[]): void {
  for (const name of names) {
    if (!Object.hasOwn(resource, name)) Object.defineProperty(resource, name, propertyOf(type, names, name));
  }
}

const properties = new Map<string, PropertyDescriptor>();

/** One for all resources of a type. An own property that is enumerated, so that a stack can export the whole resource. */
function propertyOf(type: string, names: readonly string[], name: string): PropertyDescriptor {
  const key = `${type}/${name}`;
  const known = properties.get(key);
  if (known) return known;
  const property: PropertyDescriptor = {
    configurable: true,
    enumerable: true,
    get(this: pulumi.CustomResource) {
      const output = registeredUrn(this).apply((urn) => registered(this, type, names, urn)[name]);
      Object.defineProperty(this, name, { value: output, enumerable: true });
      return output;
    },
  };
  properties.set(key, property);
  return property;
}

/**
 * Unknown where an update has not come to make the resource, as with `--continue-on-error`. In a preview only the id of a
 * new resource is unknown, and mocks may leave an id out.
 */
function registeredUrn(resource: pulumi.CustomResource): pulumi.Output<string> {
  return pulumi.runtime.isDryRun() || hasMocks() ? resource.urn : resource.id.apply(() => resource.urn);
}

const read = new WeakMap<pulumi.CustomResource, Registered>();

function registered(
  resource: pulumi.CustomResource,
  type: string,
  names: readonly string[],
  urn: string,
): Registered {
  const known = read.get(resource) ?? new Registered(type, urn, names);
  read.set(resource, known);
  return known;
}

/**
 * A resource as the engine has registered it, read as the SDK reads a resource that it is handed by its URN. As a child of
 * the stack it would be shown to the program's transformations.
 */
class Registered extends pulumi.CustomResource {
  readonly [name: string]: unknown;

  constructor(type: string, urn: string, names: readonly string[]) {
    const parent = new pulumi.DependencyResource(urn);
    super(type, "registered", Object.fromEntries(names.map((name) => [name, undefined])), { urn, parent });
  }
}
