const { default: Sequencer } = require("@jest/test-sequencer");

/** By test file, for how many of the latest mutants it ran, and how many of those it noticed. */
const known = new Map();

/** What is taken for the share that a file notices which has not run yet. */
const UNTRIED = 0.3;
const LOADING_MS = 300;

/**
 * Test files in the order in which most mutants are noticed soon, by what they noticed in the time that they take: mutants
 * beside each other are noticed by the same tests.
 */
module.exports = class LikeliestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => worth(other) - worth(one));
  }

  cacheResults(tests, results) {
    if (process.env.__STRYKER_ACTIVE_MUTANT__ === undefined) super.cacheResults(tests, results);
  }
};

function worth({ path, duration = 0 }) {
  const { ran, noticed } = known.get(path) ?? { ran: 0, noticed: 0 };
  return (noticed + UNTRIED) / (ran + 1) / (duration + LOADING_MS);
}

/** What is older counts for less. */
module.exports.note = (path, hasNoticed) => {
  const { ran, noticed } = known.get(path) ?? { ran: 0, noticed: 0 };
  known.set(path, { ran: 0.9 * ran + 1, noticed: 0.9 * noticed + Number(hasNoticed) });
};
