/** `rule-9` before `rule-10`; what a language takes for equal, by its characters. */
export function naturally(a: string, b: string): number {
  return ORDER.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

const ORDER = new Intl.Collator("en", { numeric: true });
