import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { onPath } from "../../../scripts/pulumi/onPath";
import { newFolder, writeCli, writeExecutable } from "./fakes";

const path = (...folders: string[]) => [...folders, "/usr/bin", "/bin"].join(delimiter);

it("takes a CLI that is new enough and has its hosts beside it", () => {
  const folder = writeCli(newFolder(), "v3.260.1");
  expect(onPath(path(folder))).toEqual({
    bin: join(folder, "pulumi"),
    directory: folder,
    version: "3.260.1",
  });
});

it("takes one whose hosts are elsewhere on PATH", () => {
  const [bin, hosts] = [newFolder(), writeCli(newFolder(), "v3.260.1")];
  writeExecutable(join(bin, "pulumi"), "echo v3.250.0");
  expect(onPath(path(bin, hosts))).toMatchObject({ directory: bin, version: "3.250.0" });
});

it("takes one that is linked to, with its hosts where it really is", () => {
  const [links, real] = [newFolder(), writeCli(newFolder(), "v3.250.0")];
  symlinkSync(join(real, "pulumi"), join(links, "pulumi"));
  expect(onPath(path(links))).toMatchObject({ directory: links });
});

it("passes over the npm launcher, which would download", () => {
  const [bin, hosts] = [newFolder(), writeCli(newFolder(), "v3.250.0")];
  rmSync(join(hosts, "pulumi"));
  const launcher = writeExecutable(join(bin, "node_modules", "pulumi", "run.js"), "echo v3.250.0");
  mkdirSync(join(bin, "node_modules", ".bin"));
  symlinkSync(launcher, join(bin, "node_modules", ".bin", "pulumi"));
  expect(onPath(path(join(bin, "node_modules", ".bin"), hosts))).toBeUndefined();
  const real = writeCli(newFolder(), "v3.251.0");
  expect(onPath(path(join(bin, "node_modules", ".bin"), real))).toMatchObject({ directory: real });
});

test.each([
  ["is too old", "echo v3.249.0"],
  ["fails", "exit 1"],
  ["needs the user's home", '[ "$HOME" = /home/user ] && echo v3.250.0'],
])("passes over one that %s", (_, script) => {
  const folder = writeCli(newFolder(), "");
  writeExecutable(join(folder, "pulumi"), script);
  expect(onPath(path(folder))).toBeUndefined();
});

it("passes over one without hosts", () => {
  const folder = newFolder();
  writeExecutable(join(folder, "pulumi"), "echo v3.250.0");
  expect(onPath(path(folder))).toBeUndefined();
});

it("finds none on an empty PATH", () => {
  expect(onPath("")).toBeUndefined();
});
