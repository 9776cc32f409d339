/** What the schema says of the package as a whole. */

export const PACKAGE = "oss-replication";

const repository = "github.com/pulumi-oss-replication/pulumi-oss-replication";

/** Of provider/package.json. */
export interface Manifest {
  version: string;
  description: string;
  license: string;
  keywords: string[];
}

export function packageOf({ version, description, license, keywords }: Manifest) {
  return {
    name: PACKAGE,
    displayName: "Alibaba Cloud OSS Replication",
    version,
    description,
    keywords: [...keywords, "category/cloud", "kind/native"],
    homepage: `https://${repository}`,
    license,
    repository: `https://${repository}`,
    pluginDownloadURL: "github://api.github.com/pulumi-oss-replication/pulumi-oss-replication",
    publisher: "pulumi-oss-replication",
    meta: { moduleFormat: "(.*)" },
    language: {
      nodejs: {
        packageName: "pulumi-oss-replication-sdk",
        packageDescription: description,
        respectSchemaVersion: true,
      },
      python: {
        packageName: "pulumi_oss_replication",
        pyproject: { enabled: true },
        respectSchemaVersion: true,
      },
      go: {
        importBasePath: `${repository}/sdk/go/ossreplication`,
        respectSchemaVersion: true,
      },
      csharp: {
        rootNamespace: "PulumiOssReplication",
        namespaces: { [PACKAGE]: "OssReplication" },
        packageReferences: { Pulumi: "3.*" },
        respectSchemaVersion: true,
      },
      java: { basePackage: "com.pulumiossreplication", buildFiles: "gradle" },
    },
  };
}
