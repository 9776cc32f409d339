import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pictureOf, recorded, SCENES } from "./terminalPictures/scenes";

const docs = join(__dirname, "..", "docs");

/** Records the terminal pictures of the documentation: all, or those that are named. */
async function main(names: readonly string[]): Promise<void> {
  for (const scene of SCENES.filter(({ file }) => names.length === 0 || names.includes(file))) {
    const frames = await recorded(scene);
    const picture = pictureOf(scene, frames);
    writeFileSync(join(docs, scene.file), picture);
    console.log(`docs/${scene.file}: ${frames.length} frames, ${Math.ceil(picture.length / 1024)} KB`);
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
