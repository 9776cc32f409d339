import { readFileSync } from "node:fs";
import { join } from "node:path";
import execa from "execa";
import type { Emulator } from "oss-replication-emulator";
import { findPulumi } from "../../scripts/pulumi/ensure";
import { freePort } from "../support/freePort";
import { allCode, block, placeOf, repository } from "../support/pages/pages";
import { commandsIn } from "../support/pages/shell";
import { typedOnPages } from "../support/pages/typedOnPages";
import { typeIn } from "./support/asTyped";
import { describeIn, yaml } from "./support/languages";
import { javascript } from "./support/readme";
import { installProvider } from "./support/served";
import { newWorld } from "./support/world";

/** The commands of a page with which no example begins, typed as they stand there. */

it("README.md: the program on the emulator, after one's own keys were set", async () => {
  const { project } = await newWorld();
  const p = project("", { name: "logs" });
  p.setProgram(javascript());
  const { stdout } = await typeIn(p, block("README.md", "emulator").text, {
    instead: { 8080: `${await freePort()}` },
  });
  expect(stdout).toContain("+ 3 created");
});

describeIn("YAML", "docs/moving.md: `pulumi import`", true, (host) => {
  it.each(["import", "import file"])("%s", async (mark) => {
    const { emulator, project } = await newWorld();
    emulator.createBucket("prod-logs", "cn-hangzhou");
    emulator.createBucket("prod-logs-dr", "cn-beijing");
    const destination = { bucket: "prod-logs-dr", location: "oss-cn-beijing" };
    emulator.addRule("prod-logs", { id: "RULE", destination, rtc: "enabled" });
    const p = project("resources: {}", { runtime: yaml(host) });
    installProvider(p, "yaml");

    const { stdout } = await typeIn(p, block("docs/moving.md", mark).text);

    expect(stdout).toContain("type: oss-replication:ReplicationRule");
    const made = p.exportState().resources?.filter(({ type }) => type.startsWith("oss-replication:"));
    expect(made?.map(({ id, protect }) => [id, protect])).toEqual([
      ["RULE", true],
      ["RULE", true],
    ]);
    expect(writes(emulator)).toEqual([]);
  });
});

const writes = ({ requests }: Emulator) => requests.filter(({ method }) => method !== "GET");

describe("every command of Pulumi on the pages", () => {
  const found = typedOnPages().flatMap((each) =>
    commandsIn(each.text).flatMap(([name, ...args]) =>
      name === "pulumi" ? [{ place: placeOf(each), args }] : [],
    ),
  );

  it("is one, with options that it has", () => {
    const faults = found.flatMap(({ place, args }) => {
      const unknown = unknownTo(args);
      return unknown === undefined ? [] : [`${place} pulumi ${args.join(" ")}: ${unknown}`];
    });
    expect(faults).toEqual([]);
    expect(found.length).toBeGreaterThan(50);
  });

  it("an option that stands alone is one of ours, or of `pulumi up`", () => {
    const known = [
      helpOf("up"),
      ...OUR_OPTIONS.map((file) => readFileSync(join(repository, file), "utf8")),
    ].join();
    const alone = allCode().spans.filter(({ text }) => /^--[a-z]/.test(text));
    const unknown = alone.filter(({ text }) => !new RegExp(`${/^--[\w-]+/.exec(text)?.[0]}\\b`).test(known));
    expect(unknown.map((each) => `${placeOf(each)} ${each.text}`)).toEqual([]);
    expect(alone.length).toBeGreaterThan(50);
  });

  it.each([
    [["stack", "inits", "dev"], "inits"],
    [["up", "--yess"], "--yess"],
    [["imports"], "imports"],
  ])("%j is wrong", (args, unknown) => {
    expect(unknownTo(args)).toBe(unknown);
  });
});

/** The page that is made from the command's help, and the sources of what has none; how packages are installed. */
const OUR_OPTIONS = [
  ...["docs/cli.md", "emulator/commandOptions.ts", "bench/options.ts"],
  ...[
    "scripts/demo/options.ts",
    "scripts/mutants.mts",
    "scripts/reliability/options.ts",
    "scripts/matrix/managers.ts",
  ],
];

/** The command or option that the CLI does not know: then it shows the help of what is above. */
function unknownTo(args: string[]): string | undefined {
  const [name = "", next = ""] = args;
  if (["", helpOf("")].includes(helpOf(name))) return name;
  // `pulumi stack` and `pulumi config` are commands by themselves, too.
  const isGroup = /^Available Commands:$/m.test(helpOf(name)) && /^[^-]/.test(next);
  const command = isGroup ? `${name} ${next}` : name;
  if (isGroup && helpOf(command) === helpOf(name)) return next;
  return args
    .filter((arg) => arg.startsWith("--"))
    .map((arg) => arg.replace(/=.*/, ""))
    .find((option) => !new RegExp(`^ +(-\\w, )?${option}(?![\\w-])`, "m").test(helpOf(command)));
}

const helps = new Map<string, string>();
function helpOf(command: string): string {
  const cli = findPulumi();
  const known = helps.get(command);
  if (known !== undefined || !cli) return known ?? "";
  const words = command.split(" ").filter((word) => word !== "");
  const { stdout: help } = execa.sync(cli.bin, [...words, "--help"], { reject: false });
  helps.set(command, help);
  return help;
}
