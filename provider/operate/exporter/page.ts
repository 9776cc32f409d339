import type { Known } from "./known";

/** The page for people who open the exporter in a browser: what it is, and where the metrics are. */
export function page({ buckets, discovered }: Known, version: string): string {
  const failing = buckets.filter(({ newest }) => newest?.surveyed.failure).length;
  const unread = buckets.filter(({ newest }) => newest === undefined).length;
  const said = [
    `${buckets.length} source buckets are watched`,
    ...(failing > 0 ? [`${failing} could not be read`] : []),
    ...(unread > 0 ? [`${unread} are not read yet`] : []),
    ...(discovered ? [] : ["which ones to watch could not be found out"]),
  ];
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>OSS replication exporter</title></head>
<body>
<h1>OSS replication exporter ${version}</h1>
<p>${said.join("; ")}.</p>
<p><a href="/metrics">Metrics</a> <a href="/healthz">Health</a></p>
</body>
</html>
`;
}
