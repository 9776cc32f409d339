import type { Deployment, StateResource } from "./stackFiles";

/** A state without what differs between two runs of one program: where it ran, when, and what the engine drew by lot. */
export function machineIndependent({ resources = [], secrets_providers }: Deployment): Deployment {
  return { secrets_providers, resources: resources.map(constantPart) };
}

function constantPart(resource: StateResource): StateResource {
  const { sourcePosition: _p, stackTrace: _t, created: _c, modified: _m, ...kept } = resource;
  return JSON.parse(JSON.stringify(kept).replace(/(?<=::default::|"id":")[0-9a-f-]{36}/g, providerId));
}

const providerId = "00000000-0000-4000-8000-000000000000";
