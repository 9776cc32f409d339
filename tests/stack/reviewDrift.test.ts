import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { review } from "../unit/review/support/previews";
import type { Project } from "./support/project";
import { recordable } from "./support/recorded";
import { SURFACES } from "./support/surfaces";
import { newWorld } from "./support/world";

/*
 * What the engine prints of differences that a refresh found, as the unit tests of the review have it in
 * tests/fixtures/drift: `UPDATE_PREVIEWS=1` writes it. What the review tells is compared each time.
 */

const folder = join(__dirname, "..", "fixtures", "drift");
const NAMES = { "dynamic resources": "dynamic", "the package": "package" } as Record<string, string>;
const RULES = [
  { args: { prefixSet: { prefixes: ["a/"] } }, rtc: true },
  { name: "gone", args: { bucket: "src2" }, rtc: true },
  { name: "same", args: { destination: { bucket: "near", location: "oss-cn-hangzhou" } } },
];

it.each(SURFACES)("$name", async (surface) => {
  const { emulator, project } = await newWorld();
  const p: Project = await surface.project({ emulator, project }, RULES);
  await p.up();
  const [there] = emulator.rules("src").filter(({ destination }) => destination.bucket === "dst");
  emulator.changeRule("src", there?.id as string, {
    prefixes: ["drift/"],
    action: "PUT",
    rtcStatus: undefined,
  });
  emulator.removeRule("src2", emulator.rules("src2")[0]?.id as string);
  for (const [name, command] of Object.entries({
    preview: ["preview", "--json", "--show-sames", "--refresh"],
    refresh: ["refresh", "--preview-only", "--json"],
    "refresh-program": ["refresh", "--preview-only", "--json", "--run-program"],
  })) {
    const { stdout } = await p.run(command);
    const file = join(folder, `${NAMES[surface.name]}-${name}.json`);
    if (process.env.UPDATE_PREVIEWS) writeFileSync(file, recordable(stdout, p, emulator.endpoint));
    const told = async (printed: string) =>
      (await review(printed, ["--format", "text"])).out.replaceAll(ID, "ID");
    expect(await told(stdout)).toBe(await told(readFileSync(file, "utf8")));
  }
});

const ID = /[0-9a-f]{16}-[0-9a-f]{16}(-2)?/g;
