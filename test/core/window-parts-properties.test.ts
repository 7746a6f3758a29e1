import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as fc from "fast-check";
import { emptyEvent } from "../../src/core/empty-event.ts";
import { runExport } from "../../src/core/engine.ts";
import type { Formatter, Item, Output, Page, Slice, Source, Window } from "../../src/core/types.ts";

const since = "2026-11-01T00:00:00Z";
const until = "2026-11-02T00:00:00Z";
const start = Date.parse(since);

type Order = "oldest first" | "newest first" | "none";

interface Service {
  readonly items: readonly Item[];
  readonly order: Order;
  readonly pageSize: number;
  /** Seconds that it gives more at either end. */
  readonly wider: number;
}

/** Bursts and quiet hours; some events share a time, some are equal, some have no id or no time. */
const service: fc.Arbitrary<Service> = fc
  .record({
    bursts: fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 86_390 }),
        length: fc.constantFrom(1, 60, 3600, 80_000),
        count: fc.integer({ min: 1, max: 120 }),
      }),
      { maxLength: 5 },
    ),
    seed: fc.nat(),
    order: fc.constantFrom<Order>("oldest first", "newest first", "none"),
    pageSize: fc.integer({ min: 1, max: 12 }),
    wider: fc.constantFrom(0, 1),
  })
  .map(({ bursts, seed, order, pageSize, wider }) => {
    let state = seed;
    function random(below: number): number {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      return state % below;
    }
    const times = bursts.flatMap(({ at, length, count }) =>
      Array.from({ length: count }, () => start + Math.min(at + random(length), 86_399) * 1000 + random(3) * 250),
    );
    const items = times.map((time, index) => {
      const odd = random(20);
      const event = {
        ...(odd === 0 ? {} : { id: `e${index}` }),
        ...(odd === 1 ? {} : { time: new Date(time).toISOString() }),
        at: time,
      };
      return toItem(event);
    });
    if (order === "none") items.sort((one, other) => hash(one.text) - hash(other.text));
    else items.sort((one, other) => (order === "oldest first" ? 1 : -1) * (at(one) - at(other)));
    return { items, order, pageSize, wider };
  });

function hash(text: string): number {
  return [...text].reduce((sum, character) => (Math.imul(sum, 31) + character.charCodeAt(0)) | 0, 7);
}

function at({ event }: Item): number {
  return (event as { readonly at: number }).at;
}

function toItem(event: object): Item {
  return { text: JSON.stringify(event), event };
}

function toSlice(window: Window): Slice {
  return { key: `${window.since}/${window.until}`, label: "a window", scope: {}, window };
}

function sourceOf({ items, pageSize, wider }: Service, cuts: boolean) {
  let requests = 0;
  const source: Source = {
    async *slices() {
      yield toSlice({ since, until });
    },
    async *pages({ window = {} }) {
      const first = Date.parse(window.since ?? "") - wider * 1000;
      const last = Date.parse(window.until ?? "") + wider * 1000;
      const found = items.filter((item) => at(item) >= first && at(item) <= last);
      for (let from = 0; from === 0 || from < found.length; from += pageSize) {
        requests += 1;
        await Promise.resolve();
        const cursor = from + pageSize < found.length ? { cursor: String(from + pageSize) } : {};
        yield { items: found.slice(from, from + pageSize), ...cursor } satisfies Page;
      }
    },
    record(event) {
      const { id = null, time = null } = event as { readonly id?: string; readonly time?: string };
      return { ...emptyEvent, id, time };
    },
    ...(cuts ? { part: (_: Slice, window: Window) => toSlice(window) } : {}),
  };
  return { source, requests: () => requests };
}

async function exported(given: Service, cuts: boolean, concurrency: number) {
  const { source, requests } = sourceOf(given, cuts);
  const lines: string[] = [];
  const formatter: Formatter = {
    format(records, texts) {
      for (const [index, { id }] of records.entries()) lines.push(`${id} ${texts[index]}`);
      return "";
    },
  };
  const output: Output = { write: async () => undefined, commit: async () => undefined, abort: async () => undefined };
  const totals = await runExport({
    sourceId: "test",
    source,
    query: { window: { since, until }, pageSize: given.pageSize },
    formatter,
    output,
    limit: undefined,
    concurrency,
    buffer: 2 ** 20,
    signal: new AbortController().signal,
  });
  assert.deepEqual(totals.failures, []);
  assert.equal(totals.records, lines.length);
  assert.equal(totals.strays, 0);
  return { lines, totals, requests: requests() };
}

describe("a window that is cut while it is read", () => {
  it("gives what reading it whole gives, each event once, in the same order whatever the concurrency", async () => {
    let cut = 0;
    await fc.assert(
      fc.asyncProperty(service, async (given) => {
        const whole = await exported(given, false, 1);
        const one = await exported(given, true, 1);
        const eight = await exported(given, true, 8);
        assert.deepEqual(eight.lines, one.lines);
        assert.deepEqual(one.lines.toSorted(), whole.lines.toSorted());
        assert.equal(eight.requests, one.requests);
        // An event without a time may come in each of two neighbours, and is dropped from the second.
        if (given.items.every(({ event }) => "time" in (event as object))) assert.equal(one.totals.duplicates, 0);
        if (given.order !== "none") assertOrder(one.lines, given);
        if (one.totals.begun > 1) cut += 1;
      }),
      { numRuns: 25 },
    );
    assert.ok(cut > 8, `only ${cut} were cut`);
  });

  /** Of those that have a time; the others may come with a neighbour already. */
  function assertOrder(lines: readonly string[], { order }: Service): void {
    const times = lines
      .filter((line) => line.includes('"time"'))
      .map((line) => (JSON.parse(line.slice(line.indexOf("{"))) as { readonly at: number }).at);
    const sorted = times.toSorted((one, other) => (order === "oldest first" ? one - other : other - one));
    assert.deepEqual(times, sorted);
  }

  it("costs no more requests than its pages call for", async () => {
    const even = Array.from({ length: 2000 }, (_, index) => {
      const time = start + index * 43_000;
      // One of those that come with the first pages, and again with the part that they are of.
      const id = index === 1980 ? {} : { id: `e${index}` };
      return toItem({ ...id, time: new Date(time).toISOString(), at: time });
    });
    const { requests, lines, totals } = await exported(
      { items: even.toReversed(), order: "newest first", pageSize: 10, wider: 1 },
      true,
      8,
    );
    assert.equal(lines.length, 2000);
    assert.deepEqual([...totals.unreadable], [["(no id)", 1]]);
    assert.ok(requests < 200 * 1.3, `${requests} requests for 200 pages`);
  });
});
