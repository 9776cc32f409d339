import * as pulumi from "@pulumi/pulumi";

/**
 * The engine's import reads a resource without the text that names our code. The dynamic provider then fails with an
 * internal error (@pulumi/pulumi, cmd/dynamic-provider: read).
 */
export function refuseImport(
  type: string,
  name: string,
  opts: pulumi.CustomResourceOptions | undefined,
  instead: string,
): void {
  if (!opts?.import) return;
  throw new pulumi.RunError(
    `${type} "${name}" has the option \`import\`, which does not work for dynamic resources. Leave it out and ${instead}. Or use the package \`oss-replication\` of every Pulumi language, which can import: \`pulumi import oss-replication:index:${type} NAME BUCKET/RULE\`.`,
  );
}
