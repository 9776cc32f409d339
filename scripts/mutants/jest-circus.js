const { AsyncLocalStorage } = require("node:async_hooks");
const { createEmptyTestResult } = require("@jest/test-result");
const { default: circus } = require("jest-circus/runner");
const { note } = require("./likeliestFirst.js");

/** The mutant that a test has noticed: one is enough. (jest's own `bail` would end the process.) */
let noticed;

/** By test file, how often each mutant was reached outside of a test, which is while modules are loaded. */
const reachedByLoading = new Map();

/**
 * jest's test runner. Of a mutant's tests it leaves out those that are left once one has failed; without a mutant it
 * tells by which test files the module of a mutant was loaded, where Stryker counts for all files together.
 */
module.exports = async (globalConfig, config, environment, runtime, testFilePath, send) => {
  const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
  if (mutant !== undefined && noticed === mutant) return leftOut(testFilePath);
  if (mutant !== undefined) leaveOutAfterFailure(environment, mutant);
  if (mutant === undefined)
    loadOutsideOfTests(runtime, environment.global[config.globals.__strykerGlobalNamespace__]);
  const result = await circus(globalConfig, config, environment, runtime, testFilePath, send);
  leaveNoStorage();
  if (mutant !== undefined) note(testFilePath, noticed === mutant);
  const { mutantCoverage } = environment.global[config.globals.__strykerGlobalNamespace__] ?? {};
  if (mutant === undefined && mutantCoverage) {
    reachedByLoading.set(testFilePath, mutantCoverage.static);
    mutantCoverage.static = {};
  }
  return result;
};
module.exports.reachedByLoading = reachedByLoading;

const storages = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (...call) {
  storages.add(this);
  return run.apply(this, call);
};

/** Node.js 20 asks every storage that was ever used about each promise, and each file's modules have their own. */
function leaveNoStorage() {
  for (const storage of storages) storage.disable();
  storages.clear();
}

/** What a module does while it is loaded counts for all tests of the file, also where one of them loads it. */
function loadOutsideOfTests(runtime, stryker) {
  const load = runtime.requireModuleOrMock;
  runtime.requireModuleOrMock = function (...module) {
    const { currentTestId } = stryker;
    stryker.currentTestId = undefined;
    try {
      return load.apply(this, module);
    } finally {
      stryker.currentTestId = currentTestId;
    }
  };
}

function leaveOutAfterFailure(environment, mutant) {
  const { handleTestEvent } = environment;
  environment.handleTestEvent = async (event, state) => {
    if (event.name === "test_start" && noticed === mutant) event.test.mode = "skip";
    if (event.name === "test_done" && event.test.errors.length > 0) noticed = mutant;
    await handleTestEvent?.call(environment, event, state);
  };
}

/** A file's result with one test that did not run; jest takes a file without tests for a failure. */
function leftOut(testFilePath) {
  const test = { ancestorTitles: [], fullName: "", title: "", status: "pending", failureMessages: [] };
  return { ...createEmptyTestResult(), testFilePath, numPendingTests: 1, testResults: [test] };
}
