import { Project, type ProjectOptions } from "./project";

const projects = new Set<Project>();

/**
 * A project of a jest test. What it runs does not outlive the test, and its folder not the test's file; to share one
 * among tests, make it in `beforeAll`.
 */
export function newProject(options: ProjectOptions): Project {
  const project = new Project(options);
  projects.add(project);
  return project;
}

afterEach(() => {
  for (const project of projects) project.kill();
});

afterAll(async () => {
  await Promise.all([...projects].map((project) => project.dispose()));
});
