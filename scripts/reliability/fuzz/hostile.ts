import fc from "fast-check";

const tokens = [
  ...[
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml",
    "?>",
    "</",
    "/>",
    "<",
    ">",
    "&",
    "&#0;",
    "&#x110000;",
    "&lt",
    "&b;",
  ],
  ...[
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "\u0000",
    "\ufeff",
    "\ud800",
    "\r\n",
    " xmlns='a'",
    "<__proto__>",
    "<Error>",
  ],
  ...["<constructor/>", '"', "'", "=", "1e999", "-1", "NaN", "é", "𝕏", "a".repeat(2_000), "<a>".repeat(150)],
];

/** Elements of a rule, in requests and answers alike. */
export const ruleElements = [
  ...["Rule", "ID", "Status", "Destination", "Bucket", "Location", "TransferType", "PrefixSet", "Prefix"],
  ...["Action", "HistoricalObjectReplication", "SyncRole", "RTC", "SourceSelectionCriteria"],
  ...["SseKmsEncryptedObjects", "EncryptionConfiguration", "ReplicaKmsKeyID"],
  ...["UserTaggings", "UserTagging", "FilterType", "Key", "Value"],
];

/** An edit of a text: a piece is put in place of another. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(20)),
  piece: fc.oneof(fc.constantFrom(...tokens), fc.string({ unit: "binary", maxLength: 8 })),
});

/** Texts near to the given ones: whole, cut, doubled, with pieces put in. */
export function near(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const cut = fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true }));
  return fc.tuple(texts, fc.array(edit, { maxLength: 4 }), cut).map(([text, edits, keep]) => {
    const edited = edits.reduce((before, { at, length, piece }) => {
      const from = Math.floor(at * before.length);
      return before.slice(0, from) + piece + before.slice(from + length);
    }, text);
    return edited.slice(0, Math.ceil(keep * edited.length));
  });
}

/** XML of elements from a vocabulary, in any order and depth. */
export function xmlOf(root: string, vocabulary: string[]): fc.Arbitrary<string> {
  const words = fc.constantFrom(
    "enabled",
    "doing",
    "oss-cn-beijing",
    "0.5",
    "2026-01-01T00:00:00Z",
    "",
    " a&amp;b ",
  );
  const { node } = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5, depthSize: "small" },
      words,
      fc
        .tuple(fc.constantFrom(...vocabulary), fc.array(tie("node"), { maxLength: 5 }))
        .map(([name, children]) => `<${name}>${children.join("")}</${name}>`),
    ),
  }));
  return fc.array(node, { maxLength: 4 }).map((children) => `<${root}>${children.join("")}</${root}>`);
}
