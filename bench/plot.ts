import { init } from "echarts";
import type { Subject } from "./program";
import type { Row } from "./row";

const SIZE = { width: 860, height: 460 };
const COLOURS = ["#4269d0", "#ef7d00", "#3ca951", "#a463f2", "#ff5470"];

/** CPU seconds of each command over the number of rules, as SVG: ours as lines, the floor dashed in the same colour. */
export function plot(rows: Row[]): string {
  const commands = [...new Set(rows.map(({ command }) => command))];
  const series = commands.flatMap((command, at) => {
    const own = rows.filter((row) => row.command === command);
    return [line(command, own, "ours", at), line(command, own, "floor", at)];
  });
  const axis = { type: "log", nameLocation: "middle", splitLine: { show: true } } as const;
  const chart = init(null, null, { renderer: "svg", ssr: true, ...SIZE });
  chart.setOption({
    animation: false,
    backgroundColor: "#ffffff",
    legend: { data: commands, top: 8, icon: "roundRect", itemGap: 32 },
    grid: { left: 64, right: 24, top: 48, bottom: 56 },
    xAxis: { ...axis, name: "rules", nameGap: 32 },
    yAxis: { ...axis, name: "CPU seconds, user and system", nameGap: 40 },
    series,
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

function line(command: string, rows: Row[], subject: Subject, at: number) {
  const color = COLOURS[at % COLOURS.length];
  return {
    name: subject === "ours" ? command : `${command}, floor`,
    type: "line",
    silent: true,
    symbolSize: subject === "ours" ? 7 : 0,
    itemStyle: { color },
    lineStyle: { color, width: 2, type: subject === "ours" ? "solid" : "dashed" },
    data: rows.map((row) => [row.rules, row.cpuSeconds[subject].median]),
  } as const;
}
