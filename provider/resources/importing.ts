import * as pulumi from "@pulumi/pulumi";

/**
 * The engine's import reads a resource without the text that names our code, and the dynamic provider then fails with
 * an error about its own insides (@pulumi/pulumi, cmd/dynamic-provider: read).
 */
export function refuseImport(
  type: string,
  name: string,
  opts: pulumi.CustomResourceOptions | undefined,
  instead: string,
): void {
  if (!opts?.import) return;
  throw new pulumi.RunError(
    `${type} "${name}" has the option \`import\`, which the engine cannot do for dynamic resources: leave it out and ${instead}. A provider that can import comes with a later release.`,
  );
}
