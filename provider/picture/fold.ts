import type { Arrow, Bucket, Label, Picture } from "./picture";
import { thousands } from "./words";

/**
 * The picture with at most `most` rules and `most` buckets beside them drawn each for itself, those that change or are not
 * simply in effect first. The rest are counted: one arrow for those of one kind between two regions. Nothing is lost,
 * but for the smallest of such arrows where there are more than `most` of them too, and that is a remark.
 */
export function folded(picture: Picture, most: number): Picture {
  const { buckets, arrows, remarks } = picture;
  const ordered = [...arrows.filter(isOfNote), ...arrows.filter((arrow) => !isOfNote(arrow))];
  const [drawn, rest] = [ordered.slice(0, most), ordered.slice(most)];
  const folds = new Folds(buckets);
  const together = [...folds.arrowsFor(rest).sort((a, b) => b.count - a.count)];
  const ends = new Set(drawn.flatMap(({ from, to }) => [from, to]));
  const allEnds = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const alone = buckets.filter(({ key }) => !allEnds.has(key));
  const lone = [...alone.filter(({ unread }) => unread), ...alone.filter(({ unread }) => !unread)];
  const shownLone = new Set(lone.slice(0, most).map(({ key }) => key));
  const shown = together.slice(0, most);
  const shownEnds = new Set(shown.flatMap(({ from, to }) => [from, to]));
  return {
    ...picture,
    arrows: [...drawn, ...shown],
    buckets: [
      ...buckets.filter(({ key }) => ends.has(key) || shownLone.has(key)),
      ...folds.buckets.filter(({ key }) => shownEnds.has(key)),
    ],
    remarks: [...remarks, ...leftOut(rest.length, together.slice(most), lone.slice(most))],
  };
}

function isOfNote({ mark, status, note }: Arrow): boolean {
  return mark !== "kept" || status !== undefined || note !== undefined;
}

function leftOut(rest: number, lost: Fold[], lone: Bucket[]): string[] {
  const unread = lone.filter((bucket) => bucket.unread).length;
  const ruleless = lone.length - unread;
  const gone = lost.reduce((sum, { count }) => sum + count, 0);
  return [
    ...(rest > 0
      ? [`${thousands(rest - gone)} of the rules are not drawn each for itself, but counted by region`]
      : []),
    ...(gone > 0 ? [`${thousands(gone)} rules are not drawn at all`] : []),
    ...(unread > 0 ? [`${thousands(unread)} buckets of which the rules are not known are not drawn`] : []),
    ...(ruleless > 0 ? [`${thousands(ruleless)} buckets without a rule are not drawn`] : []),
  ];
}

type Fold = Arrow & { count: number };

/** Arrows in place of many, between buckets in place of many: one for each region. */
class Folds {
  readonly buckets: Bucket[] = [];
  private readonly byRegion = new Map<string | undefined, Bucket>();
  private readonly regionOf: ReadonlyMap<string, string | undefined>;

  constructor(buckets: readonly Bucket[]) {
    this.regionOf = new Map(buckets.map(({ key, region }) => [key, region]));
  }

  arrowsFor(arrows: readonly Arrow[]): Fold[] {
    const folds = new Map<string, Fold>();
    for (const { from, to, mark } of arrows) {
      const [source, target] = [this.bucketIn(this.regionOf.get(from)), this.bucketIn(this.regionOf.get(to))];
      const key = `${source} ${target} ${mark}`;
      const fold = folds.get(key) ?? { from: source, to: target, mark, count: 0 };
      fold.count += 1;
      folds.set(key, fold);
    }
    return [...folds.values()];
  }

  private bucketIn(region: string | undefined): string {
    const found = this.byRegion.get(region);
    if (found) return found.key;
    const bucket = { key: `m${this.buckets.length + 1}`, label: MORE, region };
    this.buckets.push(bucket);
    this.byRegion.set(region, bucket);
    return bucket.key;
  }
}

const MORE: Label = { words: "(more buckets)" };
