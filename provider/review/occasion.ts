/** Of which commit, and by which run of a workflow, something is reviewed. */
export interface Occasion {
  commit?: string;
  /** Address of the run. */
  run?: string;
}

/** As GitHub Actions and GitLab CI tell it by their environment. What is given goes before. */
export function occasionOf(given: Occasion, env: NodeJS.ProcessEnv): Occasion {
  return { ...inWorkflow(env), ...given };
}

function inWorkflow(env: NodeJS.ProcessEnv): Occasion {
  if (env.GITHUB_ACTIONS === "true") return { commit: env.GITHUB_SHA, run: runOnGitHub(env) };
  if (env.GITLAB_CI === "true") return { commit: env.CI_COMMIT_SHA, run: env.CI_JOB_URL };
  return {};
}

function runOnGitHub({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }: NodeJS.ProcessEnv) {
  if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_RUN_ID) return undefined;
  return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
}
