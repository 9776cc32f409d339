import { type Command, Option } from "commander";
import { RULE_OPTIONS } from "../lifecycle/ruleOptions";
import { diagnose } from "../operate/doctor/diagnose";
import type { Wanted } from "../operate/doctor/facts";
import type { Finding, Result } from "../operate/doctor/finding";
import { type Ask, gather } from "../operate/doctor/gather";
import { mistakesIn } from "../operate/doctor/mistakes";
import { originText } from "../operate/doctor/origin";
import { credentialsFor, type Keys, resolveEndpoint } from "../oss";
import { probe, proxyOnTheWay, urlOf } from "../oss/probe";
import type { Screen } from "../terminal/screen";
import { table } from "../terminal/table";
import { line } from "../terminal/text";
import type { Tone, Toned } from "../terminal/tone";
import { type BucketOptions, connectionsFor, onBucket } from "./connect";
import { EXIT } from "./failure";
import type { Io } from "./io";
import { print } from "./print";
import { withJson } from "./resultJson";

interface DoctorOptions extends BucketOptions {
  targetBucket?: string;
  targetLocation?: string;
  transferType?: string;
  syncRole?: string;
  rtc?: boolean;
}

/** What must hold before a rule works. It only reads. */
export function fill(command: Command, io: Io, exit: (code: number) => void): void {
  withJson<{ summary: unknown; checks: unknown }>(onBucket(command), "one object:", {
    summary: "how many checks are fine, wrong and notChecked",
    checks: "for each its check, result (fine, wrong or not-checked), message, and fix where there is one",
  });
  for (const flag of ["target-bucket", "target-location", "transfer-type", "sync-role"])
    command.addOption(optionOfPut(flag));
  command
    .option("--rtc", "the rule is to have replication time control")
    .addHelpText("after", `\n${EXPLANATION}`)
    .action(async (options: DoctorOptions) => {
      const wanted = wantedBy(options, io);
      const findings = diagnose(await gather(wanted, mistakesIn(wanted), askWith(options, io)));
      const summary = countsOf(findings);
      print(io, options.json, { summary, checks: findings }, () => textOf(findings, summary, io.screen()));
      if (summary.wrong > 0) exit(EXIT.failed);
    });
}

const EXPLANATION = `Each check is fine, wrong, or could not be made. Nothing is changed, so that permissions to write cannot be tried.
Exit code: 0 nothing is wrong, 1 something is.`;

function optionOfPut(flag: string): Option {
  const { value, help } = RULE_OPTIONS.find((each) => each.flag === flag) as (typeof RULE_OPTIONS)[number];
  return new Option(`--${flag} <${value}>`, help);
}

function wantedBy(options: DoctorOptions, io: Io): Wanted {
  const { bucket, targetBucket, targetLocation, transferType, syncRole, rtc, roleArn } = options;
  const target = targetBucket === undefined ? undefined : { bucket: targetBucket, location: targetLocation };
  return { bucket, region: connectionsFor(options, io).region, target, transferType, syncRole, rtc, roleArn };
}

function askWith(options: DoctorOptions, io: Io): Ask {
  const { to } = connectionsFor(options, io);
  const endpointOf = (region: string) => resolveEndpoint(to(region));
  return {
    clock: io.clock,
    endpoint: (region) => {
      const endpoint = endpointOf(region);
      return { url: urlOf(endpoint), proxy: proxyOnTheWay(endpoint) };
    },
    probe: (region) => probe(endpointOf(region)),
    credentials: async () => originText(await keysFor({ ...options, roleArn: undefined }, io)),
    role: () => keysFor(options, io),
    at: (region) => io.connect(to(region)),
  };
}

/** Which account it is does not depend on the region, which may not be known. */
function keysFor(options: DoctorOptions, io: Io): Promise<Keys> {
  const { profile, otherProfile, roleArn } = connectionsFor(options, io).to(options.region ?? ANY_REGION);
  return credentialsFor({ profile, otherProfile, roleArn }, io.env).get();
}

const ANY_REGION = "cn-hangzhou";

type Summary = Record<"fine" | "wrong" | "notChecked", number>;

function countsOf(findings: Finding[]): Summary {
  const count = (result: Result) => findings.filter((each) => each.result === result).length;
  return { fine: count("fine"), wrong: count("wrong"), notChecked: count("not-checked") };
}

function textOf(findings: Finding[], { fine, wrong, notChecked }: Summary, screen: Screen): string {
  const rows = findings.flatMap((each) => rowsOf(each, findings));
  return (
    table(["RESULT", "CHECK", { head: "WHAT", wraps: true }], rows, screen) +
    line(`${wrong || "Nothing is"} wrong, ${notChecked} could not be checked, ${fine} fine.`)
  );
}

const WORDS: Record<Result, { text: string; tone: Tone }> = {
  fine: { text: "fine", tone: "good" },
  wrong: { text: "wrong", tone: "bad" },
  "not-checked": { text: "not checked", tone: "faint" },
};

/** Those that need another are told in one row, where the first of them stands. */
function rowsOf(finding: Finding, findings: Finding[]): Toned[][] {
  const { needs, result, check } = finding;
  if (needs === undefined) return [[WORDS[result], check, sentencesOf(finding)]];
  const together = findings.filter((each) => each.needs === needs);
  if (together[0] !== finding) return [];
  const names = together.map((each) => each.check).join(", ");
  return [[WORDS[result], "", `${names}: ${together.length === 1 ? "it needs" : "they need"} ${needs}.`]];
}

function sentencesOf({ message, fix }: Finding): string {
  return fix === undefined ? message : `${message} ${fix}`;
}
