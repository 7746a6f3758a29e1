import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isTooLarge } from "../../src/sandbox/genesys/file.ts";
import { type AuditMessage, wellKnownAudits } from "../../src/sandbox/genesys/model.ts";
import { busyDay, seededGenesys } from "../../src/sandbox/genesys/seed.ts";
import { hostileTexts } from "../../src/sandbox/hostile-text.ts";
import { startSandbox } from "../../src/sandbox/server.ts";
import { runCli } from "../support/cli.ts";
import { linesOf, rawTextOf } from "../support/invocation.ts";

const now = new Date("2026-11-22T15:30:00Z");
const data = seededGenesys(1, now);
const events = data.events.map((text) => JSON.parse(text) as AuditMessage);
const day = 86_400_000;

describe("the seeded audits", () => {
  it("are the same for a seed and a day, other for another seed", () => {
    assert.deepEqual(seededGenesys(1, now).events, data.events);
    const ids = new Set(events.map(({ id }) => id));
    const others = seededGenesys(2, now).events.map((text) => (JSON.parse(text) as AuditMessage).id);
    assert.deepEqual(others.filter((id) => ids.has(id)).toSorted(), Object.values(wellKnownAudits).toSorted());
  });

  it("are in order, each with an id of its own, up to an hour before now and forty days back", () => {
    const times = events.map(({ eventDate }) => Date.parse(eventDate));
    assert.deepEqual(
      times,
      times.toSorted((left, right) => left - right),
    );
    assert.equal(new Set(events.map(({ id }) => id)).size, events.length);
    assert.ok((times.at(-1) ?? 0) <= now.getTime() - 3_600_000);
    assert.ok((times[0] ?? 0) < now.getTime() - 35 * day);
    assert.ok(times.filter((time) => time > now.getTime() - 29 * day).length > 1000);
    assert.ok(times.filter((time) => time > now.getTime() - day).length > 10);
  });

  it("share many a second, and are more than a page on the busiest day", () => {
    assert.ok(new Set(events.map(({ eventDate }) => Date.parse(eventDate))).size < events.length * 0.7);
    const { since, until } = busyDay(now);
    const busy = events.filter(({ eventDate }) => eventDate >= since && eventDate < until);
    assert.ok(busy.length > 500);
  });

  it("have one alone that no answer holds", () => {
    const large = data.events.filter((text) => isTooLarge([text]));
    assert.equal(large.length, 1);
    assert.ok(large[0]?.includes(wellKnownAudits.giant));
  });

  it("have every attack, every kind of actor and of outcome", () => {
    const names = new Set(events.map(({ entity }) => entity?.name));
    for (const [name, text] of Object.entries(hostileTexts)) {
      if (name !== "loneSurrogate") assert.ok(names.has(text), name);
    }
    assert.deepEqual(new Set(events.map(({ level }) => level)), new Set(["USER", "SYSTEM"]));
    assert.deepEqual(new Set(events.map(({ status }) => status)), new Set(["SUCCESS", "FAILURE", "WARNING"]));
    assert.ok(events.some(({ client }) => client?.id !== "" && client !== undefined));
  });

  it("are there for every command of the source", async () => {
    const sandbox = await startSandbox({ now: new Date() });
    try {
      const env = sandbox.environment;
      const run = async (...parameters: readonly string[]) => {
        const { code, stdout, stderr } = await runCli(["genesys", ...parameters], { env });
        assert.equal(code, 0, stderr);
        return linesOf(stdout);
      };
      assert.ok((await run()).length > 10);
      const all = (await run("--since", "13d")).map(rawTextOf);
      const realtime = (await run("realtime", "--since", "13d")).map(rawTextOf);
      assert.ok(realtime.length > 100 && realtime.length < all.length);
      assert.ok(realtime.every((text) => all.includes(text)));
      assert.equal((await run("related", wellKnownAudits.initiator)).length, 3);
      const services = await run("services");
      assert.ok(services.length > (await run("services", "--realtime")).length);
      const filtered = (await run("--since", "30d", "--filter", "EntityType=OAuthClient")).map(rawTextOf);
      assert.ok(filtered.length > 0 && filtered.every((text) => text.includes('"entityType":"OAuthClient"')));
      const named = await run(
        "--since",
        "30d",
        "--filter",
        "EntityType=Role",
        "--expand",
        "user",
        "--fields",
        "actor.name",
      );
      assert.ok(named.some((line) => /"actor\.name":"./.test(line)));
    } finally {
      await sandbox.close();
    }
  });
});
