import { naturally } from "../terminal/naturally";

/** What copies where, as plain data: the writers make Mermaid, DOT or HTML of it. */
export interface Picture {
  title: string;
  buckets: Bucket[];
  /** In the order in which they are told. */
  arrows: Arrow[];
  /** What the picture does not show, or what could not be known: a sentence each, of many the first ones. It may hold text of others. */
  remarks: string[];
}

export interface Bucket {
  /** By which arrows name it: `b1`, `b2`, ... in the order of the pictures' buckets. */
  key: string;
  /** What stands in its box. */
  label: Label;
  /** Region id, such as `cn-hangzhou`; absent where nobody says it. */
  region?: string;
  /** What there is to know of the bucket beside its rules, such as `has no rule`. */
  remark?: string;
  /** Whether its rules are not known, so that none may be drawn where there are some. */
  unread?: true;
}

/** The name of something, which is text of others, or words of ours where the name is not shown. */
export type Label = { name: string } | { words: string };

/** A rule, or several rules of one kind between two regions where there is no room for each. */
export interface Arrow {
  from: string;
  to: string;
  mark: Mark;
  /** What the rule copies; of one that stops, what it copied. Absent of several rules. */
  copies?: Copies;
  /** What the rule that it replaces copied, where that is something else. */
  before?: Copies;
  /** Where the rule is in its life, if not simply in effect: `starting`, `closing`. It is OSS's word. */
  status?: string;
  /** What else becomes of it, in words of ours: `update fails`. */
  note?: string;
  /** The resource in the program, or OSS's id of the rule. */
  rule?: string;
  /** How many rules it stands for; absent where it is one. */
  count?: number;
}

/** What becomes of a rule. */
export type Mark =
  /** It is there and stays. */
  | "kept"
  | "starts"
  | "stops"
  /** It gives way to another one of the same two buckets. */
  | "anew";

export interface Copies {
  /** Of the names of the objects; none: all objects. */
  prefixes: string[];
  /** Whether there are prefixes that nobody shows. */
  hidden?: boolean;
  /** Whether only objects with certain tags are copied. */
  tagged?: boolean;
  /** `ALL`, `PUT` or another word of OSS; absent where it is not known. */
  action?: string;
  /** Replication time control: `RTC`, `RTC enabling`. Absent where it is off or not known. */
  rtc?: string;
}

/** A rule to be drawn. */
export type RuleToDraw = Omit<Arrow, "from" | "to" | "count"> & { from: End; to: End };

/** A bucket, as a rule names it. */
export interface End {
  label: Label;
  region?: string;
}

/** A bucket that is drawn whether a rule names it or not. What it says of its region goes before what a rule says. */
export interface BucketToDraw extends End {
  remark?: string;
  unread?: true;
}

/** More remarks are no longer read, and have no room. */
const MOST_REMARKS = 10;

/**
 * The picture of these rules and buckets. Buckets of one name are one bucket; one without a name is one for each rule
 * that has it.
 */
export function pictureOf(
  title: string,
  rules: readonly RuleToDraw[],
  known: readonly BucketToDraw[] = [],
  remarks: readonly string[] = [],
): Picture {
  const buckets = new Buckets();
  for (const bucket of known) buckets.add(bucket);
  const arrows = rules.map(({ from, to, ...rule }) => ({
    ...rule,
    from: buckets.add(from),
    to: buckets.add(to),
  }));
  return { title, buckets: buckets.all, arrows, remarks: firstOf(remarks) };
}

function firstOf(remarks: readonly string[]): string[] {
  const more = remarks.length - MOST_REMARKS;
  return [
    ...remarks.slice(0, MOST_REMARKS),
    ...(more > 0 ? [`and ${more.toLocaleString("en")} more such remarks`] : []),
  ];
}

class Buckets {
  readonly all: Bucket[] = [];
  private readonly byName = new Map<string, Bucket>();

  /** The key of the bucket. */
  add({ label, region, remark, unread }: BucketToDraw): string {
    const found = "name" in label ? this.byName.get(label.name) : undefined;
    if (found) {
      found.region ??= region;
      return found.key;
    }
    const bucket = { key: `b${this.all.length + 1}`, label, region, remark, ...(unread && { unread }) };
    this.all.push(bucket);
    if ("name" in label) this.byName.set(label.name, bucket);
    return bucket.key;
  }
}

/** The buckets of each region, the regions in the order of their names and the unknown one last. */
export function byRegion(buckets: readonly Bucket[]): { region?: string; buckets: Bucket[] }[] {
  const groups = new Map<string | undefined, Bucket[]>();
  for (const bucket of buckets) {
    const group = groups.get(bucket.region);
    if (group) group.push(bucket);
    else groups.set(bucket.region, [bucket]);
  }
  const regions = [...groups.keys()].filter((region) => region !== undefined).sort(naturally);
  const all = groups.has(undefined) ? [...regions, undefined] : regions;
  return all.map((region) => ({ region, buckets: groups.get(region) ?? [] }));
}
