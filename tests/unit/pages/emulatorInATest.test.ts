import execa from "execa";
import ts from "typescript";
import { block, repository } from "../../support/pages/pages";

const CLIENT = /\/\/ \.\.\. let your client put a rule at emulator\.endpoint, then\n/;
const PUT = `emulator.addRule("src", { destination: { bucket: "dst", location: "oss-cn-beijing" } });\n`;
const SHOWN = 'emulator.rules("src");';

it("the emulator does in a test what emulator/README.md says", async () => {
  const { text } = block("emulator/README.md", "module");
  expect(text).toMatch(CLIENT);
  expect(text).toContain(SHOWN);
  const program = text
    .replace(CLIENT, PUT)
    .replace(SHOWN, 'console.log(JSON.stringify(emulator.rules("src")));');
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const { stdout } = await execa(process.execPath, ["--input-type=module", "--eval", outputText], {
    cwd: repository,
  });
  expect(JSON.parse(stdout)).toMatchObject([{ status: "doing", destination: { bucket: "dst" } }]);
});
