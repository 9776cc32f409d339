import {
  type CanonicalDefinition,
  type Comparison,
  type Field,
  RULE_FIELDS,
  type RuleDefinition,
} from "./rule";
import type { XmlContent, XmlNode } from "./xml/tree";

/* What is done with a rule's fields, for all of them by the table. */

type Name = keyof RuleDefinition;
type AnyField = Field<unknown>;

const FIELDS = Object.entries(RULE_FIELDS) as [Name, AnyField][];

/** The names of a rule's fields, which are those of the arguments. */
export const RULE_FIELD_NAMES: readonly Name[] = FIELDS.map(([name]) => name);

/** What the values of each field become, without those that are not there. */
function definitionOf(value: (name: Name, field: AnyField) => unknown): RuleDefinition {
  const entries = FIELDS.map(([name, field]) => [name, value(name, field)] as const);
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined)) as unknown as RuleDefinition;
}

/** The fields of a rule among other things. */
export function definitionIn(of: Partial<RuleDefinition>): RuleDefinition {
  return definitionOf((name) => of[name]);
}

/** One spelling for each meaning, defaults written out. What is of another form, as an unknown value, stays as it is. */
export function canonicalDefinition(of: { [N in Name]?: unknown }): CanonicalDefinition {
  return definitionOf((name, { canonical = (value) => value }) => canonical(of[name])) as CanonicalDefinition;
}

/** What a rule says that was read: what the answer leaves out is as `known`, and what means the same is spelt as it is there. */
export function completedDefinition(
  read: RuleDefinition,
  known: Partial<RuleDefinition>,
): Partial<RuleDefinition> {
  return definitionOf((name, field) => completed(field, read[name], known[name]));
}

function completed(field: AnyField, read: unknown, known: unknown): unknown {
  if (!("parts" in field)) return completedValue(field, read, known);
  return Object.fromEntries(
    Object.entries<Comparison<unknown>>(field.parts).map(([part, comparison]) => [
      part,
      completedValue(comparison, at(read, part), at(known, part)),
    ]),
  );
}

function completedValue({ omitted, same }: Comparison<unknown>, read: unknown, known: unknown): unknown {
  if (read === undefined) return omitted === "unknown" ? known : undefined;
  return known !== undefined && same(known, read) ? known : read;
}

/** The names of the fields in which the rule that was found differs from the one that is wanted; empty when it is the same. */
export function definitionDifferences(wanted: RuleDefinition, found: RuleDefinition): string[] {
  return comparisons(wanted, found)
    .filter(({ comparison, a, b }) => !isUnseen(comparison, b) && !comparison.same(a, b))
    .map(({ name }) => name);
}

/** The names of the fields that the wanted rule has and the answer of OSS leaves out, so that nobody can compare them. */
export function unseenFields(wanted: RuleDefinition, found: RuleDefinition): string[] {
  return comparisons(wanted, found)
    .filter(({ comparison, a, b }) => isUnseen(comparison, b) && !comparison.same(a, undefined))
    .map(({ name }) => name);
}

/** The names of the fields that the answer of OSS leaves out as a whole, so that nobody can tell what the rule has. */
export function fieldsNotShown(found: RuleDefinition): string[] {
  return FIELDS.filter(
    ([name, field]) => !("parts" in field) && field.omitted === "unknown" && found[name] === undefined,
  ).map(([name]) => name);
}

function isUnseen({ omitted }: Comparison<unknown>, value: unknown): boolean {
  return value === undefined && omitted === "unknown";
}

/** Whether two values of one field mean the same. */
export function isSameField(name: Name, a: unknown, b: unknown): boolean {
  return comparisonsIn(name, RULE_FIELDS[name] as AnyField, a, b).every((each) =>
    each.comparison.same(each.a, each.b),
  );
}

interface Compared {
  name: string;
  comparison: Comparison<unknown>;
  a: unknown;
  b: unknown;
}

function comparisons(wanted: RuleDefinition, found: RuleDefinition): Compared[] {
  return FIELDS.flatMap(([name, field]) => comparisonsIn(name, field, wanted[name], found[name]));
}

function comparisonsIn(name: string, field: AnyField, a: unknown, b: unknown): Compared[] {
  if (!("parts" in field)) return [{ name, comparison: field, a, b }];
  return Object.entries<Comparison<unknown>>(field.parts).map(([part, comparison]) => ({
    name: `${name}.${part}`,
    comparison,
    a: at(a, part),
    b: at(b, part),
  }));
}

function at(value: unknown, part: string): unknown {
  return (value as Record<string, unknown> | undefined)?.[part];
}

/** The elements of a rule's XML, in their order. */
export function definitionXml(definition: RuleDefinition): [name: string, content: XmlContent | undefined][] {
  return FIELDS.map(([name, { element, write }]) => {
    const value = definition[name];
    return [element, value === undefined ? undefined : write(value)];
  });
}

/** What a rule's XML says. */
export function readDefinition(rule: XmlNode): RuleDefinition {
  return definitionOf((_, field) => field.read(rule));
}
