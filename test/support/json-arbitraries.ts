import * as fc from "fast-check";

/**
 * A JSON value as text, made together with what a right reader must find in it: what the code says of the text is compared
 * with this, never with another reading by the code.
 */
export interface JsonNode {
  readonly text: string;
  /** The same tokens with nothing between them. */
  readonly tight: string;
  readonly items?: readonly JsonNode[];
  readonly members?: readonly JsonMember[];
}

export interface JsonMember {
  readonly name: string;
  /** The name as it is written, with its quotes and escapes. */
  readonly nameText: string;
  readonly value: JsonNode;
}

/** What may stand between two tokens. */
export interface Gaps {
  readonly before: string;
  readonly after: string;
}

const spaces = ["", "", " ", "\t", "\n", "\r\n", "\r", " \n\t "];
const gapsOf = {
  none: fc.constant<Gaps>({ before: "", after: "" }),
  line: fc.record<Gaps>({ before: fc.constantFrom("", " ", "\t"), after: fc.constantFrom("", " ") }),
  any: fc.record<Gaps>({ before: fc.constantFrom(...spaces), after: fc.constantFrom(...spaces) }),
} as const;

export type Spacing = keyof typeof gapsOf;

const odd = [
  "\\/",
  '\\"',
  "\\\\",
  "\\ud800",
  "\\udc00",
  "\\u0000",
  "\\u2028",
  "\u2028",
  "\u007f",
  "\u202e",
  "]}",
  ",:",
];

/** A string's text: characters as they are, and escapes that JSON.stringify would write otherwise. */
const stringText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 3 }).map((text) => JSON.stringify(text).slice(1, -1)),
      fc.nat(0xffff).map((code) => `\\u${code.toString(16).padStart(4, "0")}`),
      fc.nat(0xffff).map((code) => `\\u${code.toString(16).padStart(4, "0").toUpperCase()}`),
      fc.constantFrom(...odd),
    ),
    { maxLength: 4 },
  )
  .map((pieces) => `"${pieces.join("")}"`);

export const numberText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("0", "-0", "-0.0", "1.0", "1e400", "-1E+400", "1e-400", "9007199254740993", "12345678901234567890"),
  fc
    .tuple(
      fc.constantFrom("", "-"),
      fc.bigInt({ min: 0n, max: 10n ** 30n }),
      fc.oneof(
        fc.constant(""),
        fc.array(fc.nat(9), { minLength: 1, maxLength: 25 }).map((digits) => `.${digits.join("")}`),
      ),
      fc.constantFrom("", "", "e0", "E5", "e-7", "e+12"),
    )
    .map((parts) => parts.join("")),
);

/** Few, so that they come twice, and are named by a path in more than one way. */
const knownNames = ['"a"', '"b"', '"\\u0061"', '"a.b"', '"0"', '""', '"__proto__"', '"constructor"', '"toJSON"'];
const nameText = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...knownNames) }, stringText);

export function scalarOf(text: string): JsonNode {
  return { text, tight: text };
}

export function listOf(items: readonly JsonNode[], { before, after }: Gaps): JsonNode {
  return {
    text: `[${before}${items.map(({ text }) => text).join(`${after},${before}`)}${after}]`,
    tight: `[${items.map(({ tight }) => tight).join(",")}]`,
    items,
  };
}

export function objectOf(members: readonly JsonMember[], { before, after }: Gaps): JsonNode {
  const texts = members.map(({ nameText, value }) => `${nameText}${after}:${before}${value.text}`);
  return {
    text: `{${before}${texts.join(`${after},${before}`)}${after}}`,
    tight: `{${members.map(({ nameText, value }) => `${nameText}:${value.tight}`).join(",")}}`,
    members,
  };
}

export function memberOf(nameText: string, value: JsonNode): JsonMember {
  return { name: String(JSON.parse(nameText)), nameText, value };
}

const scalar = fc
  .oneof(stringText, numberText, fc.constantFrom("true", "false", "null", "null"))
  .map((text) => scalarOf(text));

function trees(gaps: fc.Arbitrary<Gaps>): {
  readonly any: fc.Arbitrary<JsonNode>;
  readonly object: fc.Arbitrary<JsonNode>;
} {
  const { any, object } = fc.letrec<{ any: JsonNode; list: JsonNode; object: JsonNode }>((tie) => ({
    any: fc.oneof(
      { depthSize: "small" },
      { weight: 3, arbitrary: scalar },
      { weight: 2, arbitrary: tie("list") },
      { weight: 3, arbitrary: tie("object") },
    ),
    list: fc.tuple(fc.array(tie("any"), { maxLength: 4 }), gaps).map(([items, gap]) => listOf(items, gap)),
    object: fc.tuple(fc.array(fc.tuple(nameText, tie("any")), { maxLength: 5 }), gaps).map(([members, gap]) =>
      objectOf(
        members.map(([name, value]) => memberOf(name, value)),
        gap,
      ),
    ),
  }));
  const deep = fc
    .tuple(any, fc.integer({ min: 50, max: 400 }), gaps)
    .map(([node, depth, gap]) => Array.from({ length: depth }).reduce<JsonNode>((inner) => listOf([inner], gap), node));
  return { any: fc.oneof({ weight: 30, arbitrary: any }, deep), object };
}

const bySpacing = { none: trees(gapsOf.none), line: trees(gapsOf.line), any: trees(gapsOf.any) };

/** Any JSON value: compact, on one line, or with any white space between its tokens. */
export function jsonNode(spacing?: Spacing): fc.Arbitrary<JsonNode> {
  if (spacing !== undefined) return bySpacing[spacing].any;
  return fc.oneof(bySpacing.none.any, bySpacing.line.any, bySpacing.any.any);
}

/** Any JSON object, with members that come twice. */
export function jsonObject(spacing?: Spacing): fc.Arbitrary<JsonNode> {
  if (spacing !== undefined) return bySpacing[spacing].object;
  return fc.oneof(bySpacing.none.object, bySpacing.line.object, bySpacing.any.object);
}

/** Objects in objects, in which `a.b` is a name as well as a way. */
export const dottedNode: fc.Arbitrary<JsonNode> = fc.letrec<{ node: JsonNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.nat(9).map((digit) => scalarOf(String(digit))),
    fc
      .tuple(
        fc.array(fc.tuple(fc.constantFrom('"a"', '"b"', '"a.b"', '"b.a"'), tie("node")), { maxLength: 4 }),
        gapsOf.any,
      )
      .map(([members, gap]) =>
        objectOf(
          members.map(([name, value]) => memberOf(name, value)),
          gap,
        ),
      ),
  ),
})).node;

/** JSON with something taken out of it or put into it: at a bracket, comma, colon or quote, or anywhere. */
export const damage: fc.Arbitrary<(text: string) => string> = fc
  .record({
    at: fc.nat(),
    structural: fc.boolean(),
    taken: fc.nat(2),
    put: fc.oneof(
      fc.constantFrom("", " ", "\n", ...'[]{},:"\\0-.eE\u0000\u001f\u00a0\ufeff', "null", '"items":[],', "1 1", "//"),
      fc.string({ unit: "binary", maxLength: 2 }),
    ),
  })
  .map(({ at, structural, taken, put }) => (text) => {
    const places = structural ? Array.from(text.matchAll(/[[\]{},:"]/g), ({ index }) => index) : [];
    const place = places[at % Math.max(1, places.length)] ?? at % (text.length + 1);
    return text.slice(0, place) + put + text.slice(place + taken);
  });

export function anyGaps(spacing: Spacing = "any"): fc.Arbitrary<Gaps> {
  return gapsOf[spacing];
}

/** Ways into a value, each told by the member or item it takes at every step; and now and then on from there to anywhere. */
export const wayInto: fc.Arbitrary<(node: JsonNode) => readonly string[]> = fc
  .tuple(
    fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }),
    fc.oneof(
      { weight: 3, arbitrary: fc.constant<readonly string[]>([]) },
      fc.array(fc.constantFrom("a", "b", "0", "1", "01", "__proto__", "constructor", "length"), { maxLength: 2 }),
    ),
  )
  .map(([steps, on]) => (node) => [...walk(node, steps), ...on]);

function walk(node: JsonNode, [step = 0, ...steps]: readonly number[]): readonly string[] {
  const ways: readonly (readonly [string, JsonNode])[] =
    node.items?.map((item, index) => [String(index), item]) ??
    node.members?.map(({ name, value }) => [name, value]) ??
    [];
  const [name, inner] = ways[step % Math.max(1, ways.length)] ?? [];
  if (name === undefined || inner === undefined) return [];
  return [...name.split("."), ...(steps.length === 0 ? [] : walk(inner, steps))];
}

/** What a path means: of repeated names the last, and of names with dots in them the longest that leads on. */
export function nodeAt(node: JsonNode, path: readonly string[]): JsonNode | undefined {
  const [first = ""] = path;
  if (path.length === 0) return node;
  if (node.items !== undefined) {
    const item = /^(?:0|[1-9]\d*)$/.test(first) ? node.items[Number(first)] : undefined;
    return item === undefined ? undefined : nodeAt(item, path.slice(1));
  }
  for (let taken = path.length; taken > 0; taken--) {
    const wanted = path.slice(0, taken).join(".");
    const member = node.members?.findLast(({ name }) => name === wanted);
    const found = member === undefined ? undefined : nodeAt(member.value, path.slice(taken));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** White space between tokens taken out, by the shortest way to say it. */
export function tightened(text: string): string {
  return text.replaceAll(/("(?:[^"\\]|\\.)*")|[ \t\r\n]+/g, (_, string: string | undefined) => string ?? "");
}
