import { fileURLToPath } from "node:url";
import type { Stryker } from "@stryker-mutator/core";

/** What is mutated. */
export const PLACES = ["provider/oss/**/*.ts", "provider/lifecycle/**/*.ts", "provider/review/**/*.ts"];

const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export const options: ConstructorParameters<typeof Stryker>[0] = {
  mutate: PLACES,
  ignorePatterns: ["bench", "examples", "tests/stack", "tests/clients"],
  plugins: ["@stryker-mutator/jest-runner", beside("runner.mjs")],
  testRunner: "covering-jest",
  coverageAnalysis: "perTest",
  jest: {
    config: {
      roots: ["<rootDir>/provider", "<rootDir>/tests"],
      testPathIgnorePatterns: [
        "/tests/unit/(emulator|examples|pages|reliability|scripts|surface)/",
        // Hundreds of cases, and what is measured in seconds.
        "/(fuzz|effort|permissions)\\.test\\.ts$",
      ],
      moduleNameMapper: { "^fast-check$": beside("fast-check.js") },
      testRunner: beside("jest-circus.js"),
      testSequencer: beside("likeliestFirst.js"),
      testTimeout: 5_000,
      watchman: false,
    },
  },
  concurrency: 2,
  timeoutMS: 20_000,
  timeoutFactor: 3,
  tempDirName: ".stryker/tmp",
  incremental: true,
  incrementalFile: ".stryker/incremental.json",
  thresholds: { high: 95, low: 85, break: 85 },
  reporters: ["clear-text", "json"],
  jsonReporter: { fileName: ".stryker/mutants.json" },
  clearTextReporter: { logTests: false, reportTests: false, allowEmojis: false, allowColor: false },
  allowConsoleColors: false,
};
