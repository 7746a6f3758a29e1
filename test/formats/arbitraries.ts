import * as fc from "fast-check";
import { toItem } from "../../src/core/json-slices.ts";
import type { AuditRecord } from "../../src/core/types.ts";
import { type Column, parseFields } from "../../src/formats/fields.ts";
import { jsonNode, type JsonNode, nodeAt, numberText, scalarOf, wayInto } from "../support/json-arbitraries.ts";
import { hostileText } from "./fixtures.ts";

/** A record, the text of its event, and what that text says: see JsonNode. */
export interface Case {
  readonly record: AuditRecord;
  readonly text: string;
  readonly event: JsonNode;
}

const pieces = [
  "a \t\r\n\0\"',;=+-@＝\u00a0→\\…é\u0301ｱन\u094d\u0600ﷺ".split(""),
  ["null", "漢字", "👩‍👩‍👧", "🇩🇪", "👍🏽", "\u200d", "\ufe0f", "स्ते", "\u001b[2J", "\u009b", "\u202e", "\u2066"],
  ["\u2028", "\ufeff", "\u00ad", "\u{e0041}", "\ud800", "\udc00", "\u007f"],
].flat();

/** Any text at all, the halves of characters among it. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((all) => all.join("")) },
  { weight: 2, arbitrary: fc.string({ unit: "binary" }) },
  { weight: 1, arbitrary: fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)) },
  { weight: 1, arbitrary: fc.constantFrom(hostileText, "=1+1", "'=1", "''=1", " -1", "plain", "x".repeat(300)) },
);
const textOrNull = fc.option(anyText);
const changeValue = fc
  .oneof({ weight: 2, arbitrary: numberText.map(scalarOf) }, jsonNode("none"))
  .map(({ tight }): unknown => JSON.parse(tight));

/** Objects as a parser makes them. */
const plain = { noNullPrototype: true };

const fields = {
  schema: fc.constant<"audit-export/1">("audit-export/1"),
  source: anyText,
  id: anyText,
  time: textOrNull,
  action: textOrNull,
  actor: fc.option(
    fc.record(
      {
        id: textOrNull,
        name: textOrNull,
        type: fc.constantFrom<"user" | "role" | "service" | "system" | "unknown">("user", "system", "unknown"),
      },
      plain,
    ),
  ),
  target: fc.option(fc.record({ id: textOrNull, name: textOrNull, type: textOrNull }, plain)),
  outcome: fc.constantFrom("success", "failure", null),
  address: textOrNull,
  changes: fc.array(fc.record({ field: textOrNull, name: textOrNull, old: changeValue, new: changeValue }, plain), {
    maxLength: 3,
  }),
  scope: fc.dictionary(fc.oneof(fc.constantFrom("a", "b", "a.b", "caseId", "__proto__"), anyText), anyText, {
    maxKeys: 3,
    noNullPrototype: true,
  }),
};

export const anyCase: fc.Arbitrary<Case> = fc.tuple(fc.record(fields, plain), jsonNode()).map(([record, event]) => {
  const { text, event: raw } = toItem(event.text);
  return { record: { ...record, raw }, text, event };
});

export const anyCases: fc.Arbitrary<readonly Case[]> = fc.array(anyCase, { maxLength: 4 });

const recordFields = (
  "schema source id time action actor actor.id actor.name actor.type target target.id target.type outcome address changes " +
  "changes.0 changes.1.new changes.0.old changes.0.old.a scope scope.a scope.a.b scope.caseId scope.__proto__ raw raw.a " +
  "raw.a.b raw.__proto__ raw.constructor.name raw.0"
).split(" ");

/** Fields as they may be asked for, with ways into the events among them. */
export function columnsFor(cases: readonly Case[], schema: "audit" | "raw"): fc.Arbitrary<readonly Column[]> {
  const way = fc.tuple(wayInto, fc.nat()).map(([way, which]) => {
    const event = cases[which % Math.max(1, cases.length)]?.event ?? scalarOf("1");
    return way(event).join(".");
  });
  const name =
    schema === "raw"
      ? way
      : fc.oneof(
          fc.constantFrom(...recordFields),
          way.map((path) => `raw.${path}`),
        );
  return fc
    .array(name, { minLength: 1, maxLength: 6 })
    .map((names) => [...new Set(names)].filter((each) => !/,|^\s|\s$|^$|\.\.|^\.|\.$|\p{Cs}/u.test(each)))
    .map((names) => parseFields(names.length === 0 ? "id" : names.join(","), schema));
}

/** The record as JSON can hold it: a number too large for a double is a text, as null would say that there was no value. */
export function asJson({ record, event }: Case): Readonly<Record<string, unknown>> {
  const changes = record.changes.map((change) => ({ ...change, old: finite(change.old), new: finite(change.new) }));
  return { ...record, changes, raw: JSON.parse(event.tight) };
}

function finite(value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(finite);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, finite(inner)]));
}

/** The column's value as compact JSON text: a slice of the event, or of the record as JSON has it. */
export function fieldText(one: Case, { path }: Column, schema: "audit" | "raw"): string {
  if (schema === "raw") return nodeAt(one.event, path)?.tight ?? "null";
  if (path[0] === "raw") return nodeAt(one.event, path.slice(1))?.tight ?? "null";
  return exactJson(valueIn(asJson(one), path) ?? null);
}

/** JSON.stringify, but that a zero keeps its sign. */
function exactJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(exactJson).join(",")}]`;
  const members = Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}:${exactJson(inner)}`);
  return `{${members.join(",")}}`;
}

/** As nodeAt, in values. */
function valueIn(value: unknown, path: readonly string[]): unknown {
  const [first = ""] = path;
  if (path.length === 0) return value;
  if (Array.isArray(value)) return /^\d+$/.test(first) ? valueIn(value[Number(first)], path.slice(1)) : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (let taken = path.length; taken > 0; taken--) {
    const name = path.slice(0, taken).join(".");
    const member = Object.entries(value).find(([key]) => key === name);
    const found = member === undefined ? undefined : valueIn(member[1], path.slice(taken));
    if (found !== undefined) return found;
  }
  return undefined;
}
