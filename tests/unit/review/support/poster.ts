import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Comment {
  id: number;
  body: string;
}

/**
 * Stand-ins for the commands that post, in a folder for the PATH. They note what they are asked to do, and know the
 * comments that they are given, of which they answer a page at a time, as GitHub and GitLab do.
 */
export class Posters {
  private readonly log: string;
  private readonly comments: string;

  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.log = join(folder, "log.json");
    this.comments = join(folder, "comments.json");
    writeFileSync(this.log, "");
    this.setComments([]);
    for (const [name, answer] of Object.entries(ANSWERS)) {
      writeFileSync(join(folder, name), this.script(answer));
      chmodSync(join(folder, name), 0o755);
    }
  }

  setComments(comments: Comment[]): void {
    writeFileSync(this.comments, JSON.stringify(comments));
  }

  /** What was posted, by method and address; reads of comments are left out. */
  posted(): { method: string; address: string; body: string }[] {
    const lines = readFileSync(this.log, "utf8").split("\n").filter(Boolean);
    return lines.map((line) => JSON.parse(line));
  }

  private script(answer: string): string {
    return `#!/usr/bin/env node
const fs = require("node:fs");
const args = process.argv.slice(2);
const after = (...names) => args[args.findIndex((arg) => names.includes(arg)) + 1];
const comments = JSON.parse(fs.readFileSync(${JSON.stringify(this.comments)}, "utf8"));
const file = args.map((arg) => /^body=?@(.*)/.exec(arg)?.[1]).find(Boolean);
if (file) {
  const address = args.find((arg) => /^(repos|https:)/.test(arg));
  const post = { method: after("--method", "--request"), address, body: fs.readFileSync(file, "utf8") };
  fs.appendFileSync(${JSON.stringify(this.log)}, JSON.stringify(post) + "\\n");
}
${answer}
`;
  }
}

/** \`gh\` filters by itself, as its --jq says; \`curl\` writes a file, and takes the token from standard input alone. */
const ANSWERS = {
  gh: `const listed = args.includes("--paginate") ? comments : comments.slice(0, 30);
if (!file) for (const { id, body } of listed) if (body.startsWith(process.env.MARKER)) console.log(id);`,
  curl: `if (!fs.readFileSync(0, "utf8").includes("PRIVATE-TOKEN: ") || args.join().includes("TOKEN")) process.exit(22);
const query = new URL(args.find((arg) => arg.startsWith("https:"))).searchParams;
const size = Math.min(100, Number(query.get("per_page") ?? 20));
const page = comments.slice(size * (Number(query.get("page") ?? 1) - 1)).slice(0, size);
fs.writeFileSync(after("--output"), JSON.stringify(page));`,
};
