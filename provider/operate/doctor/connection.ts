import { evidenceIn } from "../../lifecycle/check/evidence";
import { OssError, regionOfHost } from "../../oss";
import { timeText } from "../timeText";
import type { Check } from "./check";
import type { Answer, Facts } from "./facts";
import { fine, notChecked, type Outcome, wrong } from "./finding";

/** What must hold before OSS answers anything. */
export const connectionChecks: Check[] = [
  { name: "arguments", needs: [], look: ({ mistakes }) => judgeMistakes(mistakes) },
  { name: "region", needs: [], look: ({ wanted }) => judgeRegion(wanted.region) },
  { name: "endpoint", needs: ["region"], look: judgeEndpoint },
  { name: "proxy", needs: ["endpoint"], look: ({ proxy }) => judgeProxy(proxy) },
  { name: "connection", needs: ["endpoint", "proxy"], look: judgeConnection },
  { name: "clock", needs: ["connection"], look: judgeClock },
  {
    name: "credentials",
    needs: [],
    look: ({ credentials }) => told(credentials, (from) => fine(`From ${from}.`)),
  },
  { name: "role", needs: ["credentials"], look: judgeRole },
  { name: "keys", needs: ["arguments", "connection", "credentials", "role"], look: judgeKeys },
];

function told<T>(answer: Answer<T> | undefined, judge: (value: T) => Outcome): Outcome {
  if (answer === undefined) return notChecked("It was not asked about.");
  return "value" in answer ? judge(answer.value) : wrong(answer.failure.message);
}

function judgeMistakes(mistakes: string[]): Outcome {
  return mistakes.length > 0 ? wrong(mistakes.join(" ")) : fine("Nothing in them is wrong by itself.");
}

function judgeRegion(region: string | undefined): Outcome {
  return region === undefined
    ? wrong("None is known for the source bucket.", "Give --region, such as cn-hangzhou, or set OSS_REGION.")
    : fine(`${region}.`);
}

/** An endpoint takes only what is signed for its own region. */
function judgeEndpoint({ endpoint, wanted: { region = "" } }: Facts): Outcome {
  return told(endpoint, (url) => {
    const other = regionOfHost(url);
    return other === undefined || other === region
      ? fine(`${url}.`)
      : wrong(`${url} is in ${other}, and the region is ${region}.`, ENDPOINT_FIX);
  });
}

const ENDPOINT_FIX =
  "Correct the one that is not the bucket's: --region or OSS_REGION, --endpoint or OSS_ENDPOINT.";

function judgeProxy(proxy: Facts["proxy"]): Outcome {
  if (proxy === undefined) return fine("None.");
  if (proxy.isUsable) return fine(`${proxy.name}.`);
  return wrong(
    `The proxy ${proxy.name} cannot be used.`,
    "Write it as http://host:port or https://host:port into HTTPS_PROXY (HTTP_PROXY for an http:// endpoint), or name the host in NO_PROXY.",
  );
}

function judgeConnection({ probed }: Facts): Outcome {
  return told(probed, ({ isOss, status }) =>
    isOss
      ? fine("OSS answers there.")
      : wrong(
          `What answers there is not OSS: HTTP status ${status} without an OSS request id.`,
          "Check the endpoint, and any proxy on the way.",
        ),
  );
}

/** OSS refuses what was signed by a clock that is further off. */
const MOST_SKEW = 15 * 60_000;
/** The Date header has whole seconds, and the answer was on its way. */
const LEAST_SKEW = 5_000;

function judgeClock({ probed }: Facts): Outcome {
  return told(probed, ({ aheadMs }) => {
    if (aheadMs === undefined) return notChecked("The answer has no Date.");
    const off = Math.abs(aheadMs);
    if (off < LEAST_SKEW) return fine("This machine's clock agrees with OSS's.");
    const text = `This machine's clock is ${timeText(off)} ${aheadMs > 0 ? "ahead of" : "behind"} OSS's`;
    return off < MOST_SKEW
      ? fine(`${text}; OSS allows 15m.`)
      : wrong(`${text}, and OSS allows 15m.`, "Set the clock, best by NTP.");
  });
}

function judgeRole({ wanted, role }: Facts): Outcome | undefined {
  if (wanted.roleArn === undefined) return undefined;
  return told(role, () => fine(`${wanted.roleArn} can be assumed.`));
}

/** OSS looks at the keys before it says what the caller may do, or what is there. */
function judgeKeys({ info, rules, locations }: Facts): Outcome {
  const answers = [info, rules, locations];
  const failures = answers.flatMap((answer) => (answer && "failure" in answer ? [answer.failure] : []));
  const refusal = failures.find((failure) => evidenceIn(failure)?.kind === "credentials");
  if (refusal) return wrong(refusal.message);
  if (answers.some((answer) => answer && "value" in answer) || failures.some(isAfterKeys))
    return fine("OSS accepts them.");
  if (failures.some((failure) => evidenceIn(failure)?.kind === "elsewhere"))
    return fine("OSS has nothing against them; it asks for another endpoint.");
  return notChecked(failures[0]?.message ?? "It was not asked.");
}

function isAfterKeys(failure: Error): boolean {
  if (!(failure instanceof OssError) || failure.status === undefined) return false;
  const kind = evidenceIn(failure)?.kind;
  return kind === "missing" || kind === "not ours" || /^(AccessDenied$|NoSuch)/.test(failure.code);
}
