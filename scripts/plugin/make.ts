import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import execa from "execa";
import { bundle } from "./bundle";
import { licenceIn, licencePage } from "./licences";

const repository = join(__dirname, "..", "..");
const provider = join(repository, "provider");
const name = "pulumi-resource-oss-replication";

export interface Plugin {
  folder: string;
  tarball: string;
  /** The file that has all the JavaScript. */
  bundle: string;
}

/**
 * Makes the plugin in a folder. The engine starts the executable of the plugin's name, which must be at the top. Where it is
 * given the folder itself (`pulumi package add FOLDER`), it has the Node.js host start it, as `PulumiPlugin.yaml` says.
 */
export async function makePlugin(target: string): Promise<Plugin> {
  const { version, license, description } = JSON.parse(readFileSync(join(provider, "package.json"), "utf8"));
  const folder = join(target, name);
  rmSync(folder, { recursive: true, force: true });
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const main = join("bin", `${name}.js`);
  const packages = await bundle(join(folder, main));
  write(name, `#!/usr/bin/env node\nrequire("./${main}");\n`);
  for (const file of [name, main]) chmodSync(join(folder, file), 0o755);
  write("PulumiPlugin.yaml", "runtime:\n  name: nodejs\n  options:\n    typescript: false\n");
  write(
    "package.json",
    json({ name, version, license, description, private: true, main, dependencies: LAUNCHER }),
  );
  write(".npmrc", "audit=false\nfund=false\npackage-lock=false\n");
  write(
    "launcher/package.json",
    json({ name: "@pulumi/pulumi", version: "3.0.0", private: true, description: WHY }),
  );
  write("launcher/cmd/run-plugin/index.js", "require(process.argv[2]);\n");
  write("LICENSES.txt", licencePage(packages.map(licenceIn)));
  copyFileSync(join(repository, "LICENSE"), join(folder, "LICENSE"));
  copyFileSync(join(provider, "schema.json"), join(folder, "schema.json"));
  const tarball = join(target, `${name}-v${version}.tar.gz`);
  await execa("tar", ["-czf", tarball, "-C", folder, ...readdirSync(folder)]);
  return { folder, tarball, bundle: join(folder, main) };
}

/**
 * The Node.js host starts a plugin by the module `@pulumi/pulumi/cmd/run-plugin`, and would have the whole SDK installed for
 * it. The bundle needs one line of that.
 */
const LAUNCHER = { "@pulumi/pulumi": "file:launcher" };
const WHY =
  "The one module of @pulumi/pulumi that a language host starts a plugin by; the plugin has all the rest in its bundle";

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
