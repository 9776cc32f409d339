import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import MarkdownIt from "markdown-it";

export const repository = resolve(__dirname, "../../..");

/** Folders whose Markdown people read. */
const FOLDERS = [
  ...[".", "docs", "emulator", "provider", "tests", ".github"],
  ...readdirSync(join(repository, "examples")).map((example) => `examples/${example}`),
];

/** Their paths in the repository. */
export const PAGES = FOLDERS.filter((folder) => existsSync(join(repository, folder)))
  .flatMap((folder) => readdirSync(join(repository, folder)).map((name) => join(folder, name)))
  .filter((path) => path.endsWith(".md"))
  .sort();

/** A code block. */
export interface Block {
  page: string;
  /** Where it begins, from 1. */
  line: number;
  /** What stands behind the fence; "" where nothing does, or where there is no fence. */
  language: string;
  /** What the comment right before it says: `program` of `<!-- program -->`. */
  mark: string;
  text: string;
}

/** Code within a line. */
export type Span = Pick<Block, "page" | "line" | "text">;

export interface Code {
  blocks: Block[];
  spans: Span[];
}

const markdown = new MarkdownIt({ html: true });

/** The code of a page, in its order. */
export function codeIn(page: string, source: string): Code {
  const code: Code = { blocks: [], spans: [] };
  let [line, mark] = [1, ""];
  for (const { type, map, info, content, children } of markdown.parse(source, {})) {
    if (map) line = map[0] + 1;
    if (type === "fence" || type === "code_block") {
      const language = /^\S*/.exec(info)?.[0] ?? "";
      code.blocks.push({ page, line, language, mark, text: content });
    }
    for (const child of children ?? [])
      if (child.type === "code_inline") code.spans.push({ page, line, text: child.content });
    mark = type === "html_block" ? (/<!-- (.+?) -->\s*$/.exec(content)?.[1] ?? "") : "";
  }
  return code;
}

let all: Code | undefined;

/** The code of all pages. */
export function allCode(): Code {
  if (all) return all;
  const each = PAGES.map((page) => codeIn(page, readFileSync(join(repository, page), "utf8")));
  all = { blocks: each.flatMap(({ blocks }) => blocks), spans: each.flatMap(({ spans }) => spans) };
  return all;
}

/** The only block of a page that has this mark. */
export function block(page: string, mark = ""): Block {
  const found = allCode().blocks.filter((each) => each.page === page && each.mark === mark);
  const [only] = found;
  if (!only || found.length > 1)
    throw new Error(`${page} has ${found.length} code blocks with the mark "${mark}"`);
  return only;
}

export const placeOf = ({ page, line }: Pick<Block, "page" | "line">) => `${page}:${line}`;
