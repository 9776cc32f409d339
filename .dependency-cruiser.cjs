/** What a part of the provider may import of the others, as docs/architecture.md has it. */
const mayImport = {
  "provider/oss/": [],
  "provider/lifecycle/": ["provider/oss/"],
  "provider/review/": ["provider/terminal/", "provider/lifecycle/", "provider/oss/"],
  "provider/terminal/": [],
  "provider/cli/": [
    ...[
      "provider/review/",
      "provider/terminal/",
      "provider/functions/",
      "provider/lifecycle/",
      "provider/oss/",
    ],
  ],
  "provider/resources/": ["provider/functions/", "provider/lifecycle/", "provider/oss/"],
  "provider/functions/": ["provider/lifecycle/", "provider/oss/"],
  "provider/[^/]+[.]ts": [
    ...["provider/resources/", "provider/functions/", "provider/lifecycle/", "provider/oss/"],
  ],
};

const ours = "^(provider|emulator|scripts|bench|tests|examples)/";
const start = (path) => `^${path}`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "circle of imports",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...Object.entries(mayImport).map(([part, others]) => ({
      name: `${part} may not import`,
      severity: "error",
      from: { path: start(part) },
      to: { path: ours, pathNot: [part, ...others].map(start) },
    })),
    {
      name: "a folder of provider/ without a line in .dependency-cruiser.cjs",
      severity: "error",
      from: { path: "^provider/[^/]+/.+[.]ts$", pathNot: Object.keys(mayImport).map(start) },
      to: {},
    },
    {
      name: "the emulator knows nothing of the provider",
      severity: "error",
      from: { path: "^emulator/" },
      to: { path: ours, pathNot: "^emulator/" },
    },
    {
      name: "oss knows nothing of Pulumi",
      severity: "error",
      from: { path: "^provider/oss/" },
      to: { path: "node_modules/@pulumi/" },
    },
    {
      name: "lifecycle knows nothing of HTTP",
      severity: "error",
      from: { path: "^provider/lifecycle/" },
      to: {
        path: ["^(node:)?https?2?$", "node_modules/(@alicloud|httpx|https?-proxy-agent)/"],
      },
    },
    {
      name: "a test is imported",
      severity: "error",
      from: {},
      to: { path: "[.]test[.]ts$" },
    },
  ],
  options: {
    // Types count, too, also those of `typeof import("./x")`.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tests/tsconfig.json" },
    doNotFollow: { path: ["node_modules", "/dist/"] },
  },
};
