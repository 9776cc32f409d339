import { XMLParser, XMLValidator } from "fast-xml-parser";

/** An XML element, as plain data. Attributes are only counted, since no request has any. */
export interface XmlElement {
  name: string;
  children: XmlElement[];
  /** All text directly inside the element, as it was written: nothing trimmed, nothing turned into a number. */
  text: string;
  attributes: number;
}

export class XmlError extends Error {}

// Entities are decoded here and not by the parser, which would not know `&#10;` and would know DTDs.
const parser = new XMLParser({
  preserveOrder: true,
  processEntities: false,
  parseTagValue: false,
  trimValues: false,
  ignoreAttributes: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: "#cdata",
});

/** Reads a document with one root element; throws `XmlError` for everything else. */
export function readXml(source: string): XmlElement {
  refuseForbidden(source);
  const roots = toContent(parse(source));
  const [root] = roots.children;
  if (!root || roots.children.length > 1 || roots.text.trim() !== "") throw new XmlError("not one root");
  return root;
}

function refuseForbidden(source: string): void {
  if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(source))
    throw new XmlError("a character that XML does not allow");
  // First, since many comments that never end take the expression below for ever.
  const valid = XMLValidator.validate(source);
  if (valid !== true) throw new XmlError(valid.err.msg);
  const markup = source.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, "");
  if (markup.includes("<!DOCTYPE")) throw new XmlError("document types are not accepted");
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

type RawNode = Record<string, unknown>;

function parse(source: string): RawNode[] {
  try {
    return parser.parse(source) as RawNode[];
  } catch (error) {
    throw new XmlError(error instanceof Error ? error.message : "not XML");
  }
}

function toContent(nodes: RawNode[]): { children: XmlElement[]; text: string } {
  const children: XmlElement[] = [];
  let text = "";
  for (const node of nodes) {
    const [name] = Object.keys(node).filter((key) => key !== ":@");
    if (name === undefined) continue;
    if (name === "#text") text += decode(String(node[name]));
    else if (name === "#cdata") text += verbatim(node[name] as RawNode[]);
    else children.push(toElement(name, node));
  }
  return { children, text };
}

function toElement(name: string, node: RawNode): XmlElement {
  const attributes = Object.keys((node[":@"] as object | undefined) ?? {}).length;
  return { name, attributes, ...toContent(node[name] as RawNode[]) };
}

function verbatim(nodes: RawNode[]): string {
  return nodes.map((node) => String(node["#text"])).join("");
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const decoded = whole.endsWith(";") ? (named[name] ?? decodeNumber(name)) : undefined;
    if (decoded === undefined) throw new XmlError(`the entity ${whole} is not known`);
    return decoded;
  });
}

function decodeNumber(name: string): string | undefined {
  const digits = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
  if (!digits) return undefined;
  const code = digits[1] ? Number.parseInt(digits[1], 16) : Number(digits[2]);
  return code <= 0x10ffff && isXmlCharacter(code) ? String.fromCodePoint(code) : undefined;
}
