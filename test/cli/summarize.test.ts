import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Manifest } from "../../src/archive/format.ts";
import { committedSegments } from "../../src/archive/read-records.ts";
import { headText, sha256Of } from "../../src/archive/store.ts";
import { createLineSplitter } from "../../src/cli/summarize/line-splitter.ts";
import type { AuditRecord } from "../../src/core/types.ts";
import { textWidth } from "../../src/formats/text-width.ts";
import { wellKnownCases } from "../../src/sandbox/cases/model.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { linesOf } from "../support/invocation.ts";
import { type InProcess, runInProcess } from "../support/in-process.ts";

type Some = Partial<AuditRecord>;

let nextId = 0;

function line(some: Some = {}, raw = "{}"): string {
  const record = {
    schema: "audit-export/1",
    source: "cases",
    id: `event-${nextId++}`,
    time: "2026-11-01T10:00:00Z",
    action: "Case.Updated",
    actor: null,
    target: null,
    outcome: null,
    address: null,
    changes: [],
    scope: {},
    ...some,
  };
  return `${JSON.stringify(record).slice(0, -1)},"raw":${raw}}\n`;
}

function user(id: string | null, name: string | null): Some {
  return { actor: { id, name, type: "user" } };
}

interface Row {
  readonly by: string;
  readonly value: unknown;
  readonly count: number;
  readonly share: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly id: string | null;
}

const directory = mkdtempSync(join(tmpdir(), "audit-export-summarize-"));
after(() => rmSync(directory, { recursive: true }));

const utf8 = { env: { LC_ALL: "C.UTF-8", TERM: "xterm" } };

function summarize(parameters: readonly string[], settings: InProcess = {}) {
  return runInProcess(["summarize", ...parameters], { directory, ...utf8, ...settings });
}

async function rowsOf(parameters: readonly string[], input: string): Promise<readonly Row[]> {
  const { code, stdout, stderr } = await summarize(parameters, { input });
  assert.equal(code, 0, stderr);
  return linesOf(stdout).map((text) => JSON.parse(text) as Row);
}

describe("what summarize counts", () => {
  it("is every record once in each dimension, with the span of its times", async () => {
    const input = [
      line({ ...user("u1", "Ann"), time: "2026-11-01T10:00:00.5Z" }),
      line({ ...user("u1", "Ann"), time: "2026-11-01T10:00:00Z", action: "Case.Created" }),
      line({ source: "genesys", time: null }),
      "\n",
      line({ time: "2026-11-03T00:00:00Z" }).trimEnd(),
    ].join("");
    const rows = await rowsOf([], input);
    const [first, last] = ["2026-11-01T10:00:00Z", "2026-11-01T10:00:00.5Z"];
    assert.deepEqual(rows.slice(0, 4), [
      { by: "actor", value: "Ann", count: 2, share: 0.5, first, last, id: "u1" },
      {
        by: "actor",
        value: null,
        count: 2,
        share: 0.5,
        first: "2026-11-03T00:00:00Z",
        last: "2026-11-03T00:00:00Z",
        id: null,
      },
      {
        by: "action",
        value: "Case.Updated",
        count: 3,
        share: 0.75,
        first: last,
        last: "2026-11-03T00:00:00Z",
        id: null,
      },
      { by: "action", value: "Case.Created", count: 1, share: 0.25, first, last: first, id: null },
    ]);
    assert.deepEqual(
      rows.slice(4).map(({ by, value, count }) => [by, value, count]),
      [
        ["day", "2026-11-01", 2],
        ["day", "2026-11-03", 1],
        ["day", null, 1],
      ],
    );
  });

  it("keeps apart what only looks alike: two ids of one name, a name and an id, null and the text", async () => {
    const actors = [user("u1", "Ann"), user("u2", "Ann"), user("u1", null), user(null, "u1"), user(null, "none"), {}];
    const input = actors.map((actor) => line(actor)).join("");
    const rows = await rowsOf(["--by", "actor"], input);
    assert.deepEqual(
      rows.map(({ value, id, count }) => [value, id, count]).toSorted(),
      [
        ["Ann", "u1", 2],
        ["Ann", "u2", 1],
        ["none", null, 1],
        ["u1", null, 1],
        [null, null, 1],
      ].toSorted(),
    );
    const { stdout } = await summarize(["--by", "actor", "-f", "table"], { input });
    const labels = linesOf(stdout)
      .slice(4)
      .map((text) => text.replace(/ +\d.*/, ""));
    assert.deepEqual(labels.toSorted(), ['"none"', "Ann u1", "Ann u2", "none", "u1"]);
  });

  it("keeps apart targets of one id and two types, and gives time in its order", async () => {
    const target = { id: "7", name: null, type: "case" };
    const input =
      line({ target, time: "2026-11-02T00:00:00Z" }) +
      line({ target, time: "2026-11-02T00:00:00Z" }) +
      line({ target: { ...target, type: "project" } });
    const rows = await rowsOf(["--by", "target", "--by", "day"], input);
    assert.deepEqual(
      rows.map(({ value, count }) => [value, count]),
      [
        ["7", 2],
        ["7", 1],
        ["2026-11-01", 1],
        ["2026-11-02", 2],
      ],
    );
  });

  it("reads any path as the event has it, with the digits that parsing would round", async () => {
    const input =
      line({}, '{"n":12345678901234567891,"o":{"a" : 1}}') +
      line({}, '{"n":12345678901234567890,"o":{"a":1}}') +
      line({}, '{"n":"12345678901234567890"}');
    const { stdout } = await summarize(["--by", "raw.n", "--by", "raw.o"], { input });
    assert.deepEqual(
      linesOf(stdout).map((text) => /"value":(.*),"count":(\d+)/.exec(text)?.slice(1)),
      [
        ["12345678901234567890", "1"],
        ['"12345678901234567890"', "1"],
        ["12345678901234567891", "1"],
        ['{"a":1}', "2"],
        ["null", "1"],
      ],
    );
  });

  it("is limited by --where and half open by --since and --until, and says what comes twice", async () => {
    const input =
      line({ time: "2026-11-01T00:00:00Z", id: "twice" }) +
      line({ time: "2026-11-01T23:59:59.999Z", id: "twice" }) +
      line({ time: "2026-11-01T12:00:00Z", id: "twice", source: "genesys" }) +
      line({ time: "2026-11-01T12:00:00Z", action: "Case.Deleted" }) +
      line({ time: "2026-11-02T00:00:00Z" }) +
      line({ time: null });
    const window = ["--since", "2026-11-01", "--until", "2026-11-02"];
    const { stdout, stderr } = await summarize([...window, "--where", "action!=Case.Deleted", "--by", "source"], {
      input,
    });
    assert.deepEqual(
      linesOf(stdout).map((text) => JSON.parse(text).count),
      [3, 1],
    );
    assert.match(
      stderr,
      /^warning: 1 record has the source and id of another; all are counted\n4 records of 2 sources, /,
    );
  });

  it("is cut to --top, of all formats", async () => {
    const input = ["a", "b", "b", "c", "c", "c"].map((action) => line({ action })).join("");
    assert.deepEqual(
      (await rowsOf(["--by", "action", "--top", "2"], input)).map(({ value }) => value),
      ["c", "b"],
    );
    const { stdout } = await summarize(["--by", "action", "--top", "1", "-f", "table"], { input });
    assert.match(stdout, /\nc +3 +50\.0% .*\n2 more +3 +50\.0%\n$/);
    const csv = await summarize(["--by", "action", "--top", "1", "-f", "csv"], { input: line({ action: "=1+1" }) });
    assert.equal(linesOf(csv.stdout)[1], "action,'=1+1,1,1,2026-11-01T10:00:00Z,2026-11-01T10:00:00Z,\r");
    assert.deepEqual(JSON.parse((await summarize(["-f", "json"])).stdout), []);
  });
});

describe("the table of summarize", () => {
  const input =
    [1, 1, 1, 1, 4]
      .map((day) => line({ ...user("u1", "Łucja Wiśniewskaさん\u001b[2J\u202e"), time: `2026-11-0${day}T10:00:00Z` }))
      .join("") + line({ time: "2026-11-04T10:00:00Z" });

  it("draws bars beside what was counted, and days that had nothing", async () => {
    const { stdout } = await summarize(["--by", "actor", "--by", "day"], { input, columns: 60 });
    assert.deepEqual(linesOf(stdout), [
      "6 records of cases, from 2026-11-01T10:00:00Z to 2026-11-04T10:00:00Z",
      "",
      "actor                     count   share",
      "─".repeat(60),
      String.raw`Łucja Wiśniewskaさん\u0…      5   83.3%  ███████████████████`,
      "none                          1   16.7%  ███▊",
      "",
      "day (UTC)                 count   share",
      "─".repeat(60),
      "2026-11-01                    4   66.7%  ███████████████████",
      "2026-11-02                    0    0.0%",
      "2026-11-03                    0    0.0%",
      "2026-11-04                    2   33.3%  █████████▌",
    ]);
  });

  it("keeps to any terminal, and gives no bars where they have no room", async () => {
    for (const columns of [24, 31, 40, 55, 80, 200]) {
      const { stdout } = await summarize([], { input, columns });
      const [, ...lines] = linesOf(stdout);
      assert.deepEqual(
        lines.filter((text) => textWidth(text) > columns),
        [],
        String(columns),
      );
      assert.equal(stdout.includes("█"), columns >= 40);
      assert.match(stdout, /\n2026-11-04 /);
      assert.doesNotMatch(stdout, /[\u001b\u202e]/);
    }
  });

  it("is drawn in ASCII where nothing else can be shown", async () => {
    const plain = [
      { LC_ALL: "C" },
      { LC_ALL: "", LC_CTYPE: "", LANG: "de_DE.ISO-8859-1" },
      { TERM: "dumb" },
      { TERM: "linux" },
    ];
    for (const env of plain) {
      const { stdout } = await summarize(["--by", "day"], { input, columns: 60, env: { ...utf8.env, ...env } });
      assert.match(stdout, /\n-{60}\n2026-11-01 +4 +66\.7% {2}#{33}\n/);
    }
  });

  it("tells a long course by its busiest days, and what is not shown of it", async () => {
    const days = ["2024-02-28", "2024-03-01", "2024-03-01", "2026-01-01", "9999-12-31"];
    const text = days.map((day) => line({ time: `${day}T00:00:00Z` })).join("");
    const { stdout } = await summarize(["--by", "day", "--by", "month", "--top", "2"], { input: text, columns: 80 });
    assert.match(
      stdout,
      /busiest day \(UTC\) .*\n─+\n2024-03-01 .*\n2024-02-28 .*\n2 more, [\d,]+ without +2 +40\.0%\n/,
    );
    const leap = await summarize(["--by", "day", "--by", "hour"], {
      input: days
        .slice(0, 3)
        .map((day) => line({ time: `${day}T05:00:00Z` }))
        .join(""),
      columns: 80,
    });
    assert.match(leap.stdout, /\n2024-02-28 +1 .*\n2024-02-29 +0 .*\n2024-03-01 +2 /);
    assert.match(leap.stdout, /\n00 +0 .*\n01 +0 [^]*\n05 +3 [^]*\n23 +0 /);
  });
});

describe("what summarize reads", () => {
  it("may come in any pieces", () => {
    const lines: string[] = [];
    const splitter = createLineSplitter((text) => void lines.push(text));
    for (const byte of Buffer.from("Ł\r\n\n さ😀\nend")) splitter.take(Uint8Array.of(byte));
    splitter.end();
    assert.deepEqual(lines, ["Ł", "さ😀", "end"]);
  });

  it("is files, packed ones, standard input between them", async () => {
    writeFileSync(join(directory, "plain.ndjson"), `\ufeff${line().replaceAll("\n", "\r\n")}`);
    const members = [gzipSync(line()), gzipSync(line())];
    writeFileSync(join(directory, "members.gz"), Buffer.concat(members));
    const { code, stdout } = await summarize(["plain.ndjson", "-", "members.gz", "--by", "source"], {
      input: gzipSync(line()),
    });
    assert.deepEqual([code, JSON.parse(stdout).count], [0, 4]);
  });

  it("is never passed over when it is no record: the file and the line are named", async () => {
    const record = JSON.parse(line()) as object;
    const cases: readonly (readonly [string | Uint8Array, RegExp])[] = [
      [`${line()}\n${line()}{"schema":`, /bad: line 4 is no JSON/],
      [line().slice(0, -3), /line 1 is no JSON/],
      [`[${line().trim()}]`, /line 1 is a JSON array\n {2}next: export with -f ndjson/],
      [`[\n${line().trim()}\n]\n`, /line 1 begins a JSON array\n/],
      [
        '{"eventId":"e","type":"Case.Updated"}\n',
        /line 1 has no "schema":"audit-export\/1"\n.*without --fields and --schema raw/,
      ],
      ["time,source,id\r\n", /line 1 is no JSON/],
      [line().replace("audit-export/1", "audit-export/2"), /schema audit-export\/2/],
      [JSON.stringify({ ...record, time: "yesterday" }), /has no time as records/],
      [JSON.stringify({ ...record, actor: { id: 1 } }), /has no actor as records/],
      [JSON.stringify({ ...record, raw: undefined }), /has no raw as records/],
      [Buffer.from([...Buffer.from(line()), 0xff, 0xfe, 0x0a]), /line 2 is no UTF-8/],
      [gzipSync(line()).subarray(0, -9), /could not read bad: unexpected end of file/],
      [Buffer.concat([gzipSync(line()), Buffer.from([0, 0, 1])]), /could not read bad: what is at its end is no gzip/],
      [Buffer.alloc(65 * 2 ** 20, 0x61), /line 1 is longer than any record/],
    ];
    for (const [content, message] of cases) {
      writeFileSync(join(directory, "bad"), content);
      const { code, stdout, stderr } = await summarize(["bad"]);
      assert.deepEqual([code, stdout], [78, ""], stderr);
      assert.match(stderr, message);
      assert.match(stderr, /^error: [^\n]+\n {2}next: [^\n]+\n$/);
    }
  });

  it("is named as it can be shown, and what cannot be read with it", async () => {
    const { code, stderr } = await summarize(["no\u001b[2J-such"]);
    assert.equal(code, 78);
    assert.match(stderr, /^error: could not read no\\u001b\[2J-such: ENOENT/);
    const mistakes: Readonly<Record<string, readonly string[]>> = {
      "named twice": ["-", "-"],
      '"day" twice': ["--by", "day", "--by", "day"],
      'no "actoin"': ["--by", "actoin"],
      "more than one field": ["--by", "actor,action"],
      "not before": ["--since", "2026-11-02", "--until", "2026-11-01"],
      'no format "xml"': ["-f", "xml"],
    };
    for (const [message, parameters] of Object.entries(mistakes)) {
      const result = await summarize(parameters, { input: "no record" });
      assert.equal(result.code, 2, message);
      assert.ok(result.stderr.includes(message), result.stderr);
    }
  });

  it("ends with 130 when a signal comes, though standard input stays open", async () => {
    const { ExportError } = await import("../../src/core/errors.ts");
    const signal = AbortSignal.abort(new ExportError("interrupted", "ended by SIGINT"));
    assert.equal((await summarize(["-"], { signal, input: line() })).code, 130);
  });
});

describe("summarize of an archive", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  const archive = join(directory, "archive");
  const segment = (): string => {
    const manifest = JSON.parse(readFileSync(join(archive, "manifests/000001.json"), "utf8"));
    return join(archive, manifest.segments[0].path);
  };

  it("reads what was committed and nothing else, and vouches for it", async () => {
    const parameters = ["cases", "--case-id", wellKnownCases.pageAndOne, "--archive", archive, "-q"];
    const exported = await runInProcess(parameters, { env: sandbox.environment });
    assert.equal(exported.code, 0, exported.stderr);
    writeFileSync(join(archive, "segments/000002.ndjson.gz"), gzipSync("of a run that did not end\n"));
    const { code, stdout } = await summarize([archive, "--by", "source"]);
    assert.deepEqual([code, JSON.parse(stdout).count], [0, 26]);

    const whole = readFileSync(segment());
    const lines = gunzipSync(whole).toString();
    for (const [changed, message] of [
      [gzipSync(lines.replace("Case.Updated", "Case.Deleted")), /another SHA-256 than its manifest says/],
      [gzipSync("no record\n"), /\.ndjson\.gz: line 1 is no JSON/],
      [whole.subarray(0, -20), /unexpected end of file/],
    ] as const) {
      writeFileSync(segment(), changed);
      const result = await summarize([archive]);
      assert.deepEqual([result.code, result.stdout], [5, ""]);
      assert.match(result.stderr, message);
      assert.match(result.stderr, /^error: the archive is damaged: [^\n]+\n {2}next: [^\n]+\n$/);
    }
    rmSync(segment());
    assert.equal((await summarize([archive])).code, 5);
  });

  it("reads runs in their order, and no file but those that runs write", async () => {
    const first = readFileSync(join(archive, "manifests/000001.json"), "utf8");
    const manifest = JSON.parse(first) as Manifest;
    const [own] = manifest.segments;
    assert.ok(own !== undefined);
    for (const path of ["segments/2026/01/000002.ndjson.gz", "segments/../../secret/000002.ndjson.gz", own.path]) {
      const second = { ...manifest, number: 2, previous: sha256Of(first), segments: [{ ...own, path }] };
      const text = JSON.stringify(second);
      writeFileSync(join(archive, "manifests/000002.json"), text);
      writeFileSync(join(archive, "HEAD"), headText({ number: 2, sha256: sha256Of(text) }));
      const paths = committedSegments(archive).then((segments) => segments.map((segment) => segment.path));
      if (path.startsWith("segments/2026/01")) assert.deepEqual(await paths, [own.path, path]);
      else await assert.rejects(paths, /run 000002 names a segment that no run writes/);
    }
  });

  it("is refused where there is none, or where HEAD was put back", async () => {
    const { code, stderr } = await summarize(["."]);
    assert.equal(code, 78);
    assert.match(stderr, /is no archive\n {2}next: /);
    writeFileSync(join(archive, "manifests/000004.json"), "{}");
    assert.match((await summarize([archive])).stderr, /HEAD names run 000002, but there are files of run 000004/);
  });
});
