import { pictureOf, type RuleToDraw } from "../../../provider/picture/picture";

const shanghai = { label: { name: "logs" }, region: "cn-shanghai" };
const beijing = { label: { name: "archive" }, region: "cn-beijing" };

/** One arrow of each kind. */
export const small = pictureOf(
  "What copies where",
  [
    {
      from: shanghai,
      to: beijing,
      mark: "anew",
      copies: { prefixes: ["app/", "audit/"], action: "PUT", rtc: "RTC" },
      before: { prefixes: [], action: "ALL" },
      rule: "logs-to-archive",
    },
    {
      from: shanghai,
      to: { label: { name: "eu-copy" }, region: "eu-central-1" },
      mark: "starts",
      copies: { prefixes: ["a/", "b/", "c/", "d/", "e/"], action: "ALL", tagged: true },
      rule: "logs-to-eu",
    },
    {
      from: beijing,
      to: { label: { words: "(known after the update)" } },
      mark: "stops",
      copies: { prefixes: [], hidden: true, action: "ALL" },
      rule: "archive-on",
    },
    {
      from: beijing,
      to: { label: { name: "logs" } },
      mark: "kept",
      copies: { prefixes: [], action: "ALL" },
      status: "closing",
      rule: "back",
    },
  ],
  [{ label: { name: "empty" }, region: "cn-beijing", remark: "has no rule" }],
  ["the rules of bucket shut are not known: AccessDenied"],
);

/** A picture in which the text is everything that can be text of others. */
export function hostile(text: string) {
  const rule: RuleToDraw = {
    from: { label: { name: text }, region: text },
    to: { label: { name: "dst" } },
    mark: "anew",
    copies: { prefixes: [text, text], action: text },
    before: { prefixes: [text] },
    status: text,
    rule: text,
  };
  const lone = { label: { name: `other ${text}` }, remark: text };
  return pictureOf("What copies where", [rule], [lone], [text]);
}
