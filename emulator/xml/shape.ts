import { type XmlElement, XmlError } from "./read";

/** What an element may hold: text, anything (and then nobody looks at it), or the children named. */
export type Shape = "text" | "anything" | { [child: string]: Child };

export interface Child {
  shape: Shape;
  occurs: "one" | "optional" | "many";
}

export const one = (shape: Shape = "text"): Child => ({ shape, occurs: "one" });
export const optional = (shape: Shape = "text"): Child => ({ shape, occurs: "optional" });
export const many = (shape: Shape = "text"): Child => ({ shape, occurs: "many" });

/** Checks names, letter case and number of everything inside an element; throws `XmlError`. */
export function checkShape(element: XmlElement, shape: Shape): void {
  if (shape === "anything") return;
  if (element.attributes > 0) throw new XmlError(`${element.name} has an attribute`);
  if (shape === "text") {
    if (element.children.length > 0) throw new XmlError(`${element.name} holds text only`);
    return;
  }
  if (element.text.trim() !== "") throw new XmlError(`${element.name} holds no text`);
  checkChildren(element, shape);
}

function checkChildren(element: XmlElement, shape: { [child: string]: Child }): void {
  for (const child of element.children) {
    const expected = Object.hasOwn(shape, child.name) ? shape[child.name] : undefined;
    if (!expected) throw new XmlError(`${child.name} is not expected in ${element.name}`);
    checkShape(child, expected.shape);
  }
  for (const [name, { occurs }] of Object.entries(shape)) {
    const count = childrenOf(element, name).length;
    if (occurs === "one" && count !== 1) throw new XmlError(`${name} must be there once`);
    if (occurs === "optional" && count > 1) throw new XmlError(`${name} is there ${count} times`);
  }
}

export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The first child at the end of a path. */
export function childOf(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((at, name) => childrenOf(at, name)[0], element);
}

/** The text at the end of a path; `undefined` when the element is missing. */
export function textOf(element: XmlElement | undefined, ...path: string[]): string | undefined {
  return childOf(element, ...path)?.text;
}
