import type { Project } from "./project";

/** What the engine printed as JSON, to be kept: without the places of this machine, its times and ports. */
export function recordable(printed: string, { folder }: Project, endpoint: string): string {
  const parsed = JSON.parse(printed, (key, value) =>
    ["created", "modified", "sourcePosition", "stackTrace", "config"].includes(key) ? undefined : value,
  );
  const shown = JSON.stringify(parsed, null, 1).replaceAll(folder, "/project");
  return `${shown.replaceAll(endpoint, "http://127.0.0.1:9")}\n`;
}
