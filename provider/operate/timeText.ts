const UNITS: [unit: string, ms: number][] = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
];

/** A length of time in its two largest units, rounded down: `26h` is `1d 2h`, 61 s is `1m 1s`. */
export function timeText(ms: number): string {
  const first = UNITS.findIndex(([, size]) => ms >= size);
  if (first < 0) return "0s";
  const shown = UNITS.slice(first, first + 2).map(([unit, size], n): [number, string] => [
    Math.floor((n === 0 ? ms : ms % (UNITS[first] as [string, number])[1]) / size),
    unit,
  ]);
  return shown.flatMap(([count, unit]) => (count > 0 ? [`${count}${unit}`] : [])).join(" ");
}
