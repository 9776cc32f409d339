import { strykerPlugins as jestPlugins } from "@stryker-mutator/jest-runner";
import { reachedByLoading } from "./jest-circus.js";

const [{ factory: jestRunner }] = jestPlugins;
const BETWEEN = " > ";

/** The tests of such a file tell one story in their order, so that one of them runs only with all of them. */
const isStory = (file) => file.includes("/tests/contract/");

/**
 * Stryker's runner for jest, but a mutant loads the test files that reach it and no others: the original gives jest a
 * pattern of test names, and jest loads every file that imports the mutated one to look for them there.
 */
function coveringRunner(injector) {
  const runner = jestRunner(injector);
  const { dryRun, mutantRun, run } = runner;
  let testFiles;

  runner.dryRun = async (options) => {
    const result = await dryRun.call(runner, options);
    return result.status === "complete" ? byFile(result) : result;
  };
  runner.mutantRun = async (options) => {
    const tests = options.testFilter?.map((id) => id.split(BETWEEN));
    testFiles = tests && [...new Set(tests.map(([file]) => file))];
    const testFilter = tests?.map(([, ...name]) => name.join(BETWEEN));
    return await mutantRun.call(runner, { ...options, testFilter });
  };
  runner.run = (settings) => run.call(runner, testFiles ? { ...settings, testFiles } : settings);
  return runner;
}
coveringRunner.inject = jestRunner.inject;

/**
 * The file becomes part of a test's id, which is all that a mutant's run is told of a test. A mutant that is reached
 * while modules are loaded is covered by all tests of the files that load it, where Stryker would run all there are.
 */
function byFile({ tests, mutantCoverage, ...rest }) {
  const perTest = {};
  const named = tests.map((test) => ({ ...test, id: `${test.fileName}${BETWEEN}${test.name}` }));
  for (const { id, name, fileName } of named) {
    const together = isStory(fileName) ? named.filter((test) => test.fileName === fileName) : [{ name }];
    const reached = together.map((test) => mutantCoverage.perTest[test.name]);
    perTest[id] = sum([reachedByLoading.get(fileName), ...reached]);
  }
  return { ...rest, tests: named, mutantCoverage: { perTest, static: {} } };
}

/** How often each mutant is reached, all in all. */
function sum(coverages) {
  const total = {};
  for (const [mutant, hits] of coverages.flatMap((coverage) => Object.entries(coverage ?? {})))
    total[mutant] = (total[mutant] ?? 0) + hits;
  return total;
}

export const strykerPlugins = [{ kind: "TestRunner", name: "covering-jest", factory: coveringRunner }];
