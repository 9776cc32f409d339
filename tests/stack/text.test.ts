import { SURFACES, type Surface } from "./support/surfaces";
import { type Story, type Told, told } from "./support/told";
import { newWorld, type World } from "./support/world";

/** What a user reads of the engine's display in a terminal of 80 columns, on both surfaces. */

const COLUMNS = 80;
/** So long that a wait shows, and longer than an impatient program waits. */
const SLOW = { timings: { startingMs: 50, closingMs: 2_500, historyMs: 50, rtcMs: 50 }, syncRoles: ["good"] };
const A = { args: { prefixSet: { prefixes: ["a/"] } } };
const B = { args: { prefixSet: { prefixes: ["b/"] } } };
const IMPATIENT = { ...A, timeouts: { create: "10s", delete: "1s" } };
const PAIR = "src to dst (oss-cn-beijing)";

interface Row {
  what: string;
  /** What is there before, by a program without a word on the screen. */
  before?: object;
  /** What has happened at OSS since. */
  meanwhile?(world: World): void;
  /** What the program says now. */
  program?: object;
  command: "up" | "destroy" | "refresh";
  exitCode: number;
  /** What the provider says, each once in a phase: the beginnings, whichever the surface. */
  says: RegExp[];
  /** What is shown for a time. */
  waits?: RegExp[];
}

const clearing = (limit: string) =>
  new RegExp(`^waiting up to ${limit} for OSS to clear the rule from src to dst `);
const UNCHECKED = /^OSS replication, not checked: bucket src \(GetBucketInfo failed with AccessDenied/;

const denying =
  (operation: string): Row["meanwhile"] =>
  ({ emulator }) =>
    emulator.addFault({ kind: "refuse", status: 403, code: "AccessDenied", operation, times: 99 });

const TABLE: Row[] = [
  { what: "a rule and its RTC", program: { ...A, rtc: true }, command: "up", exitCode: 0, says: [] },
  {
    what: "a replacement",
    ...{ before: A, program: B, command: "up", exitCode: 0, says: [], waits: [clearing("30m")] },
  },
  {
    what: "a replacement that OSS refuses, after checks that were not possible",
    before: A,
    meanwhile: denying("GetBucketInfo"),
    program: { args: { ...A.args, syncRole: "bad" } },
    ...{ command: "up", exitCode: 1, waits: [clearing("30m")] },
    says: [UNCHECKED, /^The rule from src to dst \(oss-cn-beijing\) was not replaced: the new/],
  },
  {
    what: "buckets that do not fit",
    meanwhile: ({ emulator }) => emulator.setVersioning("src", "Enabled"),
    ...{ program: A, command: "up", exitCode: 1 },
    says: [
      /^(OSS replication, note: rule from src to dst .*: )?Bucket src has versioning|^PutBucketReplication on bucket src /,
    ],
  },
  {
    what: "a rule in the way",
    meanwhile: ({ emulator }) =>
      void emulator.addRule("src", {
        id: "theirs",
        destination: { bucket: "dst", location: "oss-cn-beijing" },
      }),
    ...{ program: A, command: "up", exitCode: 1 },
    says: [/^No rule was put from src to dst \(oss-cn-beijing\): rule theirs is there/],
  },
  { what: "a deletion", before: A, command: "destroy", exitCode: 0, says: [], waits: [clearing("30m")] },
  {
    what: "a deletion that takes too long",
    ...{ before: IMPATIENT, command: "destroy", exitCode: 1, waits: [clearing("1s")] },
    says: [/^Rule \S+ of bucket src is still closing after 1s/],
  },
  {
    what: "a rule that is lost, and no answer",
    before: A,
    meanwhile: denying("GetBucketReplication"),
    ...{ command: "refresh", exitCode: 1 },
    says: [/^GetBucketReplication on bucket src failed with AccessDenied/],
  },
];

describe.each(SURFACES)("$name:", (surface) => {
  it.each(TABLE)("$what", async (row) => {
    const world = await newWorld(SLOW);
    const story = await played(world, surface, row);
    expect(story.exitCode).toBe(row.exitCode);
    const spoken = spokenIn(story);
    for (const phase of spoken) expect(phase).toEqual([...new Set(phase)]);
    expect(spoken.flat().filter((text) => !row.says.some((pattern) => pattern.test(text)))).toEqual([]);
    for (const pattern of row.says) expect(spoken.flat().some((text) => pattern.test(text))).toBe(true);
    // Which buckets it is about stands where a narrow column is not cut yet.
    for (const text of spoken.flat()) expect(text.slice(0, 60)).toMatch(/\b(src|dst)\b/);
    expectReadable(story);
    expectWaits(story.told, row.waits ?? [], surface, row);
  });
});

async function played(world: World, surface: Surface, row: Row): Promise<Story> {
  const { before, meanwhile, program, command } = row;
  const p = await surface.project(world, before ? [before] : []);
  if (before) await p.up();
  meanwhile?.(world);
  if (program) p.setProgram(await surface.program([program]));
  return told(p, [command, "--yes"], COLUMNS);
}

/** The engine's own words around ours. */
const AROUND = /^(error|warning): (\S+ resource '\w+'( has a problem)?: |Preview failed: )?|^info: /;

/** What we say among the diagnostics of each phase, a paragraph each. */
function spokenIn({ lines }: Story): string[][] {
  const phases: string[][] = [];
  let isDiagnostics = false;
  for (const line of lines) {
    if (/^(Previewing|Updating|Destroying|Refreshing) .*\(dev\):$/.test(line)) phases.push([]);
    if (/^\S/.test(line)) isDiagnostics = line === "Diagnostics:";
    const [, said = ""] = /^ {4}(\S.*)$/.exec(line) ?? [];
    if (!isDiagnostics || said === "" || /^error: (update|preview) failed$/.test(said)) continue;
    phases.at(-1)?.push(said.replace(AROUND, ""));
  }
  return phases;
}

/** No word of the inside, on a screen that nothing runs out of. */
function expectReadable({ lines, screen }: Story): void {
  const text = lines.join("\n");
  expect(text).not.toMatch(/urn:pulumi|\[object Object\]|undefined|\bError: |^\s+at \S|OSS replication: /m);
  expect(Math.max(...screen.map(({ length }) => length))).toBeLessThanOrEqual(COLUMNS);
}

/** Each wait is shown once, beside the resource where it is known, and says when it is over unless it failed. */
function expectWaits(all: Told[], waits: RegExp[], surface: Surface, { exitCode, command }: Row): void {
  const shown = all.filter(({ isEphemeral }) => isEphemeral);
  const begun = shown.filter(({ text }) => text.startsWith("waiting"));
  expect(begun.map(({ text }) => waits.findIndex((pattern) => pattern.test(text)))).toEqual([
    ...waits.keys(),
  ]);
  const isKnown = surface.name === "the package" || command === "up";
  for (const { urn } of shown) expect(urn).toBe(isKnown ? surface.ruleUrn() : "");
  const isOver = exitCode === 0 || command === "up";
  expect(shown.slice(begun.length).map(({ text }) => text)).toEqual(
    isOver ? begun.map(() => `OSS has cleared the rule from ${PAIR}`) : [],
  );
}
