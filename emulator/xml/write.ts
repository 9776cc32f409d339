/** An element to write: its name and either text or children; children that are `undefined` are left out. */
export interface XmlOut {
  name: string;
  content: string | XmlOut[];
}

export function element(name: string, content: string | readonly (XmlOut | undefined)[]): XmlOut {
  return { name, content: typeof content === "string" ? content : content.filter((child) => !!child) };
}

/** An element with text, or nothing when there is no text. */
export function maybe(name: string, text: string | undefined): XmlOut | undefined {
  return text === undefined ? undefined : element(name, text);
}

/** The document, indented as OSS's answers are. */
export function writeXml(root: XmlOut): string {
  return document(write(root, ""));
}

/** The document of a root around elements that `writeChild` has written. */
export function writeAround(root: string, children: readonly string[]): string {
  return document(`<${root}>\n${children.join("\n")}\n</${root}>`);
}

export function writeChild(element: XmlOut): string {
  return write(element, "  ");
}

function document(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function write({ name, content }: XmlOut, indent: string): string {
  if (typeof content === "string") return `${indent}<${name}>${escapeText(content)}</${name}>`;
  if (content.length === 0) return `${indent}<${name}></${name}>`;
  const inner = content.map((child) => write(child, `${indent}  `)).join("\n");
  return `${indent}<${name}>\n${inner}\n${indent}</${name}>`;
}

// A bare carriage return would be read back as a line feed: https://www.w3.org/TR/xml/#sec-line-ends
const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\r": "&#13;",
};

function escapeText(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => escapes[character] ?? character);
}
