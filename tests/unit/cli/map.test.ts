import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, manualClock, startEmulator } from "oss-replication-emulator";
import { describeWithChromium, startChromium } from "../../support/chromium";
import { environment, ran } from "../operate/support/command";
import { HOSTILE } from "../picture/hostile";
import { create, preview, remove, replace, ruleInputs, urn } from "../review/support/previews";

let emulator: Emulator;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "map-"));
  emulator = await startEmulator({ clock: manualClock() });
  for (const bucket of ["src", "lone"]) emulator.createBucket(bucket, "cn-hangzhou");
  for (const bucket of ["dst", "dst2"]) emulator.createBucket(bucket, "cn-beijing");
  emulator.addRule("src", {
    id: "r-1",
    status: "doing",
    destination: { bucket: "dst", location: "oss-cn-beijing" },
    prefixes: ["logs/"],
  });
  emulator.addRule("src", {
    id: "r-2",
    status: "closing",
    destination: { bucket: "dst2", location: "oss-cn-beijing" },
  });
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => emulator.clearFaults());

const map = (...args: string[]) => ran(["map", ...args], environment(emulator));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const rulePreview = () =>
  file(
    "preview.json",
    preview([
      create(ruleInputs({ bucket: "new" }), urn("starts")),
      remove(ruleInputs({ bucket: "old" }), { id: "rule-2" }, urn("stops")),
      replace({ prefixSet: { prefixes: ["a/"] } }, { prefixSet: { prefixes: ["b/"] } }),
      stackStep("same"),
    ]),
  );

function stackStep(op: string) {
  return { op, urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev" };
}

describe("the buckets of OSS", () => {
  test("those that are named, as Mermaid; OSS is only read", async () => {
    const before = emulator.requests.length;
    const { code, out, err } = await map("--bucket", "src", "lone", "--format", "mermaid");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatchInlineSnapshot(`
"flowchart LR
  accTitle: What copies where
  accDescr: 2 rules, 4 buckets.
  subgraph r1["cn-beijing"]
    b3[("dst")]
    b4[("dst2")]
  end
  subgraph r2["cn-hangzhou"]
    b1[("lone")]
    b2[("src")]
  end
  b2 -->|"all objects<br/>ALL<br/>closing"| b4
  b2 -->|"#34;logs/#34;<br/>ALL"| b3
"
`);
    expect(emulator.requests.slice(before).map(({ method }) => method)).toEqual(["GET", "GET"]);
  });

  test("all of the account", async () => {
    const { code, out } = await map("--all", "--format", "dot");
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
"digraph "What copies where" {
  graph [rankdir=LR, splines=true, bgcolor=white, pad=0.2, nodesep=0.3, ranksep=1, fontname=Helvetica, labelloc=t, labeljust=l, label="What copies where\\l"]
  node [shape=cylinder, style=filled, fillcolor="#ddf4ff", color="#57606a", fontcolor="#1f2328", fontname=Helvetica, class=bucket]
  edge [color="#57606a", fontcolor="#1f2328", fontname=Helvetica, fontsize=11]
  subgraph cluster_1 {
    label="cn-beijing"; class=region; style="rounded,filled"; fillcolor="#f6f8fa"; color="#8c959f"; fontcolor="#1f2328"
    "dst" [label="dst"]
    "dst2" [label="dst2"]
  }
  subgraph cluster_2 {
    label="cn-hangzhou"; class=region; style="rounded,filled"; fillcolor="#f6f8fa"; color="#8c959f"; fontcolor="#1f2328"
    "lone" [label="lone"]
    "src" [label="src"]
  }
  "src" -> "dst2" [label="all objects\\lALL\\lclosing\\l", class=kept]
  "src" -> "dst" [label="\\"logs/\\"\\lALL\\l", class=kept]
}
"
`);
  });

  test("as SVG: Graphviz is loaded from the built package, and says nothing by itself", async () => {
    const { code, out, err } = await map("--bucket", "src", "--format", "svg");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(
      /^<svg role="img" aria-label="What copies where" aria-description="2 rules; 3 buckets."[^>]*>\n/,
    );
    expect(out.match(/<g id="edge\d+"/g)).toHaveLength(2);
    expect(out).toContain(">&quot;logs/&quot;</text>");
  });

  test("one that cannot be read fails the command, and the rest is drawn with a remark", async () => {
    emulator.addFault({ bucket: "lone", kind: "refuse", status: 403, code: "AccessDenied", times: 9 });
    const { code, out, err } = await map("--bucket", "src", "lone", "gone-bucket", "--format", "mermaid");
    expect(code).toBe(1);
    expect(err).toContain("AccessDenied");
    expect(err).toContain("NoSuchBucket");
    expect(out).toContain("not read#58; AccessDenied");
    expect(out).toContain("does not exist");
    expect(out).toContain("#34;logs/#34;");
  });
});

test("buckets that cannot be read are many: what is drawn still fits, and they do not pass for buckets without a rule", async () => {
  const names = Array.from({ length: 1_000 }, (_, at) => `shut-${at}-${"x".repeat(50)}`);
  emulator.addFault({ kind: "refuse", status: 403, code: "AccessDenied", times: 5_000 });
  const drawn = await map("--bucket", "lone", ...names, "--format", "mermaid", "--most", "1000");
  expect([drawn.code, drawn.out.length < 50_000]).toEqual([1, true]);
  expect(drawn.out).toContain("and 991 more such remarks");
  const { out } = await map("--bucket", ...names.slice(0, 20), "--format", "html");
  expect(out).toContain("<h2>Buckets of which the rules are not known</h2>");
  expect(out).not.toContain("Buckets without a rule");
});

describe("files", () => {
  test("a preview: what starts, stops and is made anew stands out, and OSS is not asked", async () => {
    const before = emulator.requests.length;
    const { code, out } = await map("--preview", rulePreview(), "--format", "mermaid");
    expect(code).toBe(0);
    expect(out).toContain("STARTS");
    expect(out).toContain("STOPS");
    expect(out).toContain("MADE ANEW<br/>#34;b/#34;<br/>ALL<br/>before#58; #34;a/#34;#59; ALL");
    expect(emulator.requests.length).toBe(before);
  });

  test("a refresh is no update, and a preview without --show-sames or with something not checked says so", async () => {
    const refresh = await map(
      "--preview",
      file("refresh.json", preview([stackStep("refresh")])),
      "--format",
      "mermaid",
    );
    expect([refresh.code, refresh.out]).toEqual([2, ""]);
    expect(refresh.err).toContain("that of a refresh");
    const drawn = async (steps: object[], text?: string) => {
      const diagnostics = [{ severity: "info#err", message: `OSS replication, not checked: ${text}` }];
      const path = file(
        "some.json",
        JSON.stringify({ steps, changeSummary: {}, ...(text && { diagnostics }) }),
      );
      return (await map("--preview", path, "--format", "dot")).out;
    };
    expect(await drawn([])).toContain("without --show-sames");
    for (const op of ["same", "create"])
      expect(await drawn([stackStep(op)])).not.toContain("without --show-sames");
    expect(await drawn([stackStep("same")], "bucket src")).toContain("not checked at OSS: bucket src");
  });

  test("a preview that failed is no picture", async () => {
    const failed = JSON.stringify({ steps: [], diagnostics: [{ severity: "error", message: "error: no" }] });
    const { code, out, err } = await map("--preview", file("failed.json", failed), "--format", "svg");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("The preview failed");
  });

  test("a state, without a call to OSS", async () => {
    const before = emulator.requests.length;
    const resource = {
      urn: "urn:pulumi:dev::shop::oss-replication:index:ReplicationRule::logs",
      type: "oss-replication:index:ReplicationRule",
      id: "r-1",
      outputs: ruleInputs({ region: undefined }),
    };
    const state = file("state.json", JSON.stringify({ deployment: { resources: [resource] } }));
    const { code, out } = await map("--state", state, "--format", "mermaid");
    expect(code).toBe(0);
    expect(out).toContain('subgraph r2["region unknown"]\n    b1[("src")]');
    expect(emulator.requests.length).toBe(before);
  });

  test("--output writes the file and nothing else", async () => {
    const path = join(folder, "out.svg");
    expect(await map("--bucket", "src", "--format", "svg", "--output", path)).toMatchObject({
      code: 0,
      out: "",
    });
    expect(readFileSync(path, "utf8")).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    const nowhere = await map("--bucket", "src", "--format", "dot", "--output", join(folder, "no", "where"));
    expect(nowhere).toMatchObject({ code: 2, out: "" });
    expect(nowhere.err).toContain("cannot be written (ENOENT)");
  });
});

test.each([
  [["--bucket", "src"], "--format"],
  [["--format", "mermaid"], "--bucket"],
  [["--bucket", "src", "--format", "png"], "png"],
  [["--bucket", "src", "--all", "--format", "dot"], "--all"],
  [["--state", "s", "--preview", "p", "--format", "dot"], "--preview"],
  [["--preview", "/no/such/file", "--format", "dot"], "cannot be read (ENOENT)"],
  [["--bucket", "src", "--format", "dot", "--most", "0"], "1 to 1000"],
  [["--bucket", "src", "--format", "dot", "--most", "1e3"], "1 to 1000"],
])("wrong use: %j", async (args, said) => {
  const { code, out, err } = await map(...args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(said);
});

describe("thousands of rules", () => {
  const many = () =>
    file(
      "many.json",
      preview(
        Array.from({ length: 3_000 }, (_, at) => {
          const destination = { bucket: `dst-${at % 700}`, location: `oss-region-${at % 7}` };
          return create(ruleInputs({ bucket: `src-${at % 900}`, destination }), urn(`rule-${at}`));
        }),
      ),
    );

  test("are counted by region past --most, and none is lost", async () => {
    const { code, out, err } = await map("--preview", many(), "--format", "svg", "--most", "50");
    expect([code, err]).toEqual([0, ""]);
    const counts = [...out.matchAll(/>([\d,]+) more rules?</g)].map(([, count = ""]) =>
      Number(count.replace(",", "")),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2_950);
    expect(out.match(/<g id="edge\d+"/g)).toHaveLength(50 + counts.length);
    expect(out).toContain("2,950 of the rules are not drawn each for itself");
  });

  test("are never more than Mermaid draws", async () => {
    const { out } = await map("--preview", many(), "--format", "mermaid", "--most", "1000");
    expect(out.length).toBeLessThan(50_000);
    expect(out).toContain("more rules");
  });

  test("are all in the table of the page", async () => {
    const { out } = await map("--preview", many(), "--format", "html", "--most", "50");
    expect(out.match(/<tr class="starts">/g)).toHaveLength(3_000);
  });
});

describeWithChromium("the page, looked at", () => {
  let browser: Awaited<ReturnType<typeof startChromium>>;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  async function looked(path: string) {
    const { code, out, err } = await map("--preview", path, "--format", "html");
    expect([code, err]).toEqual([0, ""]);
    const { page, requests, complaints } = await browser.open(out);
    const seen = await page.evaluate(() => {
      // biome-ignore lint/suspicious/noExplicitAny: what the page has is not typed here.
      const { document } = globalThis as any;
      const texts = (selector: string): string[] =>
        [...document.querySelectorAll(selector)].map(
          ({ textContent }: { textContent: string }) => textContent,
        );
      return {
        title: document.title,
        arrows: texts(".edge title"),
        labels: [...document.querySelectorAll(".edge")].map((edge) =>
          [...edge.querySelectorAll("text")].map(({ textContent }: { textContent: string }) => textContent),
        ),
        boxes: texts(".node title"),
        regions: texts(".cluster text"),
        table: [...document.querySelectorAll("tr")].map((row) =>
          [...row.children].map(({ textContent }: { textContent: string }) => textContent),
        ),
        elements: [
          ...new Set<string>(
            [...document.querySelectorAll("*")].map(({ tagName }: { tagName: string }) =>
              tagName.toLowerCase(),
            ),
          ),
        ].sort(),
        focusable: [...document.querySelectorAll("[tabindex]")].length,
      };
    });
    return { page, seen, beside: [...requests, ...complaints] };
  }

  test("arrows and what they say are there, in the drawing and in the table, and nothing is loaded", async () => {
    const { page, seen, beside } = await looked(rulePreview());
    expect(beside).toEqual([]);
    expect(seen).toMatchInlineSnapshot(`
{
  "arrows": [
    "src->dst",
    "new->dst",
    "old->dst",
  ],
  "boxes": [
    "dst",
    "src",
    "new",
    "old",
  ],
  "elements": [
    "body",
    "div",
    "g",
    "h1",
    "h2",
    "head",
    "html",
    "main",
    "meta",
    "p",
    "path",
    "polygon",
    "style",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
  ],
  "focusable": 2,
  "labels": [
    [
      "MADE ANEW",
      ""b/"",
      "ALL",
      "before: "a/"; ALL",
    ],
    [
      "STARTS",
      "all objects",
      "ALL",
    ],
    [
      "STOPS",
      "all objects",
      "ALL",
    ],
  ],
  "regions": [
    "cn-beijing",
    "cn-hangzhou",
  ],
  "table": [
    [
      "Change",
      "Source",
      "Source region",
      "Target",
      "Target region",
      "Objects",
      "Action, RTC",
      "Before",
      "Rule",
    ],
    [
      "MADE ANEW",
      "src",
      "cn-hangzhou",
      "dst",
      "cn-beijing",
      ""b/"",
      "ALL",
      ""a/"; ALL",
      "logs",
    ],
    [
      "STARTS",
      "new",
      "cn-hangzhou",
      "dst",
      "cn-beijing",
      "all objects",
      "ALL",
      "",
      "starts",
    ],
    [
      "STOPS",
      "old",
      "cn-hangzhou",
      "dst",
      "cn-beijing",
      "all objects",
      "ALL",
      "",
      "stops",
    ],
  ],
  "title": "What copies where, before and after the update",
}
`);
    const drawing = page.getByRole("img", { name: "What copies where, before and after the update" });
    expect(await drawing.count()).toBe(1);
    expect(await page.getByRole("table", { name: "Rules" }).count()).toBe(1);
    await page.close();
  });

  test("on a dark page the drawing is dark, and on a light one light", async () => {
    const { page } = await looked(rulePreview());
    const colours = () =>
      page.evaluate(() => {
        // biome-ignore lint/suspicious/noExplicitAny: what the page has is not typed here.
        const { document, getComputedStyle } = globalThis as any;
        const of = (selector: string, what: string) =>
          getComputedStyle(document.querySelector(selector))[what];
        return [of("body", "backgroundColor"), of(".graph > polygon", "fill"), of(".bucket text", "fill")];
      });
    await page.emulateMedia({ colorScheme: "light" });
    expect(await colours()).toEqual(["rgb(255, 255, 255)", "rgb(255, 255, 255)", "rgb(31, 35, 40)"]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await colours()).toEqual(["rgb(13, 17, 23)", "rgb(13, 17, 23)", "rgb(230, 237, 243)"]);
    await page.close();
  });

  test("hostile names are text and nothing else, and each is drawn", async () => {
    const steps = (names: string[]) =>
      names.map((name, at) => {
        const named = {
          bucket: `${at} ${name}`,
          region: name,
          prefixSet: { prefixes: [name] },
          action: name,
        };
        const destination = { bucket: `dst ${name}`, location: `oss-${name}` };
        return create(ruleInputs({ ...named, destination }), urn(`${at} ${name}`));
      });
    const plain = await looked(file("plain.json", preview(steps(["plain"]))));
    const { page, seen, beside } = await looked(file("hostile.json", preview(steps(HOSTILE))));
    expect(beside).toEqual([]);
    expect(seen.elements).toEqual(plain.seen.elements);
    expect([seen.arrows.length, seen.table.length]).toEqual([HOSTILE.length, HOSTILE.length + 1]);
    expect(seen.labels.every(([mark]) => mark === "STARTS")).toBe(true);
    expect(seen.title).toBe(plain.seen.title);
    await page.close();
  });
});
