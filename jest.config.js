/** Stack tests start the real engine and wait a lot, so more workers than cores pay. */
module.exports = {
  roots: ["<rootDir>/tests"],
  testMatch: ["**/*.test.ts"],
  testEnvironment: "node",
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  maxWorkers: 4,
  cacheDirectory: "<rootDir>/node_modules/.cache/jest",
  testTimeout: 360_000,
};
