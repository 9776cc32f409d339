import { join } from "node:path";
import { start } from "../../../scripts/processes/command";

const repository = join(__dirname, "..", "..", "..");

it("the README's picture is what `oss-replication map` draws", async () => {
  const script = join(repository, "scripts", "mapPicture.ts");
  const { exitCode, output } = await start(process.execPath, ["--import", "tsx", script, "--check"], {
    cwd: repository,
    env: { ...process.env, TSX_DISABLE_CACHE: "1" },
    timeoutMs: 120_000,
  }).done;
  expect({ exitCode, output }).toEqual({ exitCode: 0, output: "" });
});
