/** Whose preview it is, as far as its URNs say. */
export interface Origin {
  project?: string;
  stack?: string;
}

/** A URN is `urn:pulumi:STACK::PROJECT::TYPE::NAME`. */
export function originOf(steps: unknown): Origin {
  for (const step of Array.isArray(steps) ? steps : []) {
    const [, stack, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(String(step?.urn)) ?? [];
    if (stack !== undefined && project !== undefined) return { project, stack };
  }
  return {};
}

/** `PROJECT/STACK`, as Pulumi names a stack; `undefined` where no URN tells it. */
export function nameOfOrigin({ project, stack }: Origin): string | undefined {
  return project === undefined || stack === undefined ? undefined : `${project}/${stack}`;
}
