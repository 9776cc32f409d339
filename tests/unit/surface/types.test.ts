import { join } from "node:path";
import { start } from "../../../scripts/processes/command";

const repository = join(__dirname, "..", "..", "..");

it("a program compiles with the strictest options when every optional argument may be absent", async () => {
  const args = ["--no-install", "tsc", "-p", "tests/fixtures/strictProgram"];
  const { output } = await start("npx", args, { cwd: repository, env: process.env, timeoutMs: 120_000 }).done;

  expect(output).toBe("");
}, 120_000);
