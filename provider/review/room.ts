/** GitHub allows 65,536 characters in a comment; the rest is for what a workflow adds. */
export const LONGEST_REVIEW = 60_000;

/** How many characters there is room for. */
export class Room {
  constructor(private left: number) {}

  get isEndless(): boolean {
    return this.left === Number.POSITIVE_INFINITY;
  }

  get half(): number {
    return this.left / 2;
  }

  has(text: string): boolean {
    return text.length <= this.left;
  }

  /** Sets characters aside for what comes later. */
  reserve(characters: number): void {
    this.left -= characters;
  }

  /** The text, for which there is less room afterwards. */
  taken(text: string): string {
    this.left -= text.length;
    return text;
  }
}
