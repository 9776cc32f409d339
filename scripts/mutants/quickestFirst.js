const { default: Sequencer } = require("@jest/test-sequencer");

/** Test files in the order of the time that they took without a mutant, so that most mutants are noticed soon. */
module.exports = class QuickestFirst extends Sequencer {
  sort(tests) {
    const order = super.sort(tests);
    return [...order].sort((one, other) => (one.duration ?? 0) - (other.duration ?? 0));
  }

  cacheResults(tests, results) {
    if (process.env.__STRYKER_ACTIVE_MUTANT__ === undefined) super.cacheResults(tests, results);
  }
};
