/** What each folder of the provider may import of the others; docs/architecture.md says why. */
const mayImport = {
  oss: [],
  lifecycle: ["oss"],
  functions: ["lifecycle", "oss"],
  resources: ["functions", "lifecycle", "oss"],
  terminal: [],
  picture: ["operate", "terminal", "oss"],
  operate: ["terminal", "functions", "lifecycle", "oss"],
  review: ["picture", "terminal", "lifecycle", "oss"],
  server: ["functions", "lifecycle", "oss"],
  cli: ["review", "operate", "picture", "terminal", "functions", "lifecycle", "oss"],
};

const ours = "^(provider|emulator|scripts|bench|tests|examples)/";
const inFolder = (name) => `^provider/${name}/`;
const rule = (name, from, to) => ({ name, severity: "error", from, to });

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    rule("circle of imports", {}, { circular: true }),
    rule("a test is imported", {}, { path: "[.]test[.]ts$" }),
    rule("the emulator imports others", { path: "^emulator/" }, { path: ours, pathNot: "^emulator/" }),
    rule("the provider imports others", { path: "^provider/" }, { path: ours, pathNot: "^provider/" }),
    ...Object.entries(mayImport).map(([folder, others]) =>
      rule(
        `provider/${folder} imports more than ${others.join(", ") || "itself"}`,
        { path: inFolder(folder) },
        { path: "^provider/", pathNot: ["^provider/package[.]json$", ...[folder, ...others].map(inFolder)] },
      ),
    ),
    rule(
      "a folder of provider/ is not in .dependency-cruiser.cjs",
      { path: "^provider/[^/]+/.+[.]ts$", pathNot: Object.keys(mayImport).map(inFolder) },
      {},
    ),
    rule(
      "server needs no more of Pulumi's SDK than the protocol's messages",
      { path: inFolder("server") },
      { path: "node_modules/@pulumi/pulumi/(?!proto/)" },
    ),
    rule("oss knows nothing of Pulumi", { path: inFolder("oss") }, { path: "node_modules/@pulumi/" }),
    rule(
      "lifecycle knows nothing of HTTP",
      { path: inFolder("lifecycle") },
      { path: ["^(node:)?https?2?$", "node_modules/(@alicloud|httpx|https?-proxy-agent)/"] },
    ),
  ],
  options: {
    // Types count, too, also those of `typeof import("./x")`.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tests/tsconfig.json" },
    doNotFollow: { path: ["node_modules", "/dist/"] },
  },
};
