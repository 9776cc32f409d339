import { join } from "node:path";
import ts from "typescript";

/** A property of an interface, as its declaration has it. */
export interface Member {
  name: string;
  text: string;
  isOptional: boolean;
  type: Shape;
  /** The value of the tag `@default`. */
  default?: string | boolean | undefined;
  /** The text of the tag `@deprecated`. */
  deprecated?: string | undefined;
}

/** A type by what it is made of. */
export type Shape =
  | { kind: "string" | "number" | "boolean" }
  | { kind: "list"; of: Shape }
  | { kind: "named"; symbol: ts.Symbol };

export interface Interface {
  name: string;
  text: string;
  members: Member[];
}

export interface Enumeration {
  name: string;
  text: string;
  words: { value: string; text: string }[];
}

/** Names, types and texts of TypeScript declarations. */
export class Sources {
  private readonly checker: ts.TypeChecker;

  constructor(
    private readonly program: ts.Program,
    private readonly folder: string,
  ) {
    this.checker = program.getTypeChecker();
  }

  /** What a file exports under a name. */
  exported(file: string, name: string): ts.Symbol {
    const source = this.program.getSourceFile(join(this.folder, file));
    const module = source && this.checker.getSymbolAtLocation(source);
    const found = module && this.checker.tryGetMemberInModuleExports(name, module);
    if (!found) throw new Error(`${file} exports no ${name}`);
    return found;
  }

  /** The text of a class, a function or an interface. */
  textOf(symbol: ts.Symbol): string {
    const [first] = symbol.declarations ?? [];
    const comments = first ? ts.getJSDocCommentsAndTags(first).filter(ts.isJSDoc) : [];
    return reflowed(ts.getTextOfJSDocComment(comments.at(-1)?.comment) ?? "");
  }

  /** What the tag `@deprecated` of a class or a function says. */
  deprecationOf(symbol: ts.Symbol): string | undefined {
    return this.tag(symbol, "deprecated");
  }

  /** What is required comes first, and the rest as it is declared: the compiler's own order is no promise. */
  membersOf(symbol: ts.Symbol): Member[] {
    const properties = this.checker.getPropertiesOfType(this.checker.getDeclaredTypeOfSymbol(symbol));
    return properties.sort(byPlace).map((property) => this.member(property));
  }

  /** An object type or an enumeration by its declaration. */
  named(symbol: ts.Symbol): Interface | Enumeration {
    const about = { name: symbol.name, text: this.textOf(symbol) };
    const union = wordsOf(symbol);
    return union ? { ...about, words: union } : { ...about, members: this.membersOf(symbol) };
  }

  private member(property: ts.Symbol): Member {
    const declared = property.declarations?.find(ts.isPropertySignature);
    if (!declared?.type) throw new Error(`${property.name} is not declared with a type`);
    const type = this.shape(declared.type);
    const initial = this.tag(property, "default");
    return {
      name: property.name,
      text: reflowed(ts.displayPartsToString(property.getDocumentationComment(this.checker))),
      isOptional: isOptional(property),
      type,
      default: type.kind === "boolean" && initial !== undefined ? initial === "true" : initial,
      deprecated: this.tag(property, "deprecated"),
    };
  }

  private tag(symbol: ts.Symbol, name: string): string | undefined {
    const found = symbol.getJsDocTags(this.checker).find((each) => each.name === name);
    return found && reflowed(ts.displayPartsToString(found.text));
  }

  private shape(node: ts.TypeNode): Shape {
    if (node.kind === ts.SyntaxKind.StringKeyword) return { kind: "string" };
    if (node.kind === ts.SyntaxKind.NumberKeyword) return { kind: "number" };
    if (node.kind === ts.SyntaxKind.BooleanKeyword) return { kind: "boolean" };
    if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) return { kind: "string" };
    if (ts.isArrayTypeNode(node)) return { kind: "list", of: this.shape(node.elementType) };
    if (ts.isUnionTypeNode(node)) return this.union(node);
    if (ts.isTypeReferenceNode(node)) return this.reference(node);
    throw new Error(`the schema has no type for ${node.getText()}`);
  }

  private union(node: ts.UnionTypeNode): Shape {
    const others = node.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
    const shapes = others.map((each) => this.shape(each));
    const [first] = shapes;
    if (first && (shapes.length === 1 || shapes.every(({ kind }) => kind === "string"))) return first;
    throw new Error(`the schema has no type for ${node.getText()}`);
  }

  private reference(node: ts.TypeReferenceNode): Shape {
    const [argument] = node.typeArguments ?? [];
    if (node.typeName.getText() === "Open" && argument) return this.shape(argument);
    const symbol = this.checker.getSymbolAtLocation(node.typeName);
    if (!symbol) throw new Error(`${node.getText()} is not declared`);
    const isImported = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    return { kind: "named", symbol: isImported ? this.checker.getAliasedSymbol(symbol) : symbol };
  }
}

function byPlace(a: ts.Symbol, b: ts.Symbol): number {
  const [one, other] = [placeOf(a), placeOf(b)];
  return Number(isOptional(a)) - Number(isOptional(b)) || (one < other ? -1 : 1);
}

function placeOf({ declarations: [first] = [] }: ts.Symbol): string {
  return first ? `${first.getSourceFile().fileName}:${String(first.pos).padStart(9, "0")}` : "";
}

function isOptional({ flags }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Optional) !== 0;
}

/** The words of `type X = "a" | "b"`, each with the comment before it; `undefined` for another declaration. */
function wordsOf(symbol: ts.Symbol): Enumeration["words"] | undefined {
  const alias = symbol.declarations?.find(ts.isTypeAliasDeclaration);
  if (!alias) return undefined;
  if (!ts.isUnionTypeNode(alias.type)) throw new Error(`${symbol.name} is not a union of words`);
  const { types, pos } = alias.type;
  const text = alias.getSourceFile().text;
  return types.map((member, at) => {
    if (!ts.isLiteralTypeNode(member) || !ts.isStringLiteral(member.literal)) {
      throw new Error(`${symbol.name} is not a union of words`);
    }
    const before = text.slice(types[at - 1]?.end ?? pos, member.getStart());
    const [, comment = ""] = /\/\*\*([\s\S]*?)\*\//.exec(before) ?? [];
    return { value: member.literal.text, text: reflowed(comment.replace(/^\s*\* ?/gm, "")) };
  });
}

/** Lines of a comment as paragraphs; an address stays on a line of its own. */
function reflowed(comment: string): string {
  const paragraphs = comment.trim().split(/\n\s*\n/);
  return paragraphs.map((lines) => lines.replace(/\s*\n\s*(?!https:)/g, " ")).join("\n\n");
}
