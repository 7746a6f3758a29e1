import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { compareInstants, parseInstant } from "../../../src/core/time.ts";
import { type ClosedWindow, dayWindows, requestTimes } from "../../../src/sources/codecatalyst/windows.ts";
import { linesOf } from "../../support/invocation.ts";
import { awsError } from "../../support/http.ts";
import { answering, event, type Held, held, json, micros, oneWindow, runWith } from "./service.ts";

const later = new Date("2030-01-01T00:00:00Z");

function cut(since: string, until: string, now = later): readonly string[] {
  return [...dayWindows({ since, until }, now)].map((part) => `${part.since}/${part.until}`);
}

describe("a window is cut", () => {
  const whole: readonly (readonly [since: string, until: string, parts: readonly string[]])[] = [
    ["2026-11-01T09:00:00Z", "2026-11-01T09:00:00.000001Z", ["2026-11-01T09:00:00Z/2026-11-01T09:00:00.000001Z"]],
    ["2026-11-01T00:00:00Z", "2026-11-02T00:00:00.000Z", ["2026-11-01T00:00:00Z/2026-11-02T00:00:00.000Z"]],
    [
      "2026-11-01T23:59:59.9999999Z",
      "2026-11-02T00:00:00.0000001Z",
      ["2026-11-01T23:59:59.9999999Z/2026-11-02T00:00:00Z", "2026-11-02T00:00:00Z/2026-11-02T00:00:00.0000001Z"],
    ],
    [
      "2024-02-28T12:00:00Z",
      "2024-03-01T12:00:00Z",
      [
        "2024-02-28T12:00:00Z/2024-02-29T00:00:00Z",
        "2024-02-29T00:00:00Z/2024-03-01T00:00:00Z",
        "2024-03-01T00:00:00Z/2024-03-01T12:00:00Z",
      ],
    ],
    // Before there was a service there is nothing to be read in parallel.
    [
      "0001-01-01T00:00:00Z",
      "2022-12-02T00:00:00.5Z",
      [
        "0001-01-01T00:00:00Z/2022-12-01T00:00:00Z",
        "2022-12-01T18:00:00Z/2022-12-02T00:00:00Z",
        "2022-12-01T12:00:00Z/2022-12-01T18:00:00Z",
        "2022-12-01T06:00:00Z/2022-12-01T12:00:00Z",
        "2022-12-01T00:00:00Z/2022-12-01T06:00:00Z",
        "2022-12-02T00:00:00Z/2022-12-02T00:00:00.5Z",
      ],
    ],
    ["2022-11-01T00:00:00Z", "2022-12-01T00:00:00Z", ["2022-11-01T00:00:00Z/2022-12-01T00:00:00Z"]],
    ["9999-12-31T12:00:00Z", "9999-12-31T13:00:00Z", ["9999-12-31T12:00:00Z/9999-12-31T13:00:00Z"]],
  ];
  for (const [since, until, parts] of whole) {
    it(`at the UTC midnights in ${since}/${until}`, () => assert.deepEqual(cut(since, until), parts));
  }

  it("more often at the end of one of more than eight days, the newest part of a day first", () => {
    const parts = cut("2026-11-01T03:00:00Z", "2026-11-10T15:00:00Z");
    const midnights = parts.slice(0, 8).map((part) => part.split("/")[1]);
    assert.deepEqual(
      midnights,
      [2, 3, 4, 5, 6, 7, 8, 9].map((day) => `2026-11-${String(day).padStart(2, "0")}T00:00:00Z`),
    );
    assert.deepEqual(
      parts.slice(8).map((part) => part.split("/")[0]),
      ["09T18", "09T12", "09T06", "09T00", "10T12", "10T06", "10T00"].map((hour) => `2026-11-${hour}:00:00Z`),
    );
    assert.equal(cut("2026-11-01T03:00:00Z", "2026-11-09T03:00:00Z").length, 9);
  });

  it("nowhere in the future, where nothing can be", () => {
    const now = new Date("2026-11-02T10:00:00Z");
    assert.deepEqual(cut("2026-11-01T12:00:00Z", "2099-01-01T00:00:00Z", now), [
      "2026-11-01T12:00:00Z/2026-11-02T00:00:00Z",
      "2026-11-02T00:00:00Z/2099-01-01T00:00:00Z",
    ]);
    assert.equal(cut("2027-01-01T00:00:00Z", "2099-01-01T00:00:00Z", now).length, 1);
  });

  it("into parts that leave nothing out and have nothing twice", () => {
    const window = { since: "2023-12-25T01:02:03.4Z", until: "2026-11-22T23:00:00Z" };
    const parts = [...dayWindows(window, later)].toSorted((one, other) => compareInstants(one.since, other.since));
    assert.equal(parts.length, 1070);
    assert.deepEqual([parts[0]?.since, parts.at(-1)?.until], ["2023-12-25T01:02:03.4Z", "2026-11-22T23:00:00Z"]);
    for (const [index, { since, until }] of parts.entries()) {
      assert.ok(compareInstants(since, until) < 0);
      assert.ok(Date.parse(until) - Date.parse(since) <= 86_400_000);
      assert.equal(until, parts[index + 1]?.since ?? until);
    }
  });
});

describe("the times asked for", () => {
  const asked: readonly (readonly [window: ClosedWindow, startTime: string, endTime: string])[] = [
    [{ since: "2026-11-01T10:00:00Z", until: "2026-11-01T11:00:00Z" }, "09:59:59.000", "11:00:01.000"],
    [{ since: "2026-11-01T10:00:00.0005Z", until: "2026-11-01T11:00:00.0005Z" }, "09:59:59.000", "11:00:01.001"],
    [{ since: "2026-11-01T10:00:00.9999999Z", until: "2026-11-01T10:59:59.9999999Z" }, "09:59:59.999", "11:00:01.000"],
    [{ since: "2026-11-01T10:00:00.5Z", until: "2026-11-01T10:00:00.5010Z" }, "09:59:59.500", "10:00:01.501"],
    [{ since: "2026-11-01T10:00:00.12Z", until: "2026-11-01T10:59:60.5Z" }, "09:59:59.120", "11:00:01.500"],
  ];
  for (const [window, startTime, endTime] of asked) {
    it(`are whole milliseconds, a second around ${window.since}/${window.until}`, () => {
      const times = requestTimes(window, later);
      assert.equal(times.startTime.toISOString(), `2026-11-01T${startTime}Z`);
      assert.equal(times.endTime.toISOString(), `2026-11-01T${endTime}Z`);
    });
  }

  const started = new Date("2026-11-01T10:00:00.500Z");
  const ends: readonly (readonly [until: string, endTime: string])[] = [
    ["09:59:59Z", "10:00:00.000"],
    ["09:59:59.5Z", "10:00:00.500"],
    ["09:59:59.9Z", "10:00:00.500"],
    ["10:00:00.4999Z", "10:00:00.500"],
    ["10:00:00.5Z", "10:00:00.500"],
    ["10:00:00.5001Z", "10:00:00.501"],
    ["12:00:00Z", "12:00:00.000"],
  ];
  for (const [until, endTime] of ends) {
    it(`until ${until} end at ${endTime}, in a run of 10:00:00.500`, () => {
      const { endTime: end } = requestTimes({ since: "2026-11-01T09:00:00Z", until: `2026-11-01T${until}` }, started);
      assert.equal(end.toISOString(), `2026-11-01T${endTime}Z`);
    });
  }

  it("do not begin before all times", () => {
    const { startTime } = requestTimes({ since: "0000-01-01T00:00:00Z", until: "2026-11-01T10:00:00Z" }, later);
    assert.equal(startTime.toISOString(), "0000-01-01T00:00:00.000Z");
  });
});

/** Events around every border that there can be, several of them at the same microsecond. */
function bordering(): readonly Held[] {
  return ["2026-10-30", "2026-10-31", "2026-11-01", "2026-11-02"].flatMap((day) => {
    const midnight = micros(`${day}T00:00:00Z`);
    return [-1000, -1, 0, 0, 0, 1, 999, 1000, 43_200_000_000, 43_200_000_000].map((offset, index) =>
      held(`${day}-${index}`, midnight + offset),
    );
  });
}

describe("the window of an export", () => {
  const all = bordering();
  const timeOf = ({ text }: Held) => parseInstant(String((JSON.parse(text) as { eventTime: string }).eventTime)) ?? "";
  const ends = [
    "2026-10-29T23:59:59.999Z",
    "2026-10-30T00:00:00Z",
    "2026-10-30T00:00:00.000001Z",
    "2026-10-30T12:00:00.0000001Z",
    "2026-11-01T00:00:00Z",
    "2026-11-01T00:00:00.001Z",
    "2026-11-02T00:00:00.000999Z",
    "2026-11-03T00:00:00Z",
  ];
  for (const [index, since] of ends.entries()) {
    // Each bound as an end and as a beginning, of a window to the next bound and of one over several.
    for (const until of ends.slice(index + 1).filter((_, further) => further === 0 || further === 3)) {
      it(`${since}/${until} has each event of it exactly once, the days in order`, async () => {
        const wanted = all.filter(
          (one) => compareInstants(timeOf(one), since) >= 0 && compareInstants(timeOf(one), until) < 0,
        );
        const parameters = ["--space", "ExampleCorp", "--since", since, "--until", until, "--page-size", "3"];
        const { code, texts, stderr } = await runWith({ events: answering(all) }, parameters);
        assert.equal(code, 0, stderr);
        assert.deepEqual(texts.toSorted(), wanted.map(({ text }) => text).toSorted());
        const days = texts.map((text) => String((JSON.parse(text) as { eventTime: string }).eventTime).slice(0, 10));
        assert.deepEqual(days, days.toSorted());
      });
    }
  }

  it("is the last 24 hours unless told otherwise, and ends when the run starts", async () => {
    const before = Date.now();
    const { code, asked, stderr } = await runWith({}, ["--space", "ExampleCorp"]);
    const after = Date.now();
    assert.equal(code, 0, stderr);
    const since = Math.min(...asked.map(({ body }) => Date.parse(String(body["startTime"]))));
    const until = Math.max(...asked.map(({ body }) => Date.parse(String(body["endTime"]))));
    // A second more at the beginning, for services that round; none at the end, which would be still to come.
    const start = since + 86_401_000;
    assert.ok(start >= before && start <= until);
    assert.ok(until >= before && until <= after);
    // The program took longer to get there: its own requests lie outside.
    assert.ok(until < after);
    assert.doesNotMatch(stderr, /warning/);
  });

  for (const round of [Math.floor, Math.ceil]) {
    it(`has all its events also of a service that knows whole seconds only, and takes the ${round.name} of others`, async () => {
      const [since, until] = ["2026-10-30T00:00:00.001Z", "2026-11-02T00:00:00.000999Z"];
      const parameters = ["--space", "ExampleCorp", "--since", since, "--until", until];
      const { code, texts, stderr } = await runWith({ events: answering(all, round) }, parameters);
      assert.equal(code, 0, stderr);
      const wanted = all.filter(
        (one) => compareInstants(timeOf(one), since) >= 0 && compareInstants(timeOf(one), until) < 0,
      );
      assert.deepEqual(texts.toSorted(), wanted.map(({ text }) => text).toSorted());
    });
  }

  it("has an event that the service files under another time than the event's own, after all others", async () => {
    const moved = (id: string, own: string, filed: string) => ({ ...held(id, micros(own)), at: micros(filed) });
    const strange = [
      moved("late", "2026-10-30T23:59:58Z", "2026-10-31T00:00:03Z"),
      moved("early", "2026-11-01T00:00:02Z", "2026-10-31T23:59:57Z"),
      // Within the second that is asked for more, and not of this export.
      moved("near", "2026-10-30T23:59:59.5Z", "2026-10-31T00:00:00Z"),
      moved("outside", "2026-10-28T12:00:00Z", "2026-10-31T12:00:00Z"),
    ];
    const events = answering([...all, ...strange]);
    const { code, texts, stderr } = await runWith({ events }, ["--since", "2026-10-29", "--until", "2026-11-04"]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(texts.toSorted(), [...all, ...strange.slice(0, 3)].map(({ text }) => text).toSorted());
    assert.deepEqual(
      texts.slice(-2).toSorted(),
      strange
        .slice(0, 2)
        .map(({ text }) => text)
        .toSorted(),
    );
    assert.match(
      stderr,
      /^warning: 2 events came in a window of time that is not that of the event, and not in its own/,
    );
  });

  for (const [since, warned] of [
    ["29d", false],
    ["30d", false],
    ["31d", true],
    ["2024-01-01", true],
  ] as const) {
    it(`${since} back is read, ${warned ? "with one warning" : "and warned about nothing"}`, async () => {
      const { code, stderr, texts } = await runWith({ events: json(`{"items":[]}`) }, [
        ...oneWindow,
        "--since",
        since,
        "--until",
        "now",
      ]);
      assert.equal(code, 0, stderr);
      assert.deepEqual(texts, []);
      const warnings = linesOf(stderr).filter((line) => line.startsWith("warning: "));
      assert.equal(warnings.length, warned ? 1 : 0, stderr);
      if (warned) assert.match(warnings[0] ?? "", /more than 30 days ago.*CloudTrail/);
    });
  }

  it("does not depend on --concurrency", async () => {
    const parameters = ["--since", "2026-10-29", "--until", "2026-11-04"];
    const one = await runWith({ events: answering(all) }, [...parameters, "--concurrency", "1"]);
    const many = await runWith({ events: answering(all) }, [...parameters, "--concurrency", "16"]);
    assert.equal(one.texts.length, all.length);
    assert.equal(one.stdout, many.stdout);
  });

  it("of which a part cannot be read: the others are delivered, the unread one is named, the code is 6", async () => {
    const { code, stdout, stderr, texts } = await runWith(
      {
        events(request, response) {
          if (String(request.body["endTime"]).startsWith("2026-11-01"))
            awsError(response, 500, "InternalServerException");
          else answering(all)(request, response);
        },
      },
      ["--since", "2026-10-29", "--until", "2026-11-04", "--max-attempts", "2"],
    );
    assert.equal(code, 6, stderr);
    const wanted = all.filter((one) => !timeOf(one).startsWith("2026-10-31"));
    assert.deepEqual(texts.toSorted(), wanted.map(({ text }) => text).toSorted());
    assert.ok(stdout.endsWith("\n"));
    assert.match(
      stderr,
      /error: could not read the window 2026-10-31T00:00:00Z\/2026-11-01T00:00:00Z of space ExampleCorp: /,
    );
    assert.match(stderr, /incomplete, 1 not read: \d+ events of 5 windows/);
  });

  it("with --event-name is of that name alone, which is part of the scope", async () => {
    const events = answering([...all, held("x", micros("2026-11-01T10:00:00Z"), "deleteSpace")]);
    const { stdout, asked } = await runWith({ events }, [...oneWindow, "--event-name", "deleteSpace"]);
    const record: Readonly<Record<string, unknown>> = JSON.parse(stdout);
    assert.equal(record["id"], "x");
    assert.deepEqual(record["scope"], { space: "ExampleCorp", eventName: "deleteSpace" });
    assert.ok(asked.every(({ body }) => body["eventName"] === "deleteSpace"));
    const plain = await runWith({ events: json(`{"items":[${event("1")}]}`) }, oneWindow);
    assert.deepEqual((JSON.parse(plain.stdout) as { scope: unknown }).scope, { space: "ExampleCorp" });
  });
});
