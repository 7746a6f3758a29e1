import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { createEditNames, editFingerprint } from "../../../src/sources/incidents/edit-id.ts";
import { parseEpochSeconds } from "../../../src/sources/incidents/epoch-seconds.ts";
import { exactTime, scale } from "../../support/exact-time.ts";
import {
  anyGaps,
  jsonNode,
  type JsonMember,
  type JsonNode,
  memberOf,
  numberText,
  objectOf,
  scalarOf,
} from "../../support/json-arbitraries.ts";

const hashed = ["eventTimestamp", "principal", "action", "message"];
const nameText = fc.constantFrom(
  ...hashed.map((name) => JSON.stringify(name)),
  ...hashed.map((name) => `"\\u${name.charCodeAt(0).toString(16).padStart(4, "0")}${name.slice(1)}"`),
  '"new"',
  '"eventTimestamp.a"',
  '"__proto__"',
);
// Few values, so that edits are equal in some members and differ in others.
const value = fc.oneof(
  fc
    .constantFrom(
      '"a"',
      '"\\u0061"',
      '"b"',
      '""',
      "null",
      "1",
      "1.0",
      "1e0",
      '"1"',
      '"\\ud800"',
      '"\\ud801"',
      '"\ufffd"',
    )
    .map(scalarOf),
  numberText.map(scalarOf),
  jsonNode("line"),
);
const members = fc
  .array(fc.tuple(nameText, value), { maxLength: 6 })
  .map((all) => all.map(([name, node]) => memberOf(name, node)));
const edit = fc.tuple(members, anyGaps("line")).map(([all, gaps]) => objectOf(all, gaps));
const caseId = fc.oneof(fc.constantFrom("1234567890", "9999999999"), fc.string());

/** What the hash is over: of each member the text, its own JSON where it is no text, or null; the last of two counts. */
function parts(caseId: string, { members = [] }: JsonNode): readonly (string | null)[] {
  const own = hashed.map((name) => members.findLast((member) => member.name === name)?.value.text ?? "null");
  return [caseId, ...own.map((text) => (text === "null" ? null : text.startsWith('"') ? JSON.parse(text) : text))];
}

function idsOf(caseId: string, pages: readonly (readonly JsonNode[])[]): readonly (string | undefined)[] {
  const names = createEditNames(caseId);
  return pages.flatMap((page) =>
    names(page.map(({ text }) => ({ text, event: JSON.parse(text) as unknown }))).map(({ id }) => id),
  );
}

describe("for any edit, the fingerprint", () => {
  it("is the hash that the contract defines", () => {
    fc.assert(
      fc.property(caseId, edit, (caseId, node) => {
        const hash = createHash("sha256")
          .update(JSON.stringify(parts(caseId, node)), "utf8")
          .digest("hex");
        assert.equal(editFingerprint(caseId, node.text), hash.slice(0, 32));
      }),
      { numRuns: 300 },
    );
  });

  it("is another's when, and only when, case and hashed members are", () => {
    // The other edit is the one with something put into it or taken out, which may be of no consequence.
    const change = fc.record({ at: fc.nat(), taken: fc.nat(1), put: members });
    fc.assert(
      fc.property(
        caseId,
        caseId,
        edit,
        change,
        anyGaps("line"),
        (oneCase, otherCase, one, { at, taken, put }, gaps) => {
          const { members: own = [] } = one;
          const other = objectOf(own.toSpliced(at % (own.length + 1), taken, ...put.slice(0, 1)), gaps);
          for (const [firstCase, secondCase] of [
            [oneCase, oneCase],
            [oneCase, otherCase],
          ] as const) {
            assert.equal(
              editFingerprint(firstCase, one.text) === editFingerprint(secondCase, other.text),
              JSON.stringify(parts(firstCase, one)) === JSON.stringify(parts(secondCase, other)),
            );
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("does not depend on the order of the members, on white space, or on members it is not of", () => {
    const single = members.map((all) => all.filter(({ name }, index) => isFirst(all, name, index)));
    const shuffled = single.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length }), fc.nat()),
    );
    fc.assert(
      fc.property(shuffled, jsonNode("line"), anyGaps("line"), anyGaps(), ([all, other, at], more, gaps, otherGaps) => {
        const withMore = other.toSpliced(at % (other.length + 1), 0, memberOf('"brandNew"', more));
        assert.equal(
          editFingerprint("1", objectOf(all, gaps).text),
          editFingerprint("1", objectOf(withMore, otherGaps).text),
        );
      }),
    );
  });
});

function isFirst(all: readonly JsonMember[], name: string, index: number): boolean {
  return all.findIndex((member) => member.name === name) === index;
}

describe("for any edits of a case, the ids", () => {
  // Few different ones, each often.
  const listed = fc
    .array(edit, { minLength: 1, maxLength: 4 })
    .chain((different) => fc.array(fc.constantFrom(...different), { maxLength: 20 }));
  const cuts = fc.array(fc.nat(20), { maxLength: 8 }).map((all) => all.toSorted((one, other) => one - other));

  it("are unique, count equal edits from 1 on in their order, and do not know the borders of pages", () => {
    fc.assert(
      fc.property(caseId, listed, cuts, (caseId, edits, cuts) => {
        const ids = idsOf(caseId, [edits]);
        assert.equal(new Set(ids).size, edits.length);
        const keys = edits.map((node) => JSON.stringify(parts(caseId, node)));
        for (const [index, node] of edits.entries()) {
          const ordinal = keys.slice(0, index + 1).filter((key) => key === keys[index]).length;
          assert.equal(ids[index], `${editFingerprint(caseId, node.text)}-${ordinal}`);
        }
        const borders = [0, ...cuts, edits.length];
        const pages = borders.slice(1).map((border, index) => edits.slice(borders[index], border));
        assert.deepEqual(idsOf(caseId, pages), ids);
      }),
      { numRuns: 120 },
    );
  });
});

describe("for any number of seconds", () => {
  const scientific = fc
    .record({
      sign: fc.constantFrom("", "-"),
      integer: fc.oneof(fc.nat(3_000_000_000).map(String), fc.bigInt({ min: 0n, max: 10n ** 16n }).map(String)),
      decimals: fc.oneof(fc.constantFrom("", "0", "5", "500", "000001"), digits(20)),
      exponent: fc.oneof(fc.constant(0), fc.integer({ min: -30, max: 30 })),
      mark: fc.constantFrom("e", "E"),
      plus: fc.constantFrom("", "+"),
    })
    .map(({ sign, integer, decimals, exponent, mark, plus }) => ({
      text:
        `${sign}${integer}${decimals === "" ? "" : `.${decimals}`}` +
        (exponent === 0 ? "" : `${mark}${exponent > 0 ? plus : ""}${exponent}`),
      exact: (sign === "-" ? -1n : 1n) * shifted(BigInt(integer + decimals), exponent - decimals.length),
    }));

  it("the time is exact to the last digit, or there is no such time", () => {
    const first = exactTime("0000-01-01T00:00:00Z");
    const end = exactTime("9999-12-31T23:59:59Z") + scale;
    fc.assert(
      fc.property(scientific, ({ text, exact }) => {
        const instant = parseEpochSeconds(text);
        if (exact < first || exact >= end) assert.equal(instant, undefined);
        else assert.equal(exactTime(instant ?? ""), exact);
      }),
      { numRuns: 500 },
    );
  });

  it("whatever else stands there is no time, nor a failure", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          numberText,
          jsonNode().map(({ text }) => text),
        ),
        (text) => {
          assert.match(parseEpochSeconds(text) ?? "none", /^(?:none|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)$/);
        },
      ),
    );
  });
});

function digits(most: number): fc.Arbitrary<string> {
  return fc.array(fc.nat(9), { maxLength: most }).map((all) => all.join(""));
}

/** A number times ten to some power, in the unit of exactTime; its digits are far fewer than that has. */
function shifted(number: bigint, exponent: number): bigint {
  return exponent < 0 ? (number * scale) / 10n ** BigInt(-exponent) : number * scale * 10n ** BigInt(exponent);
}
