import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, type Plugin } from "esbuild";

const repository = join(__dirname, "..", "..");
const entry = join(repository, "provider", "bin", "pulumi-resource-oss-replication.js");

/** Writes the built provider with all that it imports into one file, and answers the folders of the packages in it. */
export async function bundle(outfile: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    // Failures are told apart by their classes' names, and so are gRPC's.
    keepNames: true,
    // All licences are in one file, licences.ts.
    legalComments: "none",
    metafile: true,
    plugins: [withSdkParts],
    absWorkingDir: repository,
  });
  const folders = Object.keys(metafile.inputs)
    .filter((input) => input.includes("node_modules/"))
    .map((input) => packageOf(join(repository, input)));
  return [...new Set(folders)].sort();
}

/** Names the SDK's parts as they are resolved now: at run time there are no packages to look into. */
const withSdkParts: Plugin = {
  name: "sdkParts",
  setup: ({ onLoad }) => {
    onLoad({ filter: /[/\\]provider[/\\]dist[/\\]oss[/\\]sdkParts\.js$/ }, ({ path }) => {
      const { sdkFiles } = require(path) as typeof import("../../provider/oss/sdkParts");
      const list = (files: string[]) =>
        `[${files.map((file) => `require(${JSON.stringify(file)})`).join(", ")}]`;
      const { httpx, debug } = sdkFiles();
      return { contents: `exports.sdkParts = () => ({ httpx: ${list(httpx)}, debug: ${list(debug)} });` };
    });
  },
};

/** The folder of the package that a file belongs to. */
function packageOf(file: string): string {
  const folder = dirname(file);
  const isPackage =
    /\/node_modules\/(@[^/]+\/)?[^/]+$/.test(folder) && existsSync(join(folder, "package.json"));
  return isPackage ? folder : packageOf(folder);
}
