import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseInstant } from "../../src/core/time.ts";
import { type EventLogEntry, wellKnownEventNames, wellKnownSpaces } from "../../src/sandbox/codecatalyst/model.ts";
import { seededCodeCatalyst } from "../../src/sandbox/codecatalyst/seed.ts";
import { hostileTexts } from "../../src/sandbox/hostile-text.ts";
import { startSandbox } from "../../src/sandbox/server.ts";

const now = new Date("2026-11-22T15:30:00.250Z");
const data = seededCodeCatalyst(1, now);
const [large, small] = data.spaces;
const events = large?.events ?? [];
const entries = events.map(({ text }): EventLogEntry => JSON.parse(text));
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

describe("the seeded event log", () => {
  it("is the same for a seed and a moment, and other for another seed", () => {
    assert.deepEqual(textsOf(seededCodeCatalyst(1, now)), textsOf(data));
    const other = new Set(textsOf(seededCodeCatalyst(2, now)));
    assert.ok(textsOf(data).every((text) => !other.has(text)));
    assert.deepEqual(
      data.spaces.map(({ name }) => name),
      Object.values(wellKnownSpaces),
    );
  });

  it("moves with the days, and with nothing else", () => {
    const tomorrow = seededCodeCatalyst(1, new Date(now.getTime() + 86_400_000));
    const ids = (from: typeof data) => textsOf(from).map((text) => (JSON.parse(text) as EventLogEntry).id);
    assert.deepEqual(ids(tomorrow), ids(data));
    assert.notDeepEqual(textsOf(tomorrow), textsOf(data));
    const later = seededCodeCatalyst(1, new Date(now.getTime() + 3_600_000));
    assert.ok(textsOf(data).every((text) => textsOf(later).includes(text)));
  });

  it("has more than 1,000 events of the last 40 days, some of the last 24 hours, none to come", () => {
    assert.ok(events.length > 1000);
    assert.ok(events.filter(({ time }) => time > daysAgo(1)).length > 20);
    assert.ok(events.filter(({ time }) => time < daysAgo(30)).length > 100);
    assert.ok(events.every(({ time }) => time > daysAgo(40) && time < now.toISOString()));
    assert.ok((small?.events.length ?? 0) > 20);
    assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length);
    // Whatever the hour: also right after midnight there is a yesterday.
    const early = seededCodeCatalyst(1, new Date("2026-11-22T00:00:00Z")).spaces[0]?.events ?? [];
    assert.ok((early[0]?.time ?? "") < "2026-11-22" && (early[0]?.time ?? "") > "2026-11-21");
  });

  it("is held the newest first, by the time its texts say", () => {
    for (const [index, { time, name, text }] of events.entries()) {
      const { eventTime, eventName } = JSON.parse(text) as EventLogEntry;
      assert.match(eventTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
      assert.equal(parseInstant(eventTime), time);
      assert.equal(eventName, name);
      assert.ok(time >= (events[index + 1]?.time ?? ""));
    }
  });

  it("has several events on each border of a day, and at one microsecond", () => {
    const days = new Set(events.map(({ time }) => time.slice(0, 10)));
    assert.equal(days.size, 39);
    for (const day of days) {
      assert.ok(events.filter(({ time }) => time === `${day}T00:00:00.000000Z`).length >= 3, day);
    }
    assert.equal(events.filter(({ time }) => time.includes("23:59:59.999999")).length, 38);
  });

  it("has the well-known events, each kind on one day", () => {
    for (const [name, count] of [
      [wellKnownEventNames.removal, 60],
      [wellKnownEventNames.bulk, 300],
    ] as const) {
      const found = events.filter((event) => event.name === name);
      assert.equal(found.length, count);
      assert.equal(new Set(found.map(({ time }) => time.slice(0, 10))).size, 1);
    }
    const times = events.filter(({ name }) => name === wellKnownEventNames.removal).map(({ time }) => time);
    assert.equal(new Set(times).size, 20);
  });

  it("shows every kind of user, operation, target and end, and payloads that are JSON in a text", () => {
    const kinds = (values: readonly (string | undefined)[]) => [...new Set(values)].toSorted();
    assert.deepEqual(kinds(entries.map(({ userIdentity }) => userIdentity.userType)), [
      "AWS_ACCOUNT",
      "UNKNOWN",
      "USER",
    ]);
    assert.deepEqual(kinds(entries.map(({ operationType }) => operationType)), ["MUTATION", "READONLY"]);
    for (const shown of [
      (entry: EventLogEntry) => entry.projectInformation === undefined,
      (entry: EventLogEntry) => entry.projectInformation?.projectId === undefined,
      (entry: EventLogEntry) => entry.errorCode !== undefined,
      (entry: EventLogEntry) => entry.sourceIpAddress === undefined,
      (entry: EventLogEntry) => entry.userIdentity.userName === undefined,
      (entry: EventLogEntry) => entry.responsePayload !== undefined,
      (entry: EventLogEntry) => entry.eventName === "listEventLogs",
    ]) {
      const count = entries.filter(shown).length;
      assert.ok(count > 10 && count < entries.length, String(shown));
    }
    const payloads = entries.flatMap((entry) => entry.requestPayload?.data ?? []);
    const said = payloads.flatMap((payload) => Object.values(JSON.parse(payload) as object));
    const seen = Object.values(hostileTexts).filter((text) => said.includes(text));
    assert.ok(seen.length > 30, `${seen.length} hostile texts`);
  });

  it("is told by the sandbox as of its start, or of the moment given", async () => {
    const [usual, given] = await Promise.all([startSandbox(), startSandbox({ now })]);
    await Promise.all([usual.close(), given.close()]);
    assert.deepEqual(textsOf(given.data.codecatalyst), textsOf(data));
    const newest = usual.data.codecatalyst.spaces[0]?.events[0]?.time ?? "";
    assert.ok(Date.now() - Date.parse(newest) < 86_400_000);
    assert.equal(usual.environment["AUDIT_EXPORT_SPACE"], wellKnownSpaces.large);
  });
});

function textsOf(from: typeof data): readonly string[] {
  return from.spaces.flatMap((space) => space.events.map(({ text }) => text));
}
