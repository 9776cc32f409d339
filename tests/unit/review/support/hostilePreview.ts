import fc from "fast-check";
import { anyCharacter } from "../../support/anyCharacter";

/** Texts that mean something to a renderer, a terminal, a shell or JavaScript. */
export const EVIL = [
  "<script>alert(1)</script>",
  "<!-- -->",
  "a | b | c",
  "`code` ``x``",
  "line\nbreak\r\n\n# heading",
  "- item",
  "[text](http://evil.example)",
  "![image](http://evil.example/x.png)",
  "http://evil.example https://evil.example www.evil.example",
  "@octocat @all",
  "#1 !2 &3 owner/repo#4",
  "\u001b[31mred\u001b[0m \u009b2J",
  "\u202eright to left\u2066x\u2069",
  "zero\u200bwidth\u00adsoft\ufeff",
  "\u2028\u2029\u0085",
  "\\` \\| \\",
  " lead and trail ",
  "$`x`$",
  "\ud800",
  "&lt;b&gt;",
  "'; rm -rf ~; '",
];

const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "", "0", "length"];
const HIDDEN = ["[secret]", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "[unknown]", "(secret)"];
const OPS =
  "same create update delete replace create-replacement delete-replaced import import-replacement read refresh discard remove-pending-replace".split(
    " ",
  );
const TYPES = [
  "pulumi-nodejs:dynamic/oss:ReplicationRule",
  "pulumi-nodejs:dynamic/oss:ReplicationRtc",
  "oss-replication:index:ReplicationRule",
  "oss-replication:index:ReplicationRtc",
  "alicloud:oss/bucketReplication:BucketReplication",
  "alicloud:index/ossBucketReplication:OssBucketReplication",
  "pulumi:pulumi:Stack",
  "__proto__",
  "my:index:C$pulumi-nodejs:dynamic/oss:ReplicationRule",
];

const evil = fc.oneof(
  fc.constantFrom(...EVIL, ...NAMES, ...HIDDEN),
  fc.string({ unit: anyCharacter, maxLength: 20 }),
  fc.integer({ min: 1, max: 20_000 }).map((length) => "<`|\u202e".repeat(length / 4)),
);
/** Few names, so that resources meet. */
const name = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("src", "dst", "logs", "rule-1") },
  { weight: 1, arbitrary: evil },
);
/** Deeper than `JSON.stringify` goes, so that it is put into the text. */
const DEEP = "deeper than a stack of calls";
const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: name },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, 0, -1, 1e308, [], {}, [null], [[]]) },
  { weight: 1, arbitrary: fc.constant(DEEP) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(...NAMES).map((key) => Object.fromEntries([[key, { [key]: 1 }]])) },
);

/** Mostly as it should be, sometimes anything at all, sometimes absent. */
function often<T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 8, arbitrary: right },
    { weight: 1, arbitrary: anything },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

const secret = name.map((plaintext) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(plaintext),
}));
const properties = fc.record({
  bucket: often(fc.oneof(name, secret)),
  destination: often(fc.record({ bucket: often(name), location: often(name) })),
  prefixSet: often(fc.record({ prefixes: often(fc.array(often(name), { maxLength: 12 })) })),
  action: often(fc.constantFrom("ALL", "PUT", "PUT,DELETE")),
  historicalObjectReplication: often(fc.constantFrom("enabled", "disabled")),
  sourceSelectionCriteria: often(fc.constant({ sseKmsEncryptedObjects: { status: "Enabled" } })),
  userTaggings: fc.oneof(anything, fc.constant(DEEP)),
  adopt: fc.oneof(fc.constant(undefined), fc.constant(undefined), anything),
  timeouts: often(fc.record({ create: often(name), delete: often(name) })),
  ruleId: often(name),
  status: often(fc.constantFrom("enabled", "disabled")),
});
const urn = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(fc.constantFrom(...TYPES), name)
      .map(([type, named]) => `urn:pulumi:dev::shop::${type}::${named}`),
  },
  { weight: 1, arbitrary: evil },
);
const state = fc.record({
  urn: often(urn),
  id: often(name),
  inputs: often(properties),
  outputs: often(properties),
  external: fc.constantFrom(undefined, undefined, undefined, true, false, "yes"),
  retainOnDelete: fc.constantFrom(undefined, undefined, true, "yes"),
  pendingReplacement: fc.constantFrom(undefined, true, 1),
  provider: often(name),
});
const step = fc.record({
  op: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...OPS) }, { weight: 1, arbitrary: evil }),
  urn,
  oldState: often(state),
  newState: often(state),
  replaceReasons: often(fc.array(fc.oneof(name, fc.constant("id")), { maxLength: 3 })),
  diffReasons: often(fc.array(name, { maxLength: 3 })),
});
const note = fc
  .tuple(fc.constantFrom("not checked", "taken over", "note", "else"), name, name, evil)
  .map(
    ([kind, bucket, target, text]) =>
      `OSS replication, ${kind}: rule ${text} from ${bucket} to ${target} (x) ${text}\n`,
  );
const diagnostic = fc.record({
  severity: fc.constantFrom("info#err", "info#err", "info", "warning", "debug", "__proto__"),
  message: often(fc.array(note, { maxLength: 3 }).map((notes) => notes.join(""))),
});
const steps = fc.oneof(
  { weight: 12, arbitrary: fc.array(step, { maxLength: 8 }) },
  { weight: 1, arbitrary: fc.array(anything, { maxLength: 3 }) },
  { weight: 1, arbitrary: anything },
);
const NESTED = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
const printed = fc
  .record({
    steps,
    diagnostics: often(fc.array(diagnostic, { maxLength: 4 })),
    changeSummary: often(fc.constant({})),
  })
  .map((preview) => JSON.stringify(preview).replaceAll(JSON.stringify(DEEP), NESTED));

/** The text itself is broken, cut, doubled, or of another kind. */
const text = fc.oneof(
  { weight: 16, arbitrary: printed },
  { weight: 1, arbitrary: fc.tuple(printed, fc.nat()).map(([json, at]) => json.slice(0, at % json.length)) },
  { weight: 1, arbitrary: fc.tuple(evil, printed, evil).map((parts) => parts.join("\n")) },
  { weight: 1, arbitrary: printed.map((json) => json + json) },
  { weight: 1, arbitrary: fc.nat(200_000).map((depth) => `{"steps":${"[".repeat(depth)}`) },
  {
    weight: 1,
    arbitrary: fc
      .nat(100_000)
      .map((depth) => `{"changeSummary":{},"steps":[],"x":${"[".repeat(depth)}${"]".repeat(depth)}}`),
  },
  { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 200 }) },
);

/** What might come in place of the output of `pulumi preview --json`; the same for the same seed. */
export function hostilePreview(seed: number): string {
  return fc.sample(text, { seed, numRuns: 1 })[0] as string;
}

export interface Reviewed {
  code: number;
  out: string;
  err: string;
}

const INVISIBLE = /[^\P{C}\n]|[\p{Zl}\p{Zp}]|\p{DI}/u;

/** What a review may not do, whatever it is given; `undefined` where it does none of it. */
export function harmIn({ code, out, err }: Reviewed, format: string): string | undefined {
  if (code !== 0 && code !== 1) return `it ended with ${code}`;
  if (/should not happen|\n {4}at /.test(err)) return `it failed in a way of its own: ${err}`;
  if ((code === 0) !== (err === "")) return "it failed without a word, or did not and said so";
  if (out === "") return "it printed nothing";
  if (err.slice(0, -1).includes("\n")) return "it failed in more than one line";
  if (INVISIBLE.test(out + err)) return "it shows what cannot be seen";
  if (format !== "json" && out.length > 60_000) return "it is too long";
  const text = format === "markdown" ? withoutOurs(out) : out;
  if (/[<>]/.test(text)) return "it holds HTML";
  return format === "markdown" ? markupIn(text) : undefined;
}

/** A review without the HTML and the tables that are its own; what of them is broken stays. */
export function withoutOurs(out: string): string {
  const lines = out
    .replace(/^<!-- oss-replication review: [\w./ ,%;-]+ -->$/gm, "")
    .replace(/^<\/?details>$|^<summary>(high|medium|low|no risk|failed): [\w ,]+<\/summary>$/gm, "")
    .replace(/^## OSS replication review/gm, "")
    // Whether names can break out of a picture is tried in picture.test.ts.
    .replace(/^```mermaid\n[\s\S]*?\n```$/gm, "");
  return lines.replace(/^\|( [^|\n]* \|){2,}$/gm, (row) => row.replaceAll("|", ""));
}

/** Text of the program stands in code spans, and nothing in those is special either. */
function markupIn(out: string): string | undefined {
  const ours = out.replace(/`(aliases: \[[\w {}:"./$-]+\]|pulumi state delete( '[\w:./$-]+')?)`/g, "");
  const outside = ours.replace(/`[^`\n]+`/g, "");
  if (/[`@#\\$[\]|&]|:\/\/|www/.test(outside)) return "it holds markup outside of a code span";
  const spans = ours.match(/`[^`\n]+`/g) ?? [];
  return spans.some((span) => /[|[\]@#&]|:\/\/|` | `$/.test(span)) ? "a code span holds markup" : undefined;
}
