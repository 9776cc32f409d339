import { noCalls } from "../../../bench/calls";
import { compare } from "../../../bench/compare";
import { document } from "../../../bench/document";
import { plot } from "../../../bench/plot";
import { titles } from "../../../bench/scenarios";
import { parallel, steps } from "../../../bench/step";
import { report, row, took } from "./samples";

test("the page says with what it was made, and on what", () => {
  const page = document(report([row()]));
  expect(page).toContain("Made by `npm run bench -- --write` at commit abc1234; do not edit.");
  expect(page).toContain("2 cores (A CPU), 8 GiB, Node.js 20.1.0, Pulumi CLI 3.250.0");
  expect(page).not.toContain("not to be relied on");
});

test("the page warns of times that were taken beside other work", () => {
  const busy = { ...report([]).machine, load: 3 };
  expect(document(report([row()], { machine: busy }))).toContain("The machine had other work (load 3.0)");
});

test("the page has calls of at most 100 rules, and growth of all", () => {
  const page = document(report([row(), row({ rules: 1_000, calls: { ...noCalls, put: 1_000 } })]));
  expect(page.match(/^\| 100 \| `up` \| 110 info, 100 put \|$/gm)).toHaveLength(1);
  expect(page).not.toContain("1000 put");
  expect(page).toContain("| 1,000 | `up` | 1 | 4.0 | 2.00 | 6.0 | 2.00 |");
});

test("both surfaces stand side by side, where both were measured", () => {
  const ofPackage = { title: titles.package, ...took(3) };
  const page = document(report([row({ rules: 50, ...took(5) }), row({ rules: 50, ...ofPackage })]));
  expect(page).toContain("| 50 | `up` | 5.0 | 3.0 | 6.0 | 6.0 | 2.00 |");
  const later = document(report([row({ rules: 50 }), row({ rules: 50, ...ofPackage, commit: "def5678" })]));
  expect(later).toContain("in a program of the same language (the package measured at def5678).");
  const without = document(report([row(), row({ rules: 50, ...ofPackage })]));
  expect(without).not.toContain("## Dynamic resources and the package");
});

test("memory is that of the largest program, over the floor", () => {
  const providerMiB = compare([{ ours: 180, floor: 150 }]);
  const page = document(
    report([row({ providerMiB }), row({ rules: 10, providerMiB: compare([{ ours: 1, floor: 1 }]) })]),
  );
  expect(page).toContain("| peak of the provider process, `up` with 100 rules, MiB | 180 | +30 |");
});

test("the page says what a user can lower, with the gain", () => {
  const languages = ["checked", "not checked", "JavaScript"].map((command, at) =>
    row({ title: titles.programs, rules: 200, command, ...took(10 - 2 * at) }),
  );
  const delayed = [steps.up, steps.upAtOnce].map(({ name }, at) =>
    row({ title: titles.delayed, rules: 60, command: name, ...took(9 - 4 * at) }),
  );
  const clearing = [8, 32].map((count) =>
    row({
      title: titles.clearing,
      command: parallel(steps.destroy, count).name,
      calls: { ...noCalls, list: count },
      ...took(320 / count),
    }),
  );
  const page = document(report([...languages, ...delayed, ...clearing]));
  expect(page).toContain("a preview of 200 new rules takes 8.0 s in place of 10.0 s (-20 %)");
  expect(page).toContain("`main` of its `package.json`: 6.0 s in place of 10.0 s (-40 %)");
  expect(page).toContain("60 new rules take 5.0 s in place of 9.0 s (-44 %)");
  expect(page).toContain(
    "40.0 s and 8 looks with `destroy --parallel 8`, 10.0 s and 32 looks with `destroy --parallel 32`",
  );
});

test("the page has the command's start and the emulator", () => {
  const page = document(report([]));
  expect(page).toContain("takes 40 ms of CPU over `node -e 0`");
  expect(page).toContain("answers 2,002 signed calls in a second of CPU, and holds at most 100 MiB");
});

test("what was not measured is not said", () => {
  expect(document(report([row()]))).not.toContain("What you can lower yourself");
});

test("the picture has a line for each command and a dashed one for its floor", () => {
  const rows = ["up", "destroy"].flatMap((command) => [1, 10].map((rules) => row({ command, rules })));
  const svg = plot(rows);
  expect(svg).toMatch(/^<svg /);
  expect(svg).toMatch(/>up<.*>destroy</s);
  expect(svg.match(/<path [^>]*stroke-dasharray/g)).toHaveLength(2);
});
