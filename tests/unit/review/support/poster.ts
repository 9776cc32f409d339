import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Comment {
  id: number;
  body: string;
  /** Default: whoever posts. */
  author?: string;
}

/** Who the stand-ins' token is: on GitHub its login, on GitLab the id of the account, too. */
const SELF = "github-actions[bot]";

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
    this.setNewest("3f2c");
    for (const [name, answer] of Object.entries(ANSWERS)) {
      writeFileSync(join(folder, name), this.script(answer));
      chmodSync(join(folder, name), 0o755);
    }
  }

  setComments(comments: Comment[]): void {
    const authored = comments.map((comment) => ({ author: SELF, ...comment }));
    writeFileSync(this.comments, JSON.stringify(authored));
  }

  /** The last commit of the pull or merge request. */
  setNewest(commit: string): void {
    writeFileSync(join(this.folder, "newest"), commit);
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
const newest = fs.readFileSync(require("node:path").join(__dirname, "newest"), "utf8");
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

/** \`gh\` filters by itself, as far as its --jq says so; \`curl\` writes a file, and takes the token from standard input alone. */
const ANSWERS = {
  gh: `const listed = args.includes("--paginate") ? comments : comments.slice(0, 30);
const filter = after("--jq") ?? "";
const isOwn = ({ author }) => !filter.includes(".user.login == env.AUTHOR") || author === process.env.AUTHOR;
const isMarked = ({ body }) => !filter.includes("startswith(env.MARKER)") || body.startsWith(process.env.MARKER);
if (filter === ".head.sha") console.log(newest);
else if (!file) for (const comment of listed) if (isOwn(comment) && isMarked(comment)) console.log(comment.id);`,
  curl: `if (!fs.readFileSync(0, "utf8").includes("PRIVATE-TOKEN: ") || args.join().includes("TOKEN")) process.exit(22);
const { searchParams: query, pathname } = new URL(args.find((arg) => arg.startsWith("https:")));
const size = Math.min(100, Number(query.get("per_page") ?? 20));
const page = comments.slice(size * (Number(query.get("page") ?? 1) - 1)).slice(0, size);
const notes = page.map(({ author, ...note }) => ({ ...note, author: { id: author === "${SELF}" ? 42 : 7 } }));
const answers = { user: { id: 42 }, notes, 7: { sha: newest } };
fs.writeFileSync(after("--output"), JSON.stringify(answers[pathname.split("/").at(-1)] ?? {}));`,
};
