import { XMLParser, XMLValidator } from "fast-xml-parser";

/** An element without attributes: its text, or its children by name. */
export type XmlNode = string | { [name: string]: XmlNode | XmlNode[] };

/** Content to write: text, or elements in order; an undefined element is left out. */
export type XmlContent = string | [name: string, content: XmlContent | undefined][];

/** The answer is not the XML that was expected. The message holds nothing of the answer. */
export class XmlError extends Error {}

/** The text to write holds a character that XML cannot carry. */
export class XmlTextError extends Error {}

// Entities stay as they stand and are decoded below: only the five of XML and characters by number, so none expands.
const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  processEntities: false,
  removeNSPrefix: true,
  trimValues: false,
  cdataPropName: "#cdata",
});

/** The root element of a whole document; throws an `XmlError` when the text is cut short, or has another root. */
export function parseXml(text: string, root: string): XmlNode {
  const document = parseDocument(text);
  const node = document[root];
  if (node === undefined || Array.isArray(node))
    throw new XmlError(`the answer has no ${root} as its root element`);
  return node;
}

function parseDocument(text: string): Record<string, XmlNode | XmlNode[]> {
  if (text.trim() === "") throw new XmlError("the answer is empty");
  if (/<!DOCTYPE/i.test(text)) throw new XmlError("the answer holds a document type, which OSS never sends");
  try {
    if (XMLValidator.validate(text) === true) return parser.parse(text);
  } catch {
    // A name or a depth that the parser refuses.
  }
  throw new XmlError("the answer is not whole, well-formed XML");
}

/** Every element at the path, whether it is there never, once or often. */
export function elements(node: XmlNode | undefined, ...path: string[]): XmlNode[] {
  let nodes = node === undefined ? [] : [node];
  for (const name of path) {
    const [first, ...others] = nodes;
    if (first === undefined) return [];
    nodes = others.length === 0 ? children(first, name) : nodes.flatMap((each) => children(each, name));
  }
  return nodes;
}

function children(node: XmlNode, name: string): XmlNode[] {
  if (typeof node === "string" || !Object.hasOwn(node, name)) return [];
  const found = node[name] as XmlNode | XmlNode[];
  return Array.isArray(found) ? found : [found];
}

/** The texts of every element at the path, as they stand. */
export function texts(node: XmlNode | undefined, ...path: string[]): string[] {
  return elements(node, ...path).map(ownText);
}

/** The text of the first element at the path; undefined when there is none or it is empty. */
export function text(node: XmlNode | undefined, ...path: string[]): string | undefined {
  return texts(node, ...path)[0] || undefined;
}

function ownText(node: XmlNode): string {
  if (typeof node === "string") return decode(node);
  return decode(texts0(node, "#text")) + texts0(node, "#cdata");
}

function texts0(node: XmlNode, name: string): string {
  return children(node, name).join("");
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decode(raw: string): string {
  if (!raw.includes("&")) return raw;
  return raw.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (whole, decimal, hex, name) => {
      if (name) return named[name] ?? whole;
      const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/** One element as XML, on one line. Throws an `XmlTextError`. */
export function writeXml(name: string, content: XmlContent): string {
  const inner =
    typeof content === "string"
      ? escaped(content)
      : content.map(([child, value]) => (value === undefined ? "" : writeXml(child, value))).join("");
  return `<${name}>${inner}</${name}>`;
}

/** Whether XML 1.0 can carry the text: no control character but tab and line ends, no half of a character pair. */
export function isXmlText(value: string): boolean {
  return !/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(value);
}

// A line feed and its kin by number, since XML readers change or trim them when they stand bare.
function escaped(value: string): string {
  if (!isXmlText(value)) {
    throw new XmlTextError("a control character or half a character pair");
  }
  return value.replace(/[&<>"'\t\n\r]/g, (c) => escapes[c] ?? `&#${c.charCodeAt(0)};`);
}

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};
