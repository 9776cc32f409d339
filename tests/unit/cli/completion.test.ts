import { execFileSync, spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { inTerminal } from "../../../scripts/processes/terminal";

const bin = resolve(__dirname, "../../../provider/bin/oss-replication.js");
const script = (shell: string) =>
  execFileSync(process.execPath, [bin, "completion", shell], { encoding: "utf8" });
const isThere = (shell: string) => spawnSync(shell, ["--version"]).status === 0;
const withShell = (shell: string) => (isThere(shell) ? describe : describe.skip);

const CASES: [line: string, some: string[], none: string[]][] = [
  ["oss-replication ", ["rules", "progress", "completion", "doctor"], ["--json"]],
  ["oss-replication pro", ["progress"], ["rules"]],
  ["oss-replication progress --u", ["--until"], ["--bucket"]],
  ["oss-replication rtc --status ", ["enabled", "disabled"], ["rules"]],
  ["oss-replication rtc --bucket b --status en", ["enabled"], ["disabled"]],
  ["oss-replication completion ", ["bash", "zsh", "fish"], []],
  ["oss-replication rules --bucket ", [], ["rules", "--json"]],
  ["oss-replication review pack", ["package.json"], []],
];

withShell("bash")("bash", () => {
  const completions = script("bash");

  it.each([
    ...CASES,
    ["oss-replication rtc --status = en", ["enabled"], ["disabled"]] as (typeof CASES)[number],
  ])("%j", (line, some, none) => {
    const words = line.split(" ").map((word) => `'${word}'`);
    const run = `${completions}\nCOMP_WORDS=(${words.join(" ")}); COMP_CWORD=${words.length - 1}; _oss_replication; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const found = execFileSync("bash", ["--norc", "-c", run], {
      encoding: "utf8",
      cwd: resolve(__dirname, "../../.."),
    });
    const offered = found.split("\n").filter(Boolean);
    expect(offered).toEqual(expect.arrayContaining(some));
    expect(offered).toEqual(expect.not.arrayContaining(none.length > 0 ? none : [""]));
  });
});

withShell("fish")("fish", () => {
  const completions = script("fish");

  it.each(CASES)("%j", (line, some, none) => {
    const run = `${completions}\ncomplete -C '${line}'`;
    const found = execFileSync("fish", ["--no-config", "-c", run], {
      encoding: "utf8",
      cwd: resolve(__dirname, "../../.."),
    });
    const offered = found.split("\n").map((each) => each.split("\t")[0]);
    expect(offered).toEqual(expect.arrayContaining(some));
    for (const other of none) expect(offered).not.toContain(other);
  });
});

withShell("zsh")("zsh", () => {
  it("completes at its prompt", async () => {
    const env = { PATH: process.env.PATH, HOME: "/nonexistent", SCRIPT: script("zsh") };
    const zsh = inTerminal("zsh", ["-f"], { env });
    try {
      zsh.type(`autoload -U compinit; compinit -u -D; eval "$SCRIPT"; PS1='rea''dy> '\r`);
      await zsh.wrote(/\rready> |\nready> |ready> /);
      zsh.type("oss-replication rtc --status \t");
      await zsh.wrote(/enabled +disabled|disabled +enabled/);
    } finally {
      zsh.kill();
    }
  });
});

it("no other shell", () => {
  const { status, stderr } = spawnSync(process.execPath, [bin, "completion", "powershell"], {
    encoding: "utf8",
  });
  expect(status).toBe(2);
  expect(stderr).toContain("bash, zsh, fish");
});
