import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { METRICS } from "../../provider/operate/exporter/metrics";
import { Metrics } from "../../provider/operate/exporter/registry";
import { describeWithPrometheus, monitoring, promtool } from "./support/prometheus";

const textOf = (file: string) => readFileSync(join(monitoring, file), "utf8");
const readme = textOf("README.md");
const alertRules = textOf("oss-replication.rules.yml");
const dashboard = JSON.parse(textOf("dashboard.json"));

/** The metrics that the exporter has of its own calls and itself: name and help. */
const own = async () =>
  [...(await new Metrics("1").text([])).matchAll(/^# HELP (oss_\w+) (.*)$/gm)].map(([, name, help]) => [
    name,
    help,
  ]);

const queries: string[] = dashboard.panels.flatMap(({ targets }: { targets: { expr: string }[] }) =>
  targets.map(({ expr }) => expr),
);
const variables: { name: string; definition?: string }[] = dashboard.templating.list;

const metricsIn = (text: string) =>
  new Set(
    (text.match(/\boss_replication_\w+/g) ?? []).map((name) => name.replace(/_(bucket|sum|count)$/, "")),
  );

test("the page lists the metrics that there are, with their labels", async () => {
  const rows = [...readme.matchAll(/^\| `(oss_replication_\w+)` \|(.*)\| (.*) \|$/gm)];
  const listed = rows.map(([, name, labels = "", help]) => [name, help, labels.match(/\w+/g) ?? []]);
  const declared = Object.entries(METRICS).map(([name, { help, labels }]) => [name, help, labels]);
  expect(listed.slice(0, declared.length)).toEqual(declared);
  expect(listed.slice(declared.length).map(([name, help]) => [name, help])).toEqual(await own());
});

test("alerts and dashboard name only metrics that there are", async () => {
  const names = new Set([...Object.keys(METRICS), ...(await own()).map(([name]) => name)]);
  const used = metricsIn(
    [alertRules, ...queries, ...variables.map(({ definition }) => definition)].join("\n"),
  );
  expect([...used].filter((name) => !names.has(name))).toEqual([]);
  expect(used.size).toBeGreaterThan(10);
});

test("the page says of each alert what to do", () => {
  const alerts = [...alertRules.matchAll(/- alert: (\w+)/g)].map(([, name]) => name);
  expect([...readme.matchAll(/^\| `(OssReplication\w+)` \| .+ \|$/gm)].map(([, name]) => name)).toEqual(
    alerts,
  );
});

test("the dashboard uses its variables, and panels do not lie on each other", () => {
  const used = new Set(JSON.stringify(dashboard.panels).match(/(?<=\$\{?)[a-z]\w+/g));
  expect(used).toEqual(new Set(variables.map(({ name }) => name)));
  const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }: { gridPos: Record<string, number> }) =>
    Array.from(
      { length: (w ?? 0) * (h ?? 0) },
      (_, at) => `${(x ?? 0) + (at % (w ?? 1))} ${(y ?? 0) + Math.floor(at / (w ?? 1))}`,
    ),
  );
  expect(new Set(cells).size).toBe(cells.length);
});

describeWithPrometheus("the dashboard", () => {
  test("no panel says that all is well where there is no exporter", () => {
    const folder = mkdtempSync(join(tmpdir(), "dashboard-"));
    const file = join(folder, "tests.json");
    const promql_expr_test = queries.map((query) => ({
      expr: query.replaceAll("$__rate_interval", "5m").replaceAll(/\$\w+/g, ".*"),
      eval_time: "1m",
      exp_samples: [],
    }));
    const input_series = [{ series: 'up{job="node",instance="a"}', values: "1x5" }];
    writeFileSync(file, JSON.stringify({ tests: [{ interval: "1m", input_series, promql_expr_test }] }));
    expect(promtool(["test", "rules", file])).toMatchObject({ exitCode: 0 });
    rmSync(folder, { recursive: true });
  });

  test.each(queries)("Prometheus can read %s", (query) => {
    const folder = mkdtempSync(join(tmpdir(), "dashboard-"));
    const file = join(folder, "rules.json");
    const expr = query.replaceAll("$__rate_interval", "5m").replaceAll(/\$\w+/g, ".*");
    writeFileSync(
      file,
      JSON.stringify({ groups: [{ name: "dashboard", rules: [{ record: "query", expr }] }] }),
    );
    expect(promtool(["check", "rules", file])).toMatchObject({ exitCode: 0 });
    rmSync(folder, { recursive: true });
  });
});
