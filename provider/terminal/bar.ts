/** A share from 0 to 1 as a bar of so many characters. It is full only where all is done. */
export function bar(share: number, size: number): string {
  const full = Math.floor(Math.min(1, Math.max(0, share)) * size);
  return "█".repeat(full) + "░".repeat(size - full);
}
