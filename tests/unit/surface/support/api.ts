/** The public surface of a package, as the TypeScript compiler sees it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export const REPOSITORY = join(__dirname, "..", "..", "..", "..");

/** One exported name, or one member of an exported class or interface, such as `OssError.code`. */
export interface Entry {
  name: string;
  isDocumented: boolean;
}

/**
 * The entries of each module, in one program, since reading the libraries takes longest. What is marked `@internal` is
 * left out: the emitted types do not have it.
 */
export function entriesOf(...files: string[]): Entry[][] {
  const program = ts.createProgram(files, {
    strict: true,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    target: ts.ScriptTarget.ES2022,
    types: [],
  });
  const checker = program.getTypeChecker();
  return files.map((file) => exportsOf(program, checker, file).flatMap((symbol) => entries(symbol, checker)));
}

function exportsOf(program: ts.Program, checker: ts.TypeChecker, file: string): ts.Symbol[] {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} is not a module`);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
}

function entries(symbol: ts.Symbol, checker: ts.TypeChecker): Entry[] {
  return [symbol, ...membersOf(symbol), ...mappedMembers(symbol, checker)].map((each) => ({
    name: each === symbol ? symbol.name : `${symbol.name}.${labelOf(each)}`,
    isDocumented: declarationsOf(each).every((declaration) => isDocumented(each, declaration, checker)),
  }));
}

/** The string literals of a union type of a file, and how many of them have a comment. */
export function literalsOf(file: string, type: string): { literals: string[]; commented: number } {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
  const alias = source.statements.find(
    (statement): statement is ts.TypeAliasDeclaration =>
      ts.isTypeAliasDeclaration(statement) && statement.name.text === type,
  );
  if (!alias || !ts.isUnionTypeNode(alias.type)) throw new Error(`${type} is not a union type of ${file}`);
  return {
    literals: alias.type.types.map((member) => member.getText().replaceAll('"', "")),
    commented: alias.type.getFullText().match(/\/\*\* \w.*/g)?.length ?? 0,
  };
}

function membersOf(symbol: ts.Symbol): ts.Symbol[] {
  const statics = symbol.flags & ts.SymbolFlags.Class ? [...(symbol.exports?.values() ?? [])] : [];
  return [...(symbol.members?.values() ?? []), ...statics].filter(
    (member) => declarationsOf(member).length > 0 && !declarationsOf(member).some(isHidden),
  );
}

/** The members that a type has of ours by mapping another one, such as the arguments of a resource. */
function mappedMembers(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol[] {
  if ((symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) === 0) return [];
  return checker
    .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))
    .filter(({ escapedName }) => !symbol.members?.has(escapedName))
    .filter((member) => declarationsOf(member).every((each) => !isForeign(each) && !isHidden(each)));
}

function isForeign(declaration: ts.Declaration): boolean {
  return declaration.getSourceFile().fileName.includes("/node_modules/");
}

function declarationsOf(symbol: ts.Symbol): ts.Declaration[] {
  return (symbol.declarations ?? []).filter((each) => !ts.isTypeParameterDeclaration(each));
}

function isHidden(declaration: ts.Declaration): boolean {
  const isInternal = ts.getJSDocTags(declaration).some(({ tagName }) => tagName.text === "internal");
  return isInternal || (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) !== 0;
}

/** A comment of its own, of each overload too, or that of the interface which the class implements. */
function isDocumented(symbol: ts.Symbol, declaration: ts.Declaration, checker: ts.TypeChecker): boolean {
  const own = ts.getJSDocCommentsAndTags(declaration).some((each) => {
    const text = ts.isJSDoc(each) ? ts.getTextOfJSDocComment(each.comment) : undefined;
    return text !== undefined && text.trim() !== "";
  });
  const isOnly = symbol.declarations?.length === 1;
  return own || (isOnly && ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== "");
}

function labelOf(member: ts.Symbol): string {
  return member.name === "__constructor" ? "constructor" : member.name;
}
