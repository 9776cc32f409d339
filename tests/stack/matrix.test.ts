import { alwaysTried } from "../../scripts/matrix/cells";
import { toolsOf } from "../../scripts/matrix/managers";
import type { Shared } from "../../scripts/matrix/place";
import { titleOf } from "../../scripts/matrix/table";
import { findTool } from "../../scripts/matrix/tools";
import { share, tryCell } from "../../scripts/matrix/try";
import { findPulumi, NoPulumi } from "../../scripts/pulumi/ensure";

let shared: Shared;

beforeAll(async () => {
  const cli = findPulumi();
  if (!cli) throw new NoPulumi([]);
  shared = await share(cli);
}, 300_000);

afterAll(() => shared?.close());

/** `npm run setup` fetches what these need; `npm run matrix` has many more. */
describe.each(alwaysTried.map((cell) => ({ cell, title: titleOf(cell) })))("$title", ({ cell, title }) => {
  const missing = toolsOf(cell).filter((tool) => findTool(tool) === undefined);
  if (missing.length > 0)
    console.warn(
      `skipped: ${missing.map((tool) => tool.package).join(" and ")} could not be fetched, for "${title}"`,
    );

  (missing.length > 0 ? it.skip : it)(
    "works",
    async () => {
      expect(await tryCell(cell, shared)).toMatchObject({ kind: "passed" });
    },
    660_000,
  );
});
