import { join } from "node:path";
import ts from "typescript";
import { claimedBy } from "../../support/pages/checkers";
import { allCode, type Block, codeIn, placeOf, repository } from "../../support/pages/pages";

/** What stands before a block with this mark, which is a part of a program. */
const BEFORE: Record<string, string> = {
  /** The TypeScript resources, in a program that has the arguments of a rule already. */
  resources: `import * as oss from "pulumi-oss-replication";
declare const sameArguments: oss.ReplicationRuleArgs;`,
  /** The classes of the SDK that is generated for the package, and the same arguments. */
  package: `import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type * as oss from "pulumi-oss-replication";
type RuleArgs = Omit<oss.ReplicationRuleArgs, "adopt" | "timeouts">;
declare class ReplicationRule extends CustomResource {
  constructor(name: string, args: RuleArgs, options?: CustomResourceOptions);
  readonly bucket: Output<string>;
}
declare class ReplicationRtc extends CustomResource {
  constructor(
    name: string,
    args: { bucket: Input<string>; region?: Input<string>; ruleId: Input<string>; status?: Input<string> },
    options?: CustomResourceOptions,
  );
}
declare const sameArguments: RuleArgs;
declare const destination: RuleArgs["destination"];`,
  emulator: `import type { Emulator } from "oss-replication-emulator";
declare const emulator: Emulator;`,
};

/** The names of blocks that others import, or that wait on their first level. */
const FILES: Record<string, string> = { program: "index.ts", test: "index.test.ts", module: "index.mts" };

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  esModuleInterop: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node", "jest"],
};

/** Each page is a folder, beside `node_modules`, that only the compiler sees. */
const SHOWN = join(repository, "shown");

const fileOf = ({ page, line, mark }: Block) => join(SHOWN, page, FILES[mark] ?? `line${line}.ts`);

/** What the compiler has against the blocks, in one program. */
function complaints(blocks: Block[]): string[] {
  const files = new Map(blocks.map((block) => [fileOf(block), block]));
  // Two of one name would hide each other.
  expect(files.size).toBe(blocks.length);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, directoryExists } = host;
  host.readFile = (file) => {
    const block = files.get(file);
    return block ? `${before(block)}${block.text}` : readFile(file);
  };
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.directoryExists = (folder) => folder.startsWith(SHOWN) || directoryExists?.(folder) === true;
  const program = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map((each) => told(each, files));
}

function before({ mark }: Block): string {
  return BEFORE[mark] === undefined ? "" : `${BEFORE[mark]}\n`;
}

function told({ file, start = 0, messageText }: ts.Diagnostic, files: Map<string, Block>): string {
  const message = ts.flattenDiagnosticMessageText(messageText, " ");
  const block = file && files.get(file.fileName);
  if (!block) return `${file?.fileName}: ${message}`;
  const above = before(block).split("\n").length - 1;
  const within = file.getLineAndCharacterOfPosition(start).line - above;
  return `${placeOf({ ...block, line: block.line + 1 + within })}: ${message}`;
}

it("every program in TypeScript compiles, strictly, against the types that are built", () => {
  expect(complaints(claimedBy("compiled", allCode().blocks))).toEqual([]);
});

it("what does not compile is told with its place in the page", () => {
  const page = `a\n\n<!-- program -->
\`\`\`ts
import * as oss from "pulumi-oss-replication";

new oss.ReplicationRule("logs", { bucket: "logs", destinations: {} });
\`\`\`

<!-- emulator -->
\`\`\`ts
emulator.forget("everything");
\`\`\`

\`\`\`ts
await Promise.resolve(1);
\`\`\`
`;
  expect(complaints(codeIn("docs/wrong.md", page).blocks)).toEqual([
    expect.stringMatching(/^docs\/wrong\.md:7: .*'destinations' does not exist/),
    expect.stringMatching(/^docs\/wrong\.md:12: Property 'forget' does not exist/),
    expect.stringMatching(/^docs\/wrong\.md:16: /),
  ]);
});
