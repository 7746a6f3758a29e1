import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { linesOf, rawTextOf } from "../../support/invocation.ts";
import { event, events, fail, inTurn, json, pagesOf, requestsTo, runWith, state } from "./service.ts";

function rawTexts(stdout: string): readonly string[] {
  return linesOf(stdout).map(rawTextOf);
}

function records(stdout: string) {
  return linesOf(stdout).map((line) => JSON.parse(line));
}

describe("related", () => {
  it("gives all audits of an act", async () => {
    const texts = events(3);
    const run = await runWith({ related: json(`{"entities":[${texts.join(",")}]}`) }, [
      "related",
      "a-1",
      "--trustor-org",
      "o-1",
      "--expand",
      "user",
    ]);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout), texts);
    const [asked] = requestsTo(run, "/related");
    const sort = [{ name: "Timestamp", sortOrder: "ascending" }];
    assert.deepEqual(asked?.body, { auditId: "a-1", trustorOrgId: "o-1", sort });
    assert.equal(asked?.query.toString(), "expand=user");
    assert.deepEqual(records(run.stdout)[0].scope, { auditId: "a-1", trustorOrgId: "o-1" });
  });

  for (const more of [`"total":7`, `"cursor":"c"`]) {
    it(`that say ${more} are not all: 6`, async () => {
      const run = await runWith({ related: json(`{"entities":[${event("1")}],${more}}`) }, ["related", "a-1"]);
      assert.deepEqual([run.code, rawTexts(run.stdout)], [6, [event("1")]], run.stderr);
    });
  }

  it("of an audit that there is none of is exit 3; without an id, exit 2", async () => {
    const run = await runWith({ related: fail(404, "not.found", "no such audit") }, ["related", "a-1"]);
    assert.deepEqual([run.code, run.stdout], [3, ""]);
    assert.match(run.stderr, /could not read the audits related to a-1: not.found/);
    for (const parameters of [["related"], ["related", ""], ["related", "a", "b"]]) {
      assert.equal((await runWith({}, parameters)).code, 2);
    }
  });
});

describe("services", () => {
  const mapping = `{"services":[
    {"name":"Quality","entities":[{"name":"Recording","actions":["View","Download"],"new":12345678901234567890},{"actions":[]}]},
    {"entities":[],"name":"Empty"},
    {"name":"Outbound","entities":[{ "name":"Campaign" }]}]}`;

  it("gives a record for each entity of each", async () => {
    const run = await runWith({ services: json(mapping) }, ["services"]);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout), [
      `{"name":"Recording","actions":["View","Download"],"new":12345678901234567890}`,
      `{"actions":[]}`,
      `{ "name":"Campaign" }`,
    ]);
    const [first, , last] = records(run.stdout);
    assert.equal(first.id, "Quality/Recording");
    assert.deepEqual(first.scope, { service: "Quality" });
    assert.deepEqual(first.target, { id: null, name: "Recording", type: "entity" });
    assert.equal(last.id, "Outbound/Campaign");
    assert.match(run.stderr, /^warning: service Empty has no entities, and so no record$/m);
    assert.match(run.stderr, /3 entities of 3 services/);
  });

  it("has a table of services, entities and actions, and the csv of every export", async () => {
    const services = json(mapping);
    const { stdout } = await runWith({ services }, ["services", "-f", "table"]);
    assert.match(stdout, /^scope.service +target.name +raw.actions *\n─+\nQuality +Recording +\["View","Download"\]/);
    assert.match((await runWith({ services }, ["services", "-f", "csv"])).stdout, /^time,source,id,action,actor.id,/);
  });

  it("tells apart names with a slash, and names a service whose entities are missing", async () => {
    const entities = (...names: readonly string[]) => names.map((name) => ({ name }));
    const services = json({
      services: [
        { name: "A/B", entities: entities("C") },
        { name: "A", entities: entities("B/C", "100%") },
        { name: "Odd", entities: null },
      ],
    });
    const run = await runWith({ services }, ["services"]);
    assert.equal(run.code, 6, run.stderr);
    assert.match(run.stderr, /error: service Odd came without its entities/);
    assert.deepEqual(
      records(run.stdout).map(({ id }) => id),
      ["A%2FB/C", "A/B%2FC", "A/100%25"],
    );
  });

  it("of realtime with --realtime", async () => {
    const run = await runWith({ realtimeServices: json(mapping) }, ["services", "--realtime"]);
    assert.equal(linesOf(run.stdout).length, 3, run.stderr);
    assert.equal(requestsTo(run, "/realtime/servicemapping").length, 1);
  });

  it("has no pages to size and no time, whatever the environment says for others, and asks again after nonsense", async () => {
    for (const option of ["--page-size", "--concurrency", "--since", "--until"]) {
      const { code, stderr } = await runWith({}, ["services", option, "5"]);
      assert.equal(code, 2);
      assert.match(stderr, /unknown option/);
    }
    const names = ["PAGE_SIZE", "CONCURRENCY", "SINCE", "UNTIL"].map((name) => [`AUDIT_EXPORT_${name}`, "none"]);
    assert.equal((await runWith({}, ["services"], Object.fromEntries(names))).code, 0);
    const services = inTurn(json(`{"services":[{"entities":[]}]}`), json("[]"), json(mapping));
    assert.equal((await runWith({ services }, ["services"])).code, 0);
  });
});

describe("status", () => {
  it("gives the state of a query as it is", async () => {
    const text = `{"id":"t/1","state":"Levitating","startDate":"2026-03-02T10:00:00.5Z","interval":"a/b","big":1e400}`;
    const later = { AUDIT_EXPORT_SINCE: "2026-03-03", AUDIT_EXPORT_UNTIL: "2026-03-04" };
    const run = await runWith({ status: json(text, 202) }, ["status", "t/1"], later);
    assert.equal(run.code, 0, run.stderr);
    assert.match(run.stderr, /^1 state of 1 query /);
    assert.deepEqual(rawTexts(run.stdout), [text]);
    const [record] = records(run.stdout);
    assert.deepEqual([record.id, record.action, record.time], ["t/1", "Levitating", "2026-03-02T10:00:00.5Z"]);
    assert.equal(record.outcome, null);
  });

  for (const [name, outcome] of [
    ["Succeeded", "success"],
    ["Failed", "failure"],
    ["Cancelled", "failure"],
    ["Queued", null],
  ]) {
    it(`of ${name} is ${outcome}`, async () => {
      const { stdout } = await runWith({ status: state(name ?? "") }, ["status", "t-1"]);
      assert.equal(records(stdout)[0].outcome, outcome);
    });
  }

  it("of a query that there is none of is exit 3", async () => {
    const run = await runWith({ status: fail(404, "not.found", "no") }, ["status", "t-1", "-f", "json"]);
    assert.deepEqual([run.code, run.stdout], [3, ""]);
  });
});

describe("results", () => {
  it("of a query that still runs are waited for, then exported", async () => {
    const texts = events(60);
    const status = inTurn(state("Queued"), state("Running"), state("Succeeded"));
    const run = await runWith({ status, results: pagesOf(texts) }, ["results", "t-1", "--page-size", "25"]);
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(rawTexts(run.stdout), texts);
    assert.deepEqual(records(run.stdout)[0].scope, { transactionId: "t-1" });
  });

  it("keep to --since and --until", async () => {
    const texts = [event("1"), event("2", { eventDate: "2026-03-02T11:00:00Z" })];
    const run = await runWith({ results: pagesOf(texts) }, ["results", "t-1", "--since", "2026-03-02T10:30:00Z"]);
    assert.deepEqual(rawTexts(run.stdout), texts.slice(1));
  });

  for (const name of ["Failed", "Cancelled"]) {
    it(`of a query that ended as ${name} are an error, with what to do`, async () => {
      const run = await runWith({ status: state(name) }, ["results", "t-1"]);
      assert.deepEqual([run.code, run.stdout], [6, ""]);
      assert.match(run.stderr, new RegExp(`query t-1 ended as ${name}[^]*submit it again`));
    });
  }

  it("of a query that there is none of are exit 3, and a path for an id is exit 2", async () => {
    const run = await runWith({ status: fail(404, "not.found", "no") }, ["results", "t-1"]);
    assert.deepEqual([run.code, run.stdout], [3, ""]);
    for (const id of ["..", ".", "", " "]) assert.equal((await runWith({}, ["results", id])).code, 2);
  });
});

describe("what is asked for", () => {
  it("is checked before anything is sent", async () => {
    for (const parameters of [
      ["--filter", "Colour=red"],
      ["--filter", "UserId"],
      ["--filter", "UserId="],
      ["--expand", "client"],
      ["--page-size", "501"],
      ["realtime", "--filter", "x=y"],
      ["realtime", "--page-size", "501"],
      ["results", "t-1", "--page-size", "501"],
    ]) {
      const run = await runWith({}, parameters);
      assert.deepEqual([run.code, run.stdout, run.received.length], [2, "", 0], parameters.join(" "));
    }
  });

  it("is called purecloud, too", async () => {
    const { code, stdout } = await runWith({}, ["--help"]);
    assert.equal(code, 0);
    assert.match(stdout, /genesys\|purecloud/);
    for (const command of ["realtime", "related", "services", "status", "results"]) {
      assert.match(
        (await runWith({}, [command, "--help"])).stdout,
        new RegExp(`Usage: audit-export genesys ${command} `),
      );
    }
  });
});
