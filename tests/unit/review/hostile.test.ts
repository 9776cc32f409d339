import fc from "fast-check";
import { anyCharacter } from "../support/anyCharacter";
import { EVIL, withoutOurs } from "./support/hostilePreview";
import { create, preview, remove, replace, review, rtcInputs, ruleInputs, urn } from "./support/previews";

const name = fc.oneof(
  fc.constantFrom(...EVIL),
  fc.string({ unit: anyCharacter, maxLength: 30 }),
  fc.array(fc.constantFrom(...EVIL, "`", "|", "<", "\n"), { maxLength: 4 }).map((parts) => parts.join("")),
);

/** Every place a program's text can come from. */
const hostile = fc
  .record({
    resource: name,
    bucket: name,
    target: name,
    prefix: name,
    other: name,
    time: name,
    reason: name,
    id: name,
  })
  .map(({ resource, bucket, target, prefix, other, time, reason, id }) => {
    const rule = (more = {}) =>
      ruleInputs({
        bucket,
        destination: { bucket: target, location: id },
        prefixSet: { prefixes: [prefix, other] },
        timeouts: { create: time, delete: time },
        ...more,
      });
    const rtc = urn(resource, "ReplicationRtc");
    return preview([
      create(rule(), urn(`${resource}1`)),
      remove(rule(), {}, urn(`${resource}2`)),
      {
        ...replace(rule(), rule({ prefixSet: { prefixes: [other] } }), { reasons: [reason] }),
        urn: urn(`${resource}3`),
      },
      { ...create(rule()), op: "update", urn: urn(`${resource}4`), diffReasons: [reason] },
      create(rule({ adopt: id }), urn(`${resource}5`)),
      create(rtcInputs({ bucket, ruleId: id }), rtc),
      { op: reason, urn: `urn:pulumi:dev::p::${other}::x` },
    ]);
  });

const INVISIBLE = /[^\P{C}\n]|[\p{Zl}\p{Zp}]|\p{DI}/u;

test("Markdown holds the program's text in code spans only, and on its line", async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (stdin) => {
      const { code, out } = await review(stdin);
      expect(code).toBe(0);
      expect(out).not.toMatch(INVISIBLE);
      const text = withoutOurs(out);
      expect(text).not.toMatch(/[<>|&]/);
      for (const line of text.split("\n"))
        expect(line).toMatch(
          /^(: `.*`|\*\*\d+ .*|- .*| {2}- (low|medium|high), [a-z-]+: .*|Resources of .*| +\S.*|)$/,
        );
      const outside = text.replace(/`[^`\n]+`/g, "");
      expect(outside).not.toMatch(/[`@#\\$[\]]|:\/\/|www/);
      const names = text.replace(/`(aliases: \[[\w {}:"./$-]+\]|pulumi state delete '[\w:./$-]+')`/g, "");
      for (const [span] of names.matchAll(/`[^`\n]+`/g)) expect(span).not.toMatch(/[<>|[\]@#&]|:\/\/|` | `$/);
    }),
    { numRuns: 300 },
  );
});

test("text is for a terminal: one line a change, no escape sequence", async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (stdin) => {
      const { out } = await review(stdin, ["--format", "text"]);
      expect(out).not.toMatch(INVISIBLE);
      expect(out).not.toMatch(/[<>|`]/);
      for (const line of out.split("\n"))
        expect(line).toMatch(/^(\d+ .*|\[.*| {4}(low|medium|high), .*|Resources of .*|)$/);
    }),
    { numRuns: 300 },
  );
});

test("JSON keeps names as they are, and shows nothing that cannot be seen", async () => {
  await fc.assert(
    fc.asyncProperty(name, async (resource) => {
      const { out } = await review(preview([create(ruleInputs({ bucket: resource }), urn(resource))]), [
        "--format",
        "json",
      ]);
      expect(out).not.toMatch(INVISIBLE);
      expect(out).not.toMatch(/[<>&]/);
      const [change] = JSON.parse(out).changes;
      expect([change.urn, change.sourceBucket]).toEqual([urn(resource), resource]);
    }),
    { numRuns: 300 },
  );
});

test.each(["markdown", "json", "text"])("secrets never appear in %s", async (format) => {
  const secret = (plaintext: string) => ({
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    plaintext: JSON.stringify(plaintext),
    ciphertext: "Y2lwaGVy",
  });
  const rule = ruleInputs({
    bucket: secret("hush-bucket"),
    destination: secret("hush-destination"),
    prefixSet: { prefixes: [secret("hush-prefix")] },
    action: secret("ALL-hush"),
    syncRole: secret("hush-role"),
    timeouts: secret("hush-time"),
    adopt: secret("hush-adopt"),
  });
  const { adopt: _, ...plain } = rule;
  const steps = [
    create(rule),
    remove(plain, {}, urn("b")),
    { ...replace(plain, plain), urn: urn("c") },
    create(rtcInputs({ ruleId: secret("hush-id"), bucket: secret("hush") }), urn("d", "ReplicationRtc")),
  ];
  const { code, out } = await review(preview(steps), ["--format", format]);
  expect(code).toBe(0);
  expect(out).toContain("(secret)");
  expect(out).not.toMatch(/hush|Y2lwaGVy|1b4706/);
});
