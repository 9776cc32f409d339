import { nameOf } from "./plan";
import type { Project } from "./project";
import type { StateResource } from "./stackFiles";

/** The rules and RTCs of a project's state, by name. */
export function ours(project: Project): Record<string, StateResource> {
  const resources = project.exportState().resources ?? [];
  const found = resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/oss:"));
  return Object.fromEntries(found.map((resource) => [nameOf(resource.urn), resource]));
}
