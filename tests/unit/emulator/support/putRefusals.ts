import type { Emulator } from "../../../../emulator";
import { put, to } from "./calls";
import type { Refused } from "./refusals";

const rule = to("dst");
const prefixes = (all: string[]) =>
  `<PrefixSet>${all.map((p) => `<Prefix>${p}</Prefix>`).join("")}</PrefixSet>`;
const tag = "<UserTagging><Key>k</Key><Value>v</Value></UserTagging>";
const kms =
  "<SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Enabled</Status></SseKmsEncryptedObjects></SourceSelectionCriteria>";

const body = (text: string | Buffer) => (emulator: Emulator) => put(emulator, "", { body: text });
const config = (text: string) => body(`<ReplicationConfiguration>${text}</ReplicationConfiguration>`);
const withRule = (text: string) => (emulator: Emulator) => put(emulator, text);

/** Bodies that are not of the documented shape. */
export const shapeRefusals: Refused[] = [
  ["not XML", body("hello")],
  ["no body", body("")],
  ["a tag left open", body("<ReplicationConfiguration><Rule>")],
  ["another root", body(`<replicationConfiguration><Rule>${rule}</Rule></replicationConfiguration>`)],
  ["two roots", body("<ReplicationConfiguration/><ReplicationConfiguration/>")],
  ["no rule", config("")],
  ["no destination", config("<Rule><ID>a</ID></Rule>")],
  ["no target bucket", withRule("<Destination><Location>oss-cn-beijing</Location></Destination>")],
  ["two destinations", withRule(rule + rule)],
  ["an element that is not known", withRule(`${rule}<Prefix>a/</Prefix>`)],
  ["wrong letter case", withRule(`${rule}<action>ALL</action>`)],
  ["the name of a built-in", withRule(`${rule}<constructor>a</constructor>`)],
  ["text between elements", withRule(`${rule}text`)],
  ["elements inside text", withRule(`${rule}<Action><Put/></Action>`)],
  [
    "a namespace",
    body(`<ReplicationConfiguration xmlns="urn:x"><Rule>${rule}</Rule></ReplicationConfiguration>`),
  ],
  ["SSE-KMS without its middle element", withRule(`${rule}<SourceSelectionCriteria/>`)],
  ["a document type", body('<!DOCTYPE a [<!ENTITY e "ALL">]><ReplicationConfiguration/>')],
  ["an entity that XML does not know", withRule(`${rule}<Action>&all;</Action>`)],
  ["a control character", withRule(`${rule}<Action>\u0001</Action>`)],
  ["a control character, written as a number", withRule(`${rule}<Action>&#1;</Action>`)],
  [
    "bytes that are not UTF-8, outside a prefix",
    body(
      Buffer.concat([
        Buffer.from("<ReplicationConfiguration><Rule><ID>"),
        Buffer.from([0xff]),
        Buffer.from(`</ID>${rule}</Rule></ReplicationConfiguration>`),
      ]),
    ),
  ],
].map(([because, call]) => ({ refusal: "malformedRule", because, call }) as Refused);

/** Values that a rule must not have. */
export const valueRefusals: Refused[] = [
  {
    refusal: "tooManyRules",
    because: "two rules",
    call: config(`<Rule>${rule}</Rule><Rule>${to("near")}</Rule>`),
  },
  {
    refusal: "malformedRule",
    because: "chosen ids are refused",
    options: { ruleIds: "refuse" },
    call: withRule(`<ID>a</ID>${rule}`),
  },
  {
    refusal: "missingTransferType",
    because: "the page's word",
    options: { requireTransferType: true },
    call: withRule(rule),
  },
  {
    refusal: "missingSyncRole",
    because: "the page's word",
    options: { requireSyncRole: true },
    call: withRule(rule),
  },
  {
    refusal: "missingKmsKey",
    because: "the page's word",
    options: { requireKmsKey: true },
    call: withRule(`${rule}${kms}<SyncRole>r</SyncRole>`),
  },
  {
    refusal: "transferType",
    because: "another word",
    call: withRule(to("dst", "oss-cn-beijing", "Internal")),
  },
  { refusal: "transferType", because: "empty", call: withRule(to("dst", "oss-cn-beijing", "")) },
  {
    refusal: "history",
    because: "capitalised",
    call: withRule(`${rule}<HistoricalObjectReplication>Enabled</HistoricalObjectReplication>`),
  },
  {
    refusal: "rtcStatus",
    because: "capitalised",
    call: withRule(`${rule}<RTC><Status>Enabled</Status></RTC>`),
  },
  {
    refusal: "sseKmsStatus",
    because: "lower case",
    call: withRule(rule + kms.replace("Enabled", "enabled")),
  },
  ...["put", "ALL,PUT", "PUT, DELETE", "PUT,PUT", "", " ALL"].map(
    (action): Refused => ({
      refusal: "action",
      because: `'${action}'`,
      call: withRule(`${rule}<Action>${action}</Action>`),
    }),
  ),
  {
    refusal: "prefixEncoding",
    because: "not UTF-8",
    call: body(
      Buffer.concat([
        Buffer.from(`<ReplicationConfiguration><Rule>${rule}<PrefixSet><Prefix>`),
        Buffer.from([0xc3, 0x28]),
        Buffer.from("</Prefix></PrefixSet></Rule></ReplicationConfiguration>"),
      ]),
    ),
  },
  {
    refusal: "prefixOverlap",
    because: "one begins with another",
    call: withRule(rule + prefixes(["source/video", "source"])),
  },
  { refusal: "prefixOverlap", because: "twice the same", call: withRule(rule + prefixes(["a", "a"])) },
  {
    refusal: "prefixOverlap",
    because: "the empty one begins all",
    call: withRule(rule + prefixes(["a", ""])),
  },
  { refusal: "tooManyPrefixes", because: "11", call: withRule(rule + prefixes([..."abcdefghijk"])) },
  {
    refusal: "prefixLength",
    because: "1024 characters",
    call: withRule(rule + prefixes(["a".repeat(1024)])),
  },
  { refusal: "idLength", because: "256 characters", call: withRule(`<ID>${"a".repeat(256)}</ID>${rule}`) },
  { refusal: "idCharacters", because: "a line feed", call: withRule(`<ID>a\nb</ID>${rule}`) },
  {
    refusal: "filterType",
    because: "lower case",
    call: withRule(`${rule}<UserTaggings><FilterType>and</FilterType>${tag}</UserTaggings>`),
  },
  {
    refusal: "tooManyTags",
    because: "11",
    call: withRule(`${rule}<UserTaggings>${tag.repeat(11)}</UserTaggings>`),
  },
];
