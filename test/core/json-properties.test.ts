import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { sliceList, toItem } from "../../src/core/json-slices.ts";
import { compact, skipValue, valueAt } from "../../src/core/json-text.ts";
import {
  anyGaps,
  damage,
  dottedNode,
  jsonNode,
  jsonObject,
  listOf,
  memberOf,
  nodeAt,
  objectOf,
  wayInto,
  type JsonNode,
} from "../support/json-arbitraries.ts";

/** An answer: members that no other is called like, among them the list `items`. */
interface Answer {
  readonly node: JsonNode;
  readonly list: JsonNode;
}

const listNames = ['"items"', '"it\\u0065ms"', '"\\u0069tems"'];

const answer: fc.Arbitrary<Answer> = fc
  .record({
    items: fc.array(jsonNode(), { maxLength: 5 }),
    gaps: anyGaps(),
    outerGaps: anyGaps(),
    listName: fc.constantFrom(...listNames),
    others: jsonObject(),
    place: fc.nat(5),
  })
  .map(({ items, gaps, outerGaps, listName, others, place }) => {
    const list = listOf(items, gaps);
    const single = (others.members ?? []).filter(
      ({ name }, index, all) => name !== "items" && all.findIndex((other) => other.name === name) === index,
    );
    return { list, node: objectOf(single.toSpliced(place, 0, memberOf(listName, list)), outerGaps) };
  });

/** What is done with a body: the list is cut out, its items and the rest are parsed. */
function read(body: string): { readonly items: readonly unknown[]; readonly rest: Readonly<Record<string, unknown>> } {
  const { items, rest } = sliceList(Buffer.from(body), "items");
  return { items: items.map(({ event }) => event), rest: JSON.parse(rest) };
}

test("the items cut out of any answer are its items' own texts, and the rest is all else", () => {
  fc.assert(
    fc.property(answer, ({ node, list }) => {
      const { items: sliced, rest } = sliceList(Buffer.from(node.text), "items");
      assert.deepEqual(
        sliced.map(({ text }) => text),
        list.items?.map(({ text, tight }) => (/[\r\n]/.test(text) ? tight : text)),
      );
      const at = node.text.indexOf(list.text, node.text.search(/"(?:items|it\\u0065ms|\\u0069tems)"[ \t\r\n]*:/));
      assert.equal(rest, `${node.text.slice(0, at)}[]${node.text.slice(at + list.text.length)}`);
      const { items, ...others } = JSON.parse(node.tight);
      const { items: emptied, ...kept } = JSON.parse(rest);
      assert.deepEqual([kept, emptied], [others, []]);
      assert.deepEqual(
        sliced.map(({ event }) => event),
        items,
      );
    }),
  );
});

test("it makes no difference whether events will be parsed: of any answer the items are the same, or none are read", () => {
  const border = fc.constantFrom('},{"id"', '},{"id":1}', '[{"id":1},{"id":2}]', "}]", "{", '"id"', "a");
  const text = fc.array(border, { maxLength: 3 }).map((parts) => JSON.stringify(parts.join("")));
  const value = fc.oneof(border, text, fc.constantFrom("1", "null", "[]", "{}"));
  const member = fc.tuple(fc.constantFrom('"id"', '"a"', '"i\\u0064"'), value).map(([name, own]) => `${name}:${own}`);
  const event = fc.array(member, { maxLength: 3 }).map((members) => `{${members.join(",")}}`);
  const list = fc.tuple(fc.array(fc.oneof(event, value), { maxLength: 4 }), fc.constantFrom(",", ", ", ",\n"));
  const body = fc
    .tuple(list, fc.array(member, { maxLength: 2 }), damage, fc.boolean())
    .map(([[items, comma], others, damaged, isDamaged]) => {
      const whole = `{${[`"items":[${items.join(comma)}]`, ...others].join(",")}}`;
      return Buffer.from(isDamaged ? damaged(whole) : whole);
    });
  const readAs = (bytes: Buffer, glanced: readonly string[]): unknown => {
    try {
      const { items, rest } = sliceList(bytes, "items", glanced);
      return { items: items.map((item) => [item.text, item.event]), rest };
    } catch (error) {
      return (error as Error).message;
    }
  };
  fc.assert(
    fc.property(body, (bytes) => assert.deepEqual(readAs(bytes, []), readAs(bytes, ["none"]))),
    { numRuns: 1000 },
  );
});

test("a glance at an item says what its parsed event says, or nothing", () => {
  const names = ["id", "a", "", "items"];
  fc.assert(
    fc.property(fc.array(fc.oneof(jsonObject(), jsonNode()), { maxLength: 5 }), anyGaps(), (nodes, gaps) => {
      const list = listOf(nodes, gaps);
      for (const { glance, event } of sliceList(Buffer.from(`{"items":${list.text}}`), "items", names).items) {
        if (glance === undefined) continue;
        const members = new Map(Object.entries(event as object));
        const texts = names.map((name) => (typeof members.get(name) === "string" ? members.get(name) : undefined));
        assert.deepEqual(glance, texts);
      }
    }),
    { numRuns: 500 },
  );
});

test("an item is one line, its own text wherever that is one, and else its tokens and nothing between them", () => {
  fc.assert(
    fc.property(jsonNode(), ({ text, tight }) => {
      const item = toItem(text);
      assert.equal(item.text, /[\r\n]/.test(text) ? tight : text);
      assert.deepEqual(item.event, JSON.parse(tight));
    }),
  );
});

test("an answer that was damaged anywhere is refused, or is JSON all the same and means the same to us", () => {
  fc.assert(
    fc.property(answer, damage, ({ node }, damaged) => {
      // As bytes have it: half a surrogate pair is none of them.
      const body = Buffer.from(damaged(node.text)).toString();
      let result: ReturnType<typeof read>;
      try {
        result = read(body);
      } catch (error) {
        assert.ok(error instanceof SyntaxError, String(error));
        return;
      }
      // A mark of the bytes' order is none of the text.
      const { items, ...others } = JSON.parse(body.replace(/^\ufeff/, ""));
      assert.deepEqual(result, { items, rest: { ...others, items: [] } });
    }),
    { numRuns: 250 },
  );
});

test("an item that was damaged is no item, or is JSON all the same and means the same to us", () => {
  fc.assert(
    fc.property(jsonNode("any"), damage, (node, damaged) => {
      const text = damaged(node.text);
      let event: unknown;
      try {
        event = toItem(text).event;
      } catch (error) {
        assert.ok(error instanceof SyntaxError, String(error));
        return;
      }
      assert.deepEqual(event, JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

test("any member that an answer has twice is noticed", () => {
  fc.assert(
    fc.property(answer, fc.nat(), fc.nat(), anyGaps(), ({ node: { members = [] } }, from, to, gaps) => {
      const again = members[from % members.length];
      assert.ok(again !== undefined);
      const { text } = objectOf(members.toSpliced(to % (members.length + 1), 0, again), gaps);
      assert.throws(() => sliceList(Buffer.from(text), "items"), /twice/);
    }),
  );
});

test("a path finds the very text of what it leads to in any JSON, or nothing where it leads nowhere", () => {
  fc.assert(
    fc.property(fc.oneof(jsonNode(), dottedNode), wayInto, (node, way) => {
      const path = way(node);
      assert.equal(valueAt(node.text, path), nodeAt(node, path)?.text);
      assert.equal(valueAt(` \n${node.text} `, path), nodeAt(node, path)?.text);
    }),
    { numRuns: 300 },
  );
});

test("compacting takes out what stands between tokens, and twice is as once", () => {
  fc.assert(
    fc.property(jsonNode(), ({ text, tight }) => {
      assert.equal(compact(text), tight);
      assert.equal(compact(tight), tight);
    }),
  );
});

test("a value ends where it ends, whatever follows", () => {
  fc.assert(
    fc.property(jsonNode(), fc.constantFrom("", ",", "]", "}", " ", "\n", ",1"), ({ text }, after) => {
      assert.equal(skipValue(`[${text}${after}`, 1), text.length + 1);
    }),
  );
});
