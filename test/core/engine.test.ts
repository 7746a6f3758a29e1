import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { runExport } from "../../src/core/engine.ts";
import { ExportError } from "../../src/core/errors.ts";
import { allFailed } from "../../src/core/totals.ts";
import { createTimeSorter } from "../../src/outputs/sorting/time-sorter.ts";
import type { Listing } from "../../src/core/export-request.ts";
import type { AuditEvent, Formatter, Output, Page, Slice, Source } from "../../src/core/types.ts";

/** A page as a test writes it: the texts of its items, and its token. */
type PageTexts = readonly [texts: readonly string[], cursor?: string];
type Script = Readonly<Record<string, readonly (PageTexts | Error)[]>>;

const nothing = { action: null, actor: null, target: null, outcome: null, address: null, changes: [], unreadable: [] };

/** `day 3` is a slice of that day of November. */
function windowOf(key: string): Pick<Slice, "window"> | undefined {
  const day = /^day (\d)$/.exec(key)?.[1];
  if (day === undefined) return undefined;
  return { window: { since: `2026-11-0${day}T00:00:00Z`, until: `2026-11-0${Number(day) + 1}T00:00:00Z` } };
}

/** A source in memory: the engine is what is under test here, and it knows no service. */
function scripted(script: Script, listFailure?: Error): Source<unknown> {
  return {
    async *slices() {
      for (const key of Object.keys(script)) yield { key, label: `slice ${key}`, scope: { key }, ...windowOf(key) };
      if (listFailure !== undefined) throw listFailure;
    },
    async *pages(slice: Slice): AsyncGenerator<Page> {
      for (const page of script[slice.key] ?? []) {
        if (page instanceof Error) throw page;
        const [texts, cursor] = page;
        const items = texts.map((text) => ({ text, event: JSON.parse(text) as unknown }));
        yield { items, ...(cursor === undefined ? {} : { cursor }) };
      }
    },
    record(event): AuditEvent {
      const { id = null, time = null, unknown = [] } = event as Partial<Pick<AuditEvent, "id" | "time" | "unknown">>;
      if (id === "broken") throw new Error("a mapper should not");
      return { ...nothing, id, time, unknown };
    },
  };
}

const formatter: Formatter = {
  begin: () => "[",
  format: (records, texts) => records.map(({ id }, index) => `${id}=${texts[index]};`).join(""),
  end: () => "]",
};

function memory() {
  const state = { text: "", ended: "" };
  const output: Output = {
    async write(text) {
      state.text += text;
    },
    async commit() {
      state.ended += "committed";
    },
    async abort() {
      state.ended += "aborted";
    },
  };
  return { state, output };
}

const alone = { concurrency: 1, buffer: 2 ** 20 };

function exportFrom(source: Source) {
  const { output } = memory();
  const query = { window: {}, pageSize: 1 };
  const { signal } = new AbortController();
  return runExport({ sourceId: "test", source, query, formatter, output, limit: undefined, ...alone, signal });
}

async function run(
  script: Script,
  settings: {
    readonly limit?: number;
    readonly signal?: AbortSignal;
    readonly listFailure?: Error;
    readonly isSorted?: boolean;
  } = {},
) {
  const { state, output } = memory();
  const files = new Set<() => void>();
  const request = {
    sourceId: "test",
    source: scripted(script, settings.listFailure),
    query: { window: {}, pageSize: 10 },
    formatter,
    output,
    limit: settings.limit,
    concurrency: 3,
    buffer: 2 ** 20,
    signal: settings.signal ?? new AbortController().signal,
    ...(settings.isSorted === true ? { sorter: byTime(files) } : {}),
  };
  try {
    return { state, totals: await runExport(request), error: undefined };
  } catch (error) {
    return { state, totals: undefined, error };
  } finally {
    assert.equal(files.size, 0);
  }
}

/** Each record goes through a file; `files` are those that are still there, in their folders. */
function byTime(files: Set<() => void>) {
  const { signal } = new AbortController();
  const onExit = (action: () => void) => {
    files.add(action);
    return () => void files.delete(action);
  };
  return createTimeSorter({ runSize: 1, blockSize: 64, fanIn: 2, parses: false, signal, onExit });
}

const a = '{"id":"a"}';
const b = '{"id":"b"}';
const c = '{"id":"c"}';
const ofSlice = (code: "notFound" | "temporary" | "incomplete") =>
  new ExportError(code, `made ${code}`, { ofSlice: true });

describe("runExport", () => {
  it("says how far the list is, and passes over a number of slices that is none", async () => {
    const source = scripted({ one: [[[a]]], two: [[[b]]] });
    const told: Listing[] = [];
    const { signal } = new AbortController();
    const totals = await runExport({
      sourceId: "test",
      source: {
        ...source,
        async *slices(query) {
          for (const slices of [Number.NaN, -1, 1.5, 1e300, 2]) query.expect?.(slices);
          yield* source.slices(query);
        },
      },
      query: { window: {}, pageSize: 1 },
      formatter,
      output: memory().output,
      limit: undefined,
      ...alone,
      signal,
      onListing: (listing) => told.push(listing),
    });
    assert.deepEqual(
      told.map(({ listed, expected, isComplete }) => [listed, expected, isComplete]),
      [
        [0, undefined, false],
        [0, 2, false],
        [1, 2, false],
        [2, 2, false],
        [2, 2, true],
      ],
    );
    assert.equal(totals.done, 2);
  });

  it("delivers page after page, slice after slice", async () => {
    const { state, totals } = await run({ one: [[[a], "t1"], [[], "t2"], [[b]]], none: [[[]]], two: [[[c]]] });
    assert.equal(state.text, `[a=${a};b=${b};c=${c};]`);
    assert.equal(state.ended, "committed");
    assert.deepEqual([totals?.records, totals?.pages, totals?.complete, totals?.failures.length], [3, 5, 3, 0]);
  });

  it("frames an empty document", async () => assert.equal((await run({})).state.text, "[]"));

  it("stops at the limit, also within a page", async () => {
    const { state, totals } = await run({ one: [[[a, b, c]]], two: [[['{"id":"d"}']]] }, { limit: 2 });
    assert.equal(state.text, `[a=${a};b=${b};]`);
    assert.equal(state.ended, "committed");
    assert.equal(totals?.records, 2);
  });

  it("drops and counts an event that comes again across a page border", async () => {
    const { state, totals } = await run({ one: [[[a, b], "t1"], [[b, c], "t2"], [[a]]] });
    assert.equal(state.text, `[a=${a};b=${b};c=${c};]`);
    assert.equal(totals?.duplicates, 2);
  });

  it("keeps events of one id that differ, and counts them", async () => {
    const other = '{"id":"a","more":1}';
    const { state, totals } = await run({ one: [[[a], "t1"], [[other]]] });
    assert.equal(state.text, `[a=${a};a=${other};]`);
    assert.deepEqual([totals?.duplicates, totals?.conflicts], [0, 1]);
  });

  it("keeps the same event of two slices: each slice was asked for", async () => {
    const { state } = await run({ one: [[[a]]], two: [[[a]]] });
    assert.equal(state.text, `[a=${a};a=${a};]`);
  });

  it("gives an event without a time with the first of the windows that have it", async () => {
    const dated = '{"id":"d","time":"2026-11-01T10:00:00Z"}';
    const nameless = '{"n":1}';
    const { state, totals } = await run({ "day 1": [[[a, nameless, dated]]], "day 2": [[[a, nameless, b]]] });
    assert.equal(state.text.split(`a=${a};`).length, 2);
    assert.equal(state.text.split(nameless).length, 3, "two events without an id may be two events");
    assert.deepEqual([totals?.records, totals?.duplicates], [5, 1]);
  });

  const at = (id: string, time: string) => JSON.stringify({ id, time: `2026-11-0${time}Z` });
  const delivered = (text: string) => [...text.matchAll(/"id":"(\w+)"/g)].map(([, id]) => id);

  it("delivers once what comes in another window than its own, whether its own has it or not", async () => {
    const early = at("early", "1T12:00:00");
    const late = at("late", "3T12:00:00");
    const first = at("first", "1T10:00:00");
    const last = at("last", "3T10:00:00");
    // Filed under the second day, both of them, and nowhere else.
    const misfiled = await run({ "day 1": [[[first]]], "day 2": [[[early, late]]], "day 3": [[[last]]] });
    assert.deepEqual(delivered(misfiled.state.text), ["first", "last", "early", "late"]);
    assert.deepEqual([misfiled.totals?.strays, misfiled.totals?.complete, misfiled.state.ended], [2, 3, "committed"]);
    // A service that ignores what it is asked for: each window has all of them.
    const all = [first, early, last, late];
    const ignoring = await run({ "day 1": [[all]], "day 2": [[all]], "day 3": [[all]] });
    assert.deepEqual(delivered(ignoring.state.text), ["first", "early", "last", "late"]);
    assert.equal(ignoring.totals?.strays, 0);
  });

  it("delivers once what lies at the bound of two windows, and one of the two alone has", async () => {
    const before = at("before", "1T23:59:59.999999999");
    const after = at("after", "2T00:00:00");
    const shared = await run({ "day 1": [[[before, after]]], "day 2": [[[before, after]]] });
    assert.deepEqual(delivered(shared.state.text), ["before", "after"]);
    const crossed = await run({ "day 1": [[[after]]], "day 2": [[[before]]] });
    assert.deepEqual(delivered(crossed.state.text).toSorted(), ["after", "before"]);
    assert.deepEqual([shared.totals?.strays, crossed.totals?.strays], [0, 2]);
  });

  it("delivers in the order of time, across slices, misfiled events among the others", async () => {
    const script = {
      "day 1": [[[at("c", "1T12:00:00.5"), a, at("b", "1T12:00:00.25")]]],
      "day 2": [[[at("f", "2T10:00:00"), at("d", "1T13:00:00")], "t"], [[at("e", "2T09:00:00")]]],
    } as const satisfies Script;
    const all = await run(script, { isSorted: true });
    assert.deepEqual(delivered(all.state.text), ["b", "c", "d", "e", "f", "a"]);
    assert.ok(all.state.text.startsWith("[") && all.state.text.endsWith("]"));
    const { records, held, strays, pages } = all.totals ?? {};
    assert.deepEqual([records, held, strays, pages, all.state.ended], [6, 0, 1, 3, "committed"]);
    // The first of the order, not of the reading; and all is read for them.
    const first = await run(script, { isSorted: true, limit: 3 });
    assert.deepEqual(delivered(first.state.text), ["b", "c", "d"]);
    assert.deepEqual([first.totals?.pages, first.totals?.limited, first.totals?.held], [3, true, 0]);
  });

  it("delivers in order what there is beside a slice that failed, and nothing of what failed altogether", async () => {
    const last = at("y", "1T10:00:00");
    const partly = { one: [[[at("z", "2T10:00:00")], "t"], ofSlice("temporary")], two: [[[last]]] } as const;
    const { state, totals } = await run(partly, { isSorted: true });
    assert.deepEqual([delivered(state.text), state.ended, totals?.failures.length], [["y", "z"], "committed", 1]);
    for (const failure of [ofSlice("temporary"), new ExportError("auth", "made auth")]) {
      const failed = await run({ one: [[[last], "t"], failure] }, { isSorted: true });
      assert.deepEqual([failed.state.text, failed.state.ended], ["", "aborted"]);
      assert.equal(failed.totals?.held, failed.error === undefined ? 1 : undefined);
    }
    const kept = await run({ one: [[[last], "t"], ofSlice("incomplete")] }, { isSorted: true });
    assert.deepEqual([delivered(kept.state.text), kept.state.ended], [["y"], "committed"]);
  });

  it("leaves a misfiled event to the window that could not be read", async () => {
    const early = at("early", "1T12:00:00");
    const { state, totals } = await run({
      "day 1": [[[at("a", "1T01:00:00")], "t"], ofSlice("temporary")],
      "day 2": [[[early, at("b", "2T01:00:00")]]],
    });
    assert.deepEqual(delivered(state.text), ["a", "b"]);
    assert.ok(totals?.failures.every(({ slice }) => slice?.key === "day 1"));
  });

  it("knows an event at a bound by its id, however many there are, and whatever shape it comes in", async () => {
    const border = Array.from({ length: 20_500 }, (_, index) => at(`e${index}`, "1T23:59:59.5"));
    const many = await run({ "day 1": [[border]], "day 2": [[border]] });
    assert.deepEqual([many.totals?.records, many.totals?.strays], [20_500, 0]);
    const otherShape = at("e", "1T23:59:59.5").replace("{", '{"shape":"file",');
    const shapes = await run({ "day 1": [[[at("e", "1T23:59:59.5")]]], "day 2": [[[otherShape]]] });
    assert.deepEqual(delivered(shapes.state.text), ["e"]);
  });

  it("delivers misfiled events without an id as often as they came, and no more than a limit asks for", async () => {
    const nameless = '{"time":"2026-11-01T12:00:00Z"}';
    const twins = await run({ "day 1": [[[]]], "day 2": [[[nameless, nameless]]] });
    assert.deepEqual([twins.totals?.records, twins.totals?.strays], [2, 2]);
    const misfiled = [at("b", "1T12:00:00"), at("c", "1T13:00:00")];
    const limited = await run({ "day 1": [[[at("a", "1T01:00:00")]]], "day 2": [[misfiled]] }, { limit: 2 });
    assert.deepEqual(delivered(limited.state.text), ["a", "b"]);
    assert.deepEqual([limited.totals?.strays, limited.totals?.limited], [1, true]);
  });

  for (const [what, signal] of [
    ["has other events", undefined],
    ["is broken off", new AbortController()],
  ] as const) {
    it(`ends as it must where a window that is read again ${what}`, async () => {
      const late = at("late", "1T12:00:00");
      const source = scripted({ "day 1": [[[at("a", "1T10:00:00")]]], "day 2": [[[late]]] });
      let readings = 0;
      const changing: Source = {
        ...source,
        async *pages(slice, query) {
          if (slice.key === "day 1") readings += 1;
          if (readings === 2) signal?.abort(new ExportError("interrupted", "ended"));
          yield* source.pages(slice, query);
          if (readings === 2) yield { items: [{ text: late, event: JSON.parse(late) as unknown }] };
        },
      };
      const { state, output } = memory();
      const request = { sourceId: "test", source: changing, query: { window: {}, pageSize: 1 }, formatter, output };
      const exported = runExport({
        ...request,
        limit: undefined,
        ...alone,
        signal: signal?.signal ?? new AbortController().signal,
      });
      if (signal !== undefined) {
        await assert.rejects(exported, /ended/);
        assert.equal(state.ended, "aborted");
        return;
      }
      const { failures } = await exported;
      assert.match(failures[0]?.error.message ?? "", /slice day 1 has other events than when it was read/);
    });
  }

  it("keeps misfiled events of one id that differ, or that lie in no window, and tells a failed window once", async () => {
    const one = at("x", "1T12:00:00");
    const versions = [one, one.replace("{", '{"v":2,'), at("x", "1T13:00:00")];
    const differing = await run({ "day 1": [[[at("x", "1T10:00:00")]]], "day 2": [[versions]] });
    assert.equal(differing.totals?.records, 4);
    const outside = await run({ "day 1": [[[at("a", "1T10:00:00"), at("later", "5T10:00:00")]]] });
    assert.deepEqual(delivered(outside.state.text), ["a", "later"]);
    const failed = await run({ "day 1": [ofSlice("temporary")], "day 2": [[[one]]] });
    assert.deepEqual([failed.totals?.failures.length, failed.totals?.records], [1, 0]);
    let readings = 0;
    const broken = scripted({ "day 1": [[[at("a", "1T10:00:00")]]], "day 2": [[[one]]] });
    const once: Source = {
      ...broken,
      async *pages(slice, query) {
        yield* broken.pages(slice, query);
        if (slice.key === "day 1" && readings++ === 0) throw ofSlice("temporary");
      },
    };
    const totals = await exportFrom(once);
    assert.equal(totals.failures.length, 1);
  });

  it("gives misfiled events that share id and time but differ once each, whichever window has them", async () => {
    for (const day of ["1T12:00:00", "2T00:00:00", "2T12:00:00"]) {
      const twins = [at("x", day), at("x", day).replace("{", '{"v":2,')];
      const both = await run({ "day 1": [[twins]], "day 2": [[twins]] });
      assert.deepEqual([both.totals?.records, both.totals?.strays], [2, 0], day);
    }
    const twins = [at("x", "1T12:00:00"), at("x", "1T12:00:00").replace("{", '{"v":2,')];
    const one = await run({ "day 1": [[twins.slice(0, 1)]], "day 2": [[twins]] });
    assert.deepEqual([one.totals?.records, one.totals?.strays], [2, 1]);
    assert.ok(twins.every((text) => one.state.text.includes(text)));
  });

  it("tells a window read again by what it has, not by how much", async () => {
    const late = at("late", "1T12:00:00");
    const base = scripted({ "day 1": [[[at("gone", "1T10:00:00")]]], "day 2": [[[late]]] });
    const changed = scripted({ "day 1": [[[late]]] });
    let readings = 0;
    const changing: Source = {
      ...base,
      pages: (slice, query) => (slice.key === "day 1" && readings++ > 0 ? changed : base).pages(slice, query),
    };
    const { failures } = await exportFrom(changing);
    assert.match(failures[0]?.error.message ?? "", /slice day 1 has other events than when it was read/);
  });

  it("fails where more events come in other windows than can be kept", async () => {
    const many = Array.from({ length: 20_001 }, (_, index) => at(`e${index}`, "2T12:00:00"));
    const { totals } = await run({ "day 1": [[[a, ...many]]], "day 2": [[[]]] });
    assert.match(totals?.failures[0]?.error.message ?? "", /20001 events came in windows of time that are not theirs/);
    const large = ["e1", "e2"].map((id) => at(id, "2T12:00:00").replace("{", `{"v":"${"x".repeat(2 ** 24)}",`));
    const few = await run({ "day 1": [[large]], "day 2": [[[]]] });
    assert.match(few.totals?.failures[0]?.error.message ?? "", /^2 events came in windows/);
  });

  it("recognises an event that comes again many small pages later", async () => {
    const pages = Array.from({ length: 900 }, (_, index): PageTexts => [[`{"id":"e${index}"}`], `t${index}`]);
    const { totals } = await run({ one: [[[a], "t"], ...pages, [[a]]] });
    assert.deepEqual([totals?.records, totals?.duplicates], [901, 1]);
  });

  it("fails where pages under ever new tokens bring nothing new", async () => {
    const pages = Array.from({ length: 100 }, (_, index): PageTexts => [[a], `t${index}`]);
    const { totals } = await run({ one: pages });
    assert.match(totals?.failures[0]?.error.message ?? "", /20 pages of slice one without a new event/);
    assert.equal(totals?.pages, 21);
    const empty = Array.from({ length: 3000 }, (_, index): PageTexts => [[], `t${index}`]);
    const some = await run({ one: [...empty.slice(0, 1500), [[a], "t"], ...empty.slice(1500), [[b]]] });
    assert.deepEqual([some.totals?.records, some.totals?.failures.length], [2, 0]);
    const endless = await run({ one: [[[a], "t"], ...empty] });
    assert.match(endless.totals?.failures[0]?.error.message ?? "", /2000 pages of slice one without a new event/);
  });

  it("exports what has no id, and what cannot be mapped, under the hash of its text, and counts it", async () => {
    const odd = ['{"n":1}', '{"n":1}', '{"id":"broken"}', '{"id":""}'];
    const { state, totals } = await run({ one: [[odd]] });
    const ids = state.text
      .slice(1, -1)
      .split(";")
      .filter((part) => part !== "")
      .map((part) => part.split("=")[0] ?? "");
    assert.equal(ids.length, 4);
    assert.equal(new Set(ids).size, 4);
    for (const id of ids) assert.match(id, /^[0-9a-f]{32}(?:-2)?$/);
    assert.equal(ids[1], `${ids[0]}-2`);
    assert.deepEqual(
      [...(totals?.unreadable ?? [])],
      [
        ["(no id)", 4],
        ["(event)", 1],
      ],
    );
    assert.equal((await run({ one: [[odd]] })).state.text, state.text);
  });

  it("counts what is unknown of what it delivers, once, and twenty names at most", async () => {
    const event = (id: string, day: string, ...unknown: readonly string[]) =>
      JSON.stringify({ id, time: `2026-11-0${day}:00:00Z`, unknown });
    const stray = event("stray", "2T12", "s");
    const bound = event("bound", "2T00", "b");
    const { totals } = await run({
      "day 1": [[[event("one", "1T12", "a", "a"), stray, bound]]],
      "day 2": [[[bound, bound, event("two", "2T13", "a")]]],
    });
    assert.deepEqual(Object.fromEntries(totals?.unknown ?? []), { a: 3, b: 1, s: 1 });
    const names = Array.from({ length: 30 }, (_, index) => `n${index}`);
    const many = await run({ one: [[names.map((name) => event(name, "1T12", name, "n3"))]] });
    const counts = Object.fromEntries(many.totals?.unknown ?? []);
    assert.deepEqual([Object.keys(counts).length, counts["n3"], counts["(others)"]], [21, 31, 10]);
  });

  it("fails on a page token that comes again, after delivering the page it came with", async () => {
    for (const pages of [
      [
        [[a], "t1"],
        [[b], "t1"],
        [[c], "t1"],
      ],
      [
        [[a], "t1"],
        [[b], "t2"],
        [[c], "t1"],
      ],
    ] as const) {
      const { state, totals } = await run({ one: pages });
      assert.match(state.text, /b=/);
      assert.equal(state.ended, "aborted");
      assert.equal(totals?.failures[0]?.error.code, "temporary");
      assert.match(totals?.failures[0]?.error.message ?? "", /same page token twice for slice one/);
    }
  });

  it("notes a slice that fails, and reads the others", async () => {
    const { state, totals } = await run({ one: [[[a]]], two: [[[b], "t"], ofSlice("temporary")], three: [[[c]]] });
    assert.equal(state.text, `[a=${a};b=${b};c=${c};]`);
    assert.equal(state.ended, "committed");
    assert.deepEqual(
      totals?.failures.map(({ slice, error }) => [slice?.key, error.code]),
      [["two", "temporary"]],
    );
    assert.equal(totals?.complete, 2);
  });

  it("keeps what a limit asked for, though a slice before it failed", async () => {
    const { state, totals } = await run({ one: [ofSlice("notFound")], two: [[[a, b, c]]] }, { limit: 2 });
    assert.deepEqual([state.text, state.ended], [`[a=${a};b=${b};]`, "committed"]);
    assert.deepEqual([totals?.failures.length, totals && allFailed(totals)], [1, false]);
  });

  it("keeps what there was of a slice of which the service has no more to give", async () => {
    const { state, totals } = await run({ one: [[[a], "t"], ofSlice("incomplete")] });
    assert.deepEqual([state.text, state.ended], [`[a=${a};]`, "committed"]);
    assert.equal(totals && allFailed(totals), false);
    const nothing = await run({ one: [ofSlice("incomplete")] });
    assert.deepEqual([nothing.state.text, nothing.state.ended], ["", "aborted"]);
  });

  it("leaves nothing that looks whole when every slice failed", async () => {
    const { state, totals } = await run({ one: [ofSlice("notFound")] });
    assert.deepEqual([state.text, state.ended], ["", "aborted"]);
    assert.equal(totals?.failures.length, 1);
  });

  it("ends at once with a failure that holds for all", async () => {
    const { state, error } = await run({ one: [[[a]]], two: [new ExportError("auth", "made auth")] });
    assert.equal(state.ended, "aborted");
    assert.ok(error instanceof ExportError && error.code === "auth");
  });

  it("notes a list of slices that is known to be short, after reading what it had", async () => {
    const listFailure = new ExportError("incomplete", "one is missing", { ofSlice: true });
    const { state, totals } = await run({ one: [[[a]]] }, { listFailure });
    assert.equal(state.text, `[a=${a};]`);
    assert.deepEqual(
      totals?.failures,
      [{ slice: undefined, error: listFailure }].map((failure) => ({ kind: "failed", ...failure })),
    );
  });

  it("ends with the reason of an abort", async () => {
    const reason = new ExportError("interrupted", "ended");
    const { state, error } = await run({ one: [[[a]]] }, { signal: AbortSignal.abort(reason) });
    assert.equal(error, reason);
    assert.equal(state.ended, "aborted");
  });
});
