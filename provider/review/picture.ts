import { RULE_DEFAULTS, regionOf } from "../oss";
import { mermaid } from "../picture/mermaid";
import { type Copies, type End, type Picture, pictureOf, type RuleToDraw } from "../picture/picture";
import { naturally } from "../terminal/naturally";
import { type ActiveChange, type Change, isActive, isStack, nameIn, type Version } from "./change";
import type { Kind } from "./finding";
import { at, known, type Maybe, nameOf, textOf } from "./maybe";
import { asText } from "./phrase";
import type { Step } from "./preview";
import { isKept } from "./replacement";
import { keepsPair, pairOf, ruleOf } from "./rule";

/** Of what becomes of a change the picture tells the same as its sentence. */
export type KindOf = (change: ActiveChange) => Kind | undefined;

/**
 * What copies where before and after the update, in one picture: what stops is there before it alone, what starts after
 * it alone. Rules that do not change are in it as far as the preview has them (`--show-sames`). What changes comes first,
 * then the order is that of the resources' names.
 */
export function beforeAndAfter(
  changes: readonly Change[],
  kindOf: KindOf,
  remarks: readonly string[] = [],
): Picture {
  const rtcs = new Rtcs(changes);
  const rules = changes
    .filter(({ thing }) => thing === "rule")
    .sort((a, b) => naturally(a.urn, b.urn))
    .flatMap((change) => drawn(change, kindOf, rtcs));
  const ordered = [...rules.filter(isChange), ...onceEach(rules.filter((rule) => !isChange(rule)))];
  return pictureOf(TITLE, ordered, [], remarks);
}

/** What the preview does not show, or does not prove. */
export function remarksOn(steps: readonly Step[], notChecked: readonly string[]): string[] {
  const showsAll = steps.some(({ op, urn }) => op === "same" || (op === "create" && isStack(urn)));
  return [
    ...(showsAll ? [] : ["the preview is one without --show-sames: rules that do not change are not in it"]),
    ...notChecked.map((text) => `not checked at OSS: ${text}`),
  ];
}

/** A rule that is handed from one resource to another stays, and is one. */
function onceEach(rules: RuleToDraw[]): RuleToDraw[] {
  const seen = new Set<string>();
  return rules.filter(({ from, to }) => {
    if (!("name" in from.label && "name" in to.label)) return true;
    const pair = JSON.stringify([from.label.name, to.label.name]);
    return !seen.has(pair) && seen.add(pair);
  });
}

const TITLE = "What copies where, before and after the update";

/** Past this a picture in a comment is not read any more. */
const MOST_DRAWN = 30;

/**
 * The picture for a comment: a fenced block that GitHub and GitLab draw, of at most `room` characters. What does not
 * change is left out where there are more than 30 rules. Empty where more than 30 change, where none does, and where the
 * block would be too long.
 */
export function pictureText(picture: Picture, room: number): string {
  const changing = picture.arrows.filter(isChange);
  if (changing.length === 0 || changing.length > MOST_DRAWN) return "";
  const arrows = picture.arrows.length > MOST_DRAWN ? changing : picture.arrows;
  const ends = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const buckets = picture.buckets.filter(({ key }) => ends.has(key));
  const left = picture.arrows.length - arrows.length;
  const remarks = left > 0 ? [`${left} rules that do not change are not drawn`] : [];
  const block = `\`\`\`mermaid\n${mermaid({ ...picture, arrows, buckets, remarks })}\`\`\``;
  return block.length > room ? "" : block;
}

/** Whether something changes at OSS, or was to change. */
function isChange({ mark, copies, note }: Pick<RuleToDraw, "mark" | "copies" | "note">): boolean {
  return mark !== "kept" || note !== undefined || SWITCHED.includes(copies?.rtc);
}

const [RTC, SWITCHED_ON, SWITCHED_OFF] = ["RTC", "RTC SWITCHED ON", "RTC SWITCHED OFF"];
const SWITCHED: unknown[] = [SWITCHED_ON, SWITCHED_OFF];

/** What another tool's resource does that is of no concern to ours has no kind: then its operation tells. */
function drawn(change: Change, kindOf: KindOf, rtcs: Rtcs): RuleToDraw[] {
  const kind = isActive(change) ? (kindOf(change) ?? KINDS_OF_OTHERS[change.op]) : "updated";
  const { old, new: now } = change;
  switch (kind) {
    case "started":
      return [ruleToDraw(change, now, "starts", rtcs.after(change) ? RTC : undefined)];
    case "stopped":
      return [ruleToDraw(change, old, "stops", rtcs.before(change) ? RTC : undefined)];
    case "recreated":
      return recreated(change, rtcs);
    case "shared":
      return [];
    default:
      return [ruleToDraw(change, isEmpty(now) ? old : now, "kept", rtcs.words(change))];
  }
}

const KINDS_OF_OTHERS: Partial<Record<Change["op"], Kind>> = { create: "started" };

function isEmpty({ properties }: Version): boolean {
  return Object.keys(properties).length === 0;
}

/** A rule of other buckets is another arrow. As the sentences of `replacement.ts` and `otherTool.ts`. */
function recreated(change: Change, rtcs: Rtcs): RuleToDraw[] {
  const { old, new: now } = change;
  const [was, is] = [rtcs.before(change) ? RTC : undefined, rtcs.after(change) ? RTC : undefined];
  const isOther = change.maker === "other tool";
  if (keepsPair(change, pairOf(old), pairOf(now))) {
    if (isKept(change))
      return [{ ...ruleToDraw(change, old, "kept", was), note: isOther ? undefined : FAILS }];
    if (isOther && !change.deletedFirst) return [ruleToDraw(change, old, "stops", was)];
    const { before: _, ...anew } = ruleToDraw(change, now, "anew", rtcs.words(change));
    const before = copiesOf(old, was);
    return [isSame(before, copiesOf(now, is)) ? anew : { ...anew, before }];
  }
  return [
    ruleToDraw(change, old, old.retained ? "kept" : "stops", was),
    ruleToDraw(change, now, "starts", is),
  ];
}

const FAILS = "update fails";

function isSame(a: Copies, b: Copies): boolean {
  return JSON.stringify({ ...a, rtc: undefined }) === JSON.stringify({ ...b, rtc: undefined });
}

function ruleToDraw(change: Change, version: Version, mark: RuleToDraw["mark"], rtc?: string): RuleToDraw {
  const { bucket, target, location } = ruleOf(version);
  const region = known(textOf(version.properties.region));
  const targetLocation = known(location);
  return {
    from: end(bucket, region),
    to: end(target, targetLocation === undefined ? undefined : regionOf(targetLocation)),
    mark,
    copies: copiesOf(version, rtc),
    rule: nameIn(change.urn),
  };
}

function end(bucket: Maybe<string>, region: string | undefined): End {
  const name = known(bucket);
  return { label: name === undefined ? { words: asText(nameOf(bucket)) } : { name }, region };
}

function copiesOf(version: Version, rtc: string | undefined): Copies {
  const { coverage, tagged } = ruleOf(version);
  const action = known(textOf(at(version.properties, "action") ?? RULE_DEFAULTS.action));
  return {
    prefixes: coverage.prefixes.filter((prefix) => prefix !== ""),
    hidden: coverage.hidden || undefined,
    tagged: tagged === "yes" || undefined,
    action,
    rtc,
  };
}

/** Of which rules RTC is on before the update and after it. */
class Rtcs {
  private readonly old = new Set<string>();
  private readonly now = new Set<string>();

  constructor(changes: readonly Change[]) {
    for (const change of changes.filter(({ thing }) => thing === "rtc")) {
      const isNew = change.op === "create" || change.op === "import";
      // What is imported or taken over was there before, but the preview does not show how it was.
      if (!isNew && isOn(change.old)) this.note(this.old, change.old);
      if (change.op === "import") this.note(this.old, change.new);
      const stays = change.op !== "delete" || change.old.retained;
      if (stays && isOn(isEmpty(change.new) ? change.old : change.new))
        this.note(this.now, isEmpty(change.new) ? change.old : change.new);
    }
  }

  before({ op, old, new: now, oldUrn, urn }: Change): boolean {
    if (op === "create") return false;
    return isNoted(this.old, old.id ?? now.id, [oldUrn, urn]);
  }

  after({ op, old, new: now, urn }: Change): boolean {
    return isNoted(this.now, op === "replace" || op === "create" ? now.id : (now.id ?? old.id), [urn]);
  }

  /** Of a rule that is there before and after. */
  words(change: Change): string | undefined {
    const [was, is] = [this.before(change), this.after(change)];
    if (was && is) return RTC;
    return is ? SWITCHED_ON : was ? SWITCHED_OFF : undefined;
  }

  private note(which: Set<string>, version: Version): void {
    const id = known(textOf(version.properties.ruleId)) ?? version.id;
    if (id !== undefined) which.add(JSON.stringify(["id", id]));
    for (const urn of version.ruleFrom ?? []) which.add(JSON.stringify(["urn", urn]));
  }
}

function isOn({ properties }: Version): boolean {
  return properties.status !== "disabled";
}

function isNoted(which: Set<string>, id: string | undefined, urns: string[]): boolean {
  return (
    (id !== undefined && which.has(JSON.stringify(["id", id]))) ||
    urns.some((urn) => which.has(JSON.stringify(["urn", urn])))
  );
}
