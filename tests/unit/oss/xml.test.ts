import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { RuleToPut } from "../../../provider/oss/model";
import {
  parseBucketInfo,
  parseError,
  parseLocations,
  parseProgress,
  parseRules,
} from "../../../provider/oss/xml/answers";
import { deleteReplicationXml, putReplicationXml, putRtcXml } from "../../../provider/oss/xml/requests";
import { parseXml, text, texts, writeXml, XmlError, XmlTextError } from "../../../provider/oss/xml/tree";
import { anyCharacter } from "../support/anyCharacter";
import {
  sampleError,
  sampleLocations,
  sampleProgress,
  samplePutBody,
  sampleRule,
  sampleRules,
} from "./samples";

const bare: RuleToPut = { destination: { bucket: "dst", location: "oss-cn-beijing" } };
const ruleXml = (inner = "") =>
  `<Rule><ID>r</ID>${inner}<Destination><Bucket>dst</Bucket><Location>oss-cn-beijing</Location></Destination><Status>doing</Status></Rule>`;
const rulesXml = (...rules: string[]) =>
  `<ReplicationConfiguration>${rules.join("")}</ReplicationConfiguration>`;

describe("requests", () => {
  test("a put as in the sample, element by element", () => {
    expect(putReplicationXml(sampleRule)).toBe(samplePutBody);
  });

  test("a put of the least there is: nothing that was not given", () => {
    expect(putReplicationXml(bare)).toBe(
      "<ReplicationConfiguration><Rule><Destination><Bucket>dst</Bucket><Location>oss-cn-beijing</Location></Destination></Rule></ReplicationConfiguration>",
    );
    expect(putReplicationXml({ ...bare, id: "", userTaggings: { tags: [] } })).toBe(putReplicationXml(bare));
  });

  test("a location is sent as OSS writes it", () => {
    const rule = { ...bare, destination: { bucket: "dst", location: "cn-beijing" } };
    expect(putReplicationXml(rule)).toContain("<Location>oss-cn-beijing</Location>");
  });

  test.each([1, 2, 3])("a put with %i prefixes and as many tags", (count) => {
    const many = Array.from({ length: count }, (_, i) => `p${i}`);
    const tags = many.map((key) => ({ key, value: `${key}v` }));
    const xml = putReplicationXml({
      ...bare,
      prefixSet: { prefixes: many },
      userTaggings: { filterType: "OR", tags },
    });
    expect(xml).toContain(`<PrefixSet>${many.map((p) => `<Prefix>${p}</Prefix>`).join("")}</PrefixSet>`);
    expect(xml).toContain(
      `<UserTaggings><FilterType>OR</FilterType>${many.map((k) => `<UserTagging><Key>${k}</Key><Value>${k}v</Value></UserTagging>`).join("")}</UserTaggings>`,
    );
  });

  test("the roots of a delete and of RTC", () => {
    expect(deleteReplicationXml("a<b")).toBe("<ReplicationRules><ID>a&lt;b</ID></ReplicationRules>");
    expect(putRtcXml("r", "enabled")).toBe(
      "<ReplicationRule><RTC><Status>enabled</Status></RTC><ID>r</ID></ReplicationRule>",
    );
  });

  test.each(["\u0000", "\u0008", "\u001f", "\ufffe", "\ud800", "a\udc00b"])("%j cannot be sent", (prefix) => {
    expect(() => putReplicationXml({ ...bare, prefixSet: { prefixes: [prefix] } })).toThrow(XmlTextError);
  });
});

describe("text survives the way to the wire and back", () => {
  const characters = fc
    .string({ unit: anyCharacter })
    .filter((s) => !/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(s));

  test.each([
    "a\nb",
    "\n",
    " lead",
    "trail ",
    "\r\n",
    "\t",
    "&amp;",
    "&#10;",
    "<b>",
    "]]>",
    "日本 😀",
    "a&b<c>d\"e'f",
    "__proto__",
  ])("%j", (value) => {
    const xml = putReplicationXml({ ...bare, prefixSet: { prefixes: [value] } });
    expect(texts(parseXml(xml, "ReplicationConfiguration"), "Rule", "PrefixSet", "Prefix")).toEqual([value]);
  });

  test("any text", () => {
    fc.assert(
      fc.property(characters, (value) => {
        expect(text(parseXml(writeXml("A", [["B", value]]), "A"), "B") ?? "").toBe(value);
      }),
    );
  });

  test("another reader of XML reads the same", () => {
    fc.assert(
      fc.property(characters, (value) => {
        const xml = writeXml("A", [["B", value]]);
        const parser = new XMLParser({ trimValues: false, parseTagValue: false, htmlEntities: true });
        expect(XMLValidator.validate(xml)).toBe(true);
        expect(parser.parse(xml).A.B).toBe(value);
      }),
    );
  });

  test("any rule", () => {
    const word = fc
      .string({ unit: "grapheme-ascii", minLength: 1 })
      .filter((s) => s.trim() === s && s !== "");
    const rule = fc.record({
      id: word,
      prefixSet: fc.option(fc.record({ prefixes: fc.array(word, { minLength: 1, maxLength: 10 }) }), {
        nil: undefined,
      }),
      syncRole: fc.option(word, { nil: undefined }),
      action: fc.constantFrom("ALL", "PUT", "PUT,DELETE"),
      historicalObjectReplication: fc.constantFrom("enabled", "disabled"),
      sourceSelectionCriteria: fc.constantFrom(undefined, kms("Enabled"), kms("Disabled")),
      encryptionConfiguration: fc.option(fc.record({ replicaKmsKeyId: word }), { nil: undefined }),
      destination: fc.record({
        bucket: fc.constant("dst-demo"),
        location: fc.constant("oss-cn-beijing"),
        transferType: fc.constantFrom(undefined, "oss_acc"),
      }),
    });
    fc.assert(
      fc.property(rule, (sent) => {
        const answer = putReplicationXml(sent).replace("</Rule>", "<Status>doing</Status></Rule>");
        expect(parseRules(answer)[0]).toEqual({
          ...sent,
          status: "doing",
          userTaggings: undefined,
          rtcStatus: undefined,
        });
      }),
    );
  });
});

function kms(status: string) {
  return { sseKmsEncryptedObjects: { status } };
}

describe("GetBucketReplication", () => {
  test("the sample", () => {
    expect(parseRules(sampleRules)).toEqual([
      {
        id: "crr-logs",
        status: "starting",
        destination: { bucket: "dst-demo", location: "oss-cn-beijing", transferType: undefined },
        prefixSet: { prefixes: ["logs/", "media/"] },
        action: "ALL",
        historicalObjectReplication: "enabled",
        syncRole: "oss-sync",
        sourceSelectionCriteria: kms("Enabled"),
        encryptionConfiguration: { replicaKmsKeyId: "0b1f6e0e-5c1d-4a57-9a57-3f3c2f0a77aa" },
        userTaggings: undefined,
        rtcStatus: "enabling",
      },
    ]);
  });

  test.each([0, 1, 2, 100])("%i rules", (count) => {
    const rules = parseRules(rulesXml(...Array.from({ length: count }, () => ruleXml())));
    expect(rules).toHaveLength(count);
    for (const rule of rules) expect(rule).toMatchObject({ id: "r", destination: { bucket: "dst" } });
  });

  test.each([
    ["", []],
    ["<PrefixSet/>", []],
    ["<PrefixSet><Prefix>a</Prefix></PrefixSet>", ["a"]],
    ["<PrefixSet><Prefix>a</Prefix><Prefix>b</Prefix></PrefixSet>", ["a", "b"]],
    ["<PrefixSet><Prefix>001</Prefix></PrefixSet>", ["001"]],
    ["<PrefixSet><Prefix>true</Prefix></PrefixSet>", ["true"]],
    ["<PrefixSet><Prefix> a\nb </Prefix></PrefixSet>", [" a\nb "]],
    ["<PrefixSet><Prefix><![CDATA[a&amp;<b>]]></Prefix></PrefixSet>", ["a&amp;<b>"]],
  ])("prefixes of %j", (inner, prefixes) => {
    expect(parseRules(rulesXml(ruleXml(inner)))[0]?.prefixSet?.prefixes ?? []).toEqual(prefixes);
  });

  test.each([0, 1, 2])("%i tags", (count) => {
    const tags = "<UserTagging><Key>k</Key><Value>v</Value></UserTagging>".repeat(count);
    const inner = count > 0 ? `<UserTaggings><FilterType>AND</FilterType>${tags}</UserTaggings>` : "";
    const expected =
      count > 0 ? { filterType: "AND", tags: Array(count).fill({ key: "k", value: "v" }) } : undefined;
    expect(parseRules(rulesXml(ruleXml(inner)))[0]?.userTaggings).toEqual(expected);
  });

  test("what OSS adds is ignored, whatever its name", () => {
    const strange = "<New><ID>other</ID></New><toString/><Status2>a</Status2>";
    expect(parseRules(rulesXml(strange, ruleXml(strange), strange))).toEqual(parseRules(rulesXml(ruleXml())));
  });

  test("names of Object's own methods are no elements", () => {
    expect(texts(parseXml("<A><B>1</B></A>", "A"), "constructor")).toEqual([]);
    expect(texts(parseXml("<A><B>1</B></A>", "A"), "toString")).toEqual([]);
  });

  test("a namespace and a prefix change nothing", () => {
    const xml = `<x:ReplicationConfiguration xmlns:x="http://doc.oss-cn-hangzhou.aliyuncs.com">${ruleXml()}</x:ReplicationConfiguration>`;
    expect(parseRules(xml)).toEqual(parseRules(rulesXml(ruleXml())));
  });

  test.each(["ID", "Status"])("a rule without %s is no answer", (name) => {
    const xml = rulesXml(ruleXml()).replace(new RegExp(`<${name}>.*?</${name}>`), "");
    expect(() => parseRules(xml)).toThrow(`lacks ${name}`);
  });
});

describe("what is not the whole answer is an error, never an empty list", () => {
  test("cut anywhere", () => {
    const whole = sampleRules.trimEnd();
    for (let length = 0; length < whole.length; length++) {
      expect(() => parseRules(whole.slice(0, length))).toThrow(XmlError);
    }
  });

  test.each([
    ["another root", "<Error/>"],
    ["a page", "<html><body><p>Bad gateway<br></body></html>"],
    ["text", "Bad gateway"],
    ["two roots", "<ReplicationConfiguration/><ReplicationConfiguration/>"],
    [
      "deep nesting",
      `<ReplicationConfiguration>${"<a>".repeat(5000)}${"</a>".repeat(5000)}</ReplicationConfiguration>`,
    ],
    ["a reserved name", "<ReplicationConfiguration><__proto__/></ReplicationConfiguration>"],
  ])("%s", (_, xml) => {
    expect(() => parseRules(xml)).toThrow(XmlError);
  });

  test("entities of its own are refused, unknown ones stay as they stand", () => {
    const lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    expect(() => parseRules(`${lol}${rulesXml(ruleXml("<SyncRole>&b;</SyncRole>"))}`)).toThrow(
      "document type",
    );
    const unknown = rulesXml(ruleXml("<SyncRole>&b; &#1114112; &amp;lt; &#x41;</SyncRole>"));
    expect(parseRules(unknown)[0]?.syncRole).toBe("&b; &#1114112; &lt; A");
  });
});

describe("GetBucketReplicationLocation", () => {
  test("the sample", () => {
    expect(parseLocations(sampleLocations)).toEqual({
      locations: ["oss-ap-southeast-1", "oss-cn-beijing", "oss-cn-shanghai"],
      transferTypes: { "oss-ap-southeast-1": ["oss_acc"] },
      rtcLocations: ["oss-cn-beijing", "oss-cn-shanghai"],
    });
  });

  test("nothing at all; RTC unknown is not RTC nowhere", () => {
    const nothing = { locations: [], transferTypes: {}, rtcLocations: undefined };
    expect(parseLocations("<ReplicationLocation/>")).toEqual(nothing);
    expect(parseLocations("<ReplicationLocation><LocationRTCConstraint/></ReplicationLocation>")).toEqual({
      ...nothing,
      rtcLocations: [],
    });
  });

  test.each([1, 2])("%i of each", (count) => {
    const names = ["oss-a", "oss-b"].slice(0, count);
    const location = (name: string) => `<Location>${name}</Location>`;
    const constraint = (name: string) =>
      `<LocationTransferType>${location(name)}<TransferTypes>${"<Type>oss_acc</Type>".repeat(count)}</TransferTypes></LocationTransferType>`;
    const xml = `<ReplicationLocation>${names.map(location).join("")}<LocationTransferTypeConstraint>${names.map(constraint).join("")}</LocationTransferTypeConstraint><LocationRTCConstraint>${names.map(location).join("")}</LocationRTCConstraint></ReplicationLocation>`;
    expect(parseLocations(xml)).toEqual({
      locations: names,
      transferTypes: Object.fromEntries(names.map((name) => [name, Array(count).fill("oss_acc")])),
      rtcLocations: names,
    });
  });
});

describe("GetBucketReplicationProgress", () => {
  const progressOf = (inner: string) =>
    parseProgress(`<ReplicationProgress>${ruleXml(inner)}</ReplicationProgress>`, "r");

  test("the sample", () => {
    expect(parseProgress(sampleProgress, "crr-logs")).toEqual({
      id: "crr-logs",
      status: "doing",
      destination: { bucket: "dst-demo", location: "oss-cn-beijing", transferType: undefined },
      prefixSet: { prefixes: ["logs/", "media/"] },
      action: "ALL",
      historicalObjectReplication: "enabled",
      historicalObject: 0.4,
      newObject: new Date("2026-01-15T07:58:30.000Z"),
    });
  });

  test.each([
    ["0", 0],
    ["0.85", 0.85],
    [" 1 ", 1],
    ["", undefined],
    ["2", undefined],
    ["-0.1", undefined],
    ["soon", undefined],
  ])("historical objects %j are %s", (value, expected) => {
    const inner = `<Progress><HistoricalObject>${value}</HistoricalObject></Progress>`;
    expect(progressOf(inner).historicalObject).toBe(expected);
  });

  test.each([
    ["2015-09-24T15:28:14.000Z ", "2015-09-24T15:28:14.000Z"],
    ["Thu, 24 Sep 2015 15:39:18 GMT", "2015-09-24T15:39:18.000Z"],
    ["", undefined],
    ["soon", undefined],
  ])("new objects until %j", (value, expected) => {
    expect(progressOf(`<Progress><NewObject>${value}</NewObject></Progress>`).newObject?.toISOString()).toBe(
      expected,
    );
  });

  test("no progress yet", () => {
    expect(progressOf("")).toMatchObject({ id: "r", historicalObject: undefined, newObject: undefined });
  });

  test("among all rules, the one asked for", () => {
    const other = ruleXml().replace("<ID>r</ID>", "<ID>other</ID>");
    expect(parseProgress(`<ReplicationProgress>${other}${ruleXml()}</ReplicationProgress>`, "r").id).toBe(
      "r",
    );
    expect(() => parseProgress(`<ReplicationProgress>${other}</ReplicationProgress>`, "r")).toThrow(XmlError);
  });
});

describe("GetBucketInfo", () => {
  const info = (inner: string) =>
    `<BucketInfo><Bucket><Name>src</Name>${inner}<Owner><ID>1</ID></Owner></Bucket></BucketInfo>`;

  test.each(["Enabled", "Suspended", undefined])("versioning %s", (versioning) => {
    const element = versioning ? `<Versioning>${versioning}</Versioning>` : "";
    const expected = { name: "src", location: "oss-cn-hangzhou", versioning };
    expect(parseBucketInfo(info(`<Location>oss-cn-hangzhou</Location>${element}`))).toEqual(expected);
  });

  test("without a location it is no answer", () => {
    expect(() => parseBucketInfo(info(""))).toThrow("lacks Location");
  });
});

describe("errors", () => {
  test("four elements are read, whatever else is there", () => {
    const secret =
      "<StringToSign>OSS4-HMAC-SHA256 x</StringToSign><SignatureProvided>abc</SignatureProvided>";
    expect(parseError(sampleError("NoSuchBucket", secret))).toEqual({
      code: "NoSuchBucket",
      message: "As NoSuchBucket says.",
      requestId: "69689F80C1A2B3D4E5F6071E",
      ec: "0015-00000101",
    });
  });

  test("a namespace is ignored", () => {
    expect(
      parseError('<Error xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com"><Code>A</Code></Error>')?.code,
    ).toBe("A");
  });

  test.each([
    "",
    "Bad gateway",
    "<html/>",
    "<Error/>",
    "<Error><Code>A</Code>",
    "<Error><Message>m</Message></Error>",
  ])("%j is none", (body) => {
    expect(parseError(body)).toBeUndefined();
  });
});

describe("what is wrong is said without anything of the answer", () => {
  const progress = `<ReplicationProgress>${ruleXml()}</ReplicationProgress>`;

  test.each<[string, () => unknown]>([
    ["the answer is empty", () => parseRules(" \n")],
    ["the answer is not whole, well-formed XML", () => parseRules("<ReplicationConfiguration>")],
    ["the answer has no BucketInfo as its root element", () => parseBucketInfo("<html/>")],
    ["the answer does not hold the rule", () => parseProgress(progress, "another")],
    ["a control character or half a character pair", () => writeXml("ID", "\u0001")],
  ])("%s", (message, read) => {
    expect(read).toThrow(new RegExp(`^${message}$`));
  });

  test("an error of OSS without words has none", () => {
    expect(parseError("<Error><Code>AccessDenied</Code></Error>")).toMatchObject({ message: "" });
  });
});

test("a text beside a section of characters is part of the whole, and the last character of all is one", () => {
  const [rule] = parseRules(
    rulesXml(
      ruleXml("<PrefixSet><Prefix>a&amp;<![CDATA[<b>]]></Prefix><Prefix>&#x10ffff;</Prefix></PrefixSet>"),
    ),
  );
  expect(rule?.prefixSet?.prefixes).toEqual(["a&<b>", "\u{10ffff}"]);
});
