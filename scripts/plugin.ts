import { statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { makePlugin } from "./plugin/make";

/** `npm run plugin [-- FOLDER]`: the provider as a folder and as a tarball which `pulumi plugin install --file` takes. */
async function main([target = join(__dirname, "..", "dist")]: string[]): Promise<void> {
  const { folder, tarball, bundle } = await makePlugin(resolve(target));
  const kilobytes = (file: string) => Math.round(statSync(file).size / 1000);
  console.log(`${relative(".", folder)} (${kilobytes(bundle)} kB of JavaScript in one file)`);
  console.log(`${relative(".", tarball)} (${kilobytes(tarball)} kB)`);
}

main(process.argv.slice(2)).catch((problem: Error) => {
  console.error(problem);
  process.exitCode = 1;
});
