import { readFileSync } from "node:fs";
import { join } from "node:path";
import { callsRefusals } from "../../../emulator/refusals/calls";
import { commonRefusals } from "../../../emulator/refusals/common";
import type { Row } from "../../../emulator/refusals/row";
import { ruleRefusals } from "../../../emulator/refusals/rule";
import { signatureRefusals } from "../../../emulator/refusals/signature";
import { ReplicationError, type ReplicationErrorCode } from "../../../provider";
import { OssError } from "../../../provider/oss";
import { literalsOf, REPOSITORY } from "./support/api";

const page = readFileSync(join(REPOSITORY, "docs", "errors.md"), "utf8");
const entries = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((entry) => [entry.split("\n")[0] ?? "", entry.split(/^## /m)[0] ?? ""]),
);
const anchors = [...entries.keys()].map((heading) => heading.toLowerCase().replaceAll(" ", "-"));

/** OSS's documents know more refusals than the emulator plays. */
const alsoDocumented: [code: string, ec?: string][] = [
  ["SignatureDoesNotMatch", "0002-00000040"],
  ["InvalidArgument", "0002-00000228"],
  ["TransferAccAlreadyInUse", "0028-00000003"],
  ["BucketNotBelongTo"],
  ["InternalError"],
  ["InvalidSecurityToken.Expired"],
];
/** What no call of the package meets: it makes no buckets and objects, and calls nothing that the emulator lacks. */
const notOurs = ["BucketAlreadyExists", "BucketNotEmpty", "EntityTooLarge", "NotImplemented"];
const rows: Row[] = [callsRefusals, commonRefusals, ruleRefusals, signatureRefusals].flatMap((table) =>
  Object.values(table),
);
const refusals = [
  ...rows.map(([, code, , ec]): [code: string, ec?: string] => [code, ec]),
  ...alsoDocumented,
].flatMap(([code, ec]) => (notOurs.includes(code) || ec === "0017-00000289" ? [] : [{ code, ec }]));

const failure = (code: string, ec?: string) =>
  new OssError({ operation: "PutBucketReplication", bucket: "prod-logs", code, ec, serviceMessage: "no" });
const addressIn = (message: string) =>
  / See (https:\S+)#([\w-]+)\.$/.exec(message)?.slice(1) ?? [`none in: ${message}`];

it("every entry says what happened and what to do", () => {
  expect(entries.size).toBeGreaterThan(60);
  for (const [heading, text] of entries) {
    const [happened = "", toDo = ""] = text.slice(heading.length).split("**What to do.** ");
    expect([heading, happened.trim().length > 20, toDo.trim().length > 20]).toEqual([heading, true, true]);
  }
});

it.each(refusals)("OSS's $code ($ec) names an entry, which speaks of it", ({ code, ec }) => {
  const [address, anchor] = addressIn(failure(code, ec).message);
  const [heading, text = ""] = [...entries][anchors.indexOf(anchor ?? "")] ?? [];

  expect(address).toBe(`${homepage()}/blob/main/docs/errors.md`);
  expect(heading === code || text.includes(`\`${code}\``)).toBe(true);
  if (ec !== undefined) expect(text).toContain(ec);
});

it.each(literalsOf(join(REPOSITORY, "provider", "oss", "errors.ts"), "OssErrorCode").literals)(
  "our %s names its entry",
  (code) => expect(addressIn(failure(code).message)[1]).toBe(code.toLowerCase()),
);

it.each(literalsOf(join(REPOSITORY, "provider", "lifecycle", "errors.ts"), "ReplicationErrorCode").literals)(
  "%s of the package names its entry, once",
  (code) => {
    const { message } = new ReplicationError("It failed.", code as ReplicationErrorCode);
    const again = new ReplicationError(message, code as ReplicationErrorCode);

    expect(anchors).toContain(addressIn(message)[1]);
    expect(again.message).toBe(message);
  },
);

it("an EC without an entry leaves the code's, and a code without one is looked up at OSS", () => {
  expect(addressIn(failure("InvalidArgument", "0031-00099999").message)[1]).toBe("invalidargument");
  expect(failure("Brand.New", "0031-00099999").message).toMatch(/troubleshoot\?q=0031-00099999\.$/);
  expect(failure("__proto__", "constructor").message).toMatch(/troubleshoot\?q=constructor\.$/);
});

it("two codes of one kind, such as a wrong prefix and unequal versioning, are told apart by EC", () => {
  expect(failure("InvalidArgument", "0031-00000019").message).toContain("the longer of two prefixes");
  expect(failure("InvalidArgument", "0031-00000053").message).toContain("versioning for both buckets");
});

function homepage(): string {
  return JSON.parse(readFileSync(join(REPOSITORY, "provider", "schema.json"), "utf8")).homepage;
}
