import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { auditEvents } from "../../src/sandbox/cases/build.ts";
import { wellKnownCases } from "../../src/sandbox/cases/model.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { runHere } from "../support/in-process.ts";
import { linesOf } from "../support/invocation.ts";
import { awsEnvironment, awsError, startServer } from "../support/http.ts";
import { wholeProgram } from "../../.tools/whole-program.ts";

const one = ["cases", "--case-id", wellKnownCases.pageAndOne];

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

describe("help", () => {
  it("goes to stdout with 0 when asked for, to stderr with 2 when nothing was", async () => {
    for (const parameters of [["--help"], ["help"], ["help", "cases"], ["cases", "-h"]]) {
      const { code, stdout, stderr } = await runHere(parameters);
      assert.equal(code, 0);
      assert.match(stdout, /^Usage: audit-export/);
      assert.equal(stderr, "");
    }
    const { code, stdout, stderr } = await runHere([]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^Usage: audit-export/);
  });

  it("knows the commands of a command, and aliases on the way", async () => {
    const { code, stdout } = await runHere(["help", "purecloud", "realtime"]);
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: audit-export genesys realtime /);
  });

  it("keeps to 80 columns, of every command", () => {
    const program = wholeProgram();
    const commands = [program];
    for (const command of commands) {
      commands.push(...command.commands);
      let text = "";
      command.configureOutput({ getOutHelpWidth: () => 80, writeOut: (part) => void (text += part) }).outputHelp();
      assert.match(text, /^Usage: /);
      const long = linesOf(text).filter((line) => line.length > 80);
      assert.deepEqual(long, [], command.name());
    }
    assert.ok(commands.length > 10);
  });

  it("knows the aliases", async () => assert.match((await runHere(["connect-cases", "--help"])).stdout, /--case-id/));

  it("--version prints the version", async () =>
    assert.match((await runHere(["--version"])).stdout, /^\d+\.\d+\.\d+\n$/));
});

describe("a usage error ends with 2, says what is wrong, and leaves stdout empty:", () => {
  const mistakes: Readonly<Record<string, readonly [readonly string[], RegExp]>> = {
    "an unknown option": [[...one, "--sinse", "1d"], /unknown option '--sinse'.*\n.*--since/s],
    "a value misspelt": [[...one, "--schema", "rwa"], /--schema is one of audit, raw, not "rwa"\n.*mean raw\?/],
    "a format misspelt": [[...one, "-f", "tabel"], /no format "tabel"\n.*mean table\?/],
    "an option of another source": [
      ["cases", "--all", "--space", "x"],
      /'--space'\n.*--space is an option of codecatalyst$/m,
    ],
    "what plan need not know": [["plan", "cases", "--all", "--limit", "5"], /'--limit'\n.*leave --limit out/],
    "a command of the sandbox without --": [
      ["sandbox", "audit-export", "cases", "--all"],
      /'--all'\n.*write -- before/,
    ],
    "an unknown command": [["casse"], /unknown command 'casse'.*\n.*cases/s],
    "an unknown command of a command": [["genesys", "service"], /unknown command 'service'\n.*services\?/],
    "help for an unknown command": [["help", "casse"], /unknown command 'casse'\n.*cases\?/],
    "help for an unknown command of a command": [["help", "genesys", "nope"], /'nope'\n.*audit-export genesys --help/],
    "an option before the command it is meant for": [["genesys", "--since", "7d", "realtime"], /--since.*\n.*behind/],
    "a word too many": [[...one, "more"], /too many arguments/],
    "no case": [["cases"], /which cases.*\n.*--all/s],
    "an empty case id": [["cases", "--case-id", ""], /--case-id is empty/],
    "an empty file name": [[...one, "-o", ""], /--output is empty/],
    "an empty region": [[...one, "--region="], /--region is empty.*\n.*leave it out/s],
    "a case id too long": [["cases", "--case-id", "x".repeat(501)], /1 to 500 characters, not 501/],
    "--all with a case": [[...one, "--all"], /exclude each other/],
    "--updated-since without --all": [[...one, "--updated-since", "1d"], /goes with --all/],
    "an option without its value": [["cases", "--case-id"], /argument missing/],
    "a format there is none of": [[...one, "-f", "xml"], /no format "xml".*\n.*ndjson/s],
    "a schema there is none of": [[...one, "--schema", "full"], /audit, raw/],
    "a field there is none of": [[...one, "--fields", "tmie"], /tmie/],
    "raw csv without fields": [[...one, "--schema", "raw", "-f", "csv"], /--fields/],
    "raw table without fields": [[...one, "--schema", "raw", "-f", "table"], /--fields/],
    "raw table without fields, of another source": [
      ["genesys", "services", "--schema", "raw", "-f", "table"],
      /--fields <member>,<member.part>/,
    ],
    "a time that is none": [[...one, "--since", "soon"], /"soon" is not a time.*\n.*2026-11-01/s],
    "a time without a zone": [[...one, "--since", "2026-11-01T10:00:00"], /2026-11-01T10:00:00Z/],
    "a window without length": [[...one, "--since", "2026-11-02", "--until", "2026-11-01"], /not before/],
    "a case id that is a place": [["cases", "--case-id", ".."], /cannot be ".."/],
    "a limit of none": [[...one, "--limit", "0"], /--limit is a whole number from 1/],
    "a concurrency of none": [[...one, "--concurrency", "0"], /--concurrency/],
    "an endpoint that is none": [[...one, "--endpoint-url", "localhost"], /--endpoint-url is not a URL/],
    "a module that is not there": [[...one, "-f", "./no-such.js"], /no-such\.js/],
  };
  for (const [what, [parameters, message]] of Object.entries(mistakes)) {
    it(what, async () => {
      // Nothing listens there: were anything sent, the code would be 75.
      const env = { ...sandbox.environment, AWS_ENDPOINT_URL_CONNECTCASES: "http://127.0.0.1:1" };
      const { code, stdout, stderr } = await runHere(parameters, { env });
      assert.equal(code, 2, stderr);
      assert.equal(stdout, "");
      assert.match(stderr, message);
      assert.match(stderr, /^error: [^\n]+\n {2}next: [^\n]+\n$/);
    });
  }

  it("text that attacks the terminal is shown, not sent", async () => {
    const { stderr } = await runHere(["cases", "--case-id", "\u001B[2J\u202E", "--\u001B]0;x"], {
      env: sandbox.environment,
    });
    assert.doesNotMatch(stderr, /[\u001B\u202E]/);
    const missing = await runHere(["cases", "--case-id", "\u001B[2J\u202E"], { env: sandbox.environment });
    assert.equal(missing.code, 3);
    assert.doesNotMatch(missing.stderr, /[\u001B\u202E]/);
    assert.match(missing.stderr, /\\u001b\[2J\\u202e/);
  });
});

describe("the environment", () => {
  const env = (more: Readonly<Record<string, string>>) => ({ env: { ...sandbox.environment, ...more } });

  it("gives every option, and flags win", async () => {
    const set = {
      AUDIT_EXPORT_CASE_ID: wellKnownCases.pageAndOne,
      AUDIT_EXPORT_LIMIT: "3",
      AUDIT_EXPORT_FORMAT: "csv",
      AUDIT_EXPORT_QUIET: "1",
    };
    const { code, stdout, stderr } = await runHere(["cases"], env(set));
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(stdout.split("\r\n").length, 1 + 3 + 1);
    assert.equal(linesOf((await runHere(["cases", "--limit", "2", "-f", "jsonl"], env(set))).stdout).length, 2);
  });

  it("gives way where a flag excludes what it says", async () => {
    const listed = await runHere(
      ["cases", "--all", "--limit", "1"],
      env({ AUDIT_EXPORT_CASE_ID: wellKnownCases.empty }),
    );
    assert.deepEqual([listed.code, linesOf(listed.stdout).length], [0, 1]);
    const named = await runHere(one, env({ AUDIT_EXPORT_ALL: "1" }));
    assert.deepEqual([named.code, linesOf(named.stdout).length], [0, 26]);
  });

  it("turns flags on and off", async () => {
    const named = (await runHere(one, env({ AUDIT_EXPORT_FIELD_NAMES: "true" }))).stdout;
    const nameless = (await runHere(one, env({ AUDIT_EXPORT_FIELD_NAMES: "false" }))).stdout;
    assert.match(named, /"name":"Status"/);
    assert.doesNotMatch(nameless, /"name":"Status"/);
    assert.equal(nameless, (await runHere([...one, "--no-field-names"], env({}))).stdout);
    assert.equal((await runHere([...one, "--field-names"], env({ AUDIT_EXPORT_FIELD_NAMES: "0" }))).stdout, named);
    const negated = env({ AUDIT_EXPORT_NO_FIELD_NAMES: "1", AUDIT_EXPORT_NO_COLOR: "0" });
    assert.equal((await runHere(one, negated)).stdout, nameless);
    assert.equal((await runHere([...one, "--field-names"], negated)).stdout, named);
  });

  it("turns nothing on and off at once", async () => {
    const agreed = env({ AUDIT_EXPORT_ESCAPE_FORMULAS: "no", AUDIT_EXPORT_NO_ESCAPE_FORMULAS: "yes" });
    assert.equal((await runHere(one, agreed)).code, 0);
    const contrary = env({ AUDIT_EXPORT_ESCAPE_FORMULAS: "1", AUDIT_EXPORT_NO_ESCAPE_FORMULAS: "true" });
    const { code, stderr } = await runHere(one, contrary);
    assert.equal(code, 2);
    assert.match(stderr, /AUDIT_EXPORT_ESCAPE_FORMULAS and AUDIT_EXPORT_NO_ESCAPE_FORMULAS contradict each other/);
  });

  it("says which variable is wrong", async () => {
    for (const [name, value] of Object.entries({
      AUDIT_EXPORT_LIMIT: "many",
      AUDIT_EXPORT_QUIET: "perhaps",
      AUDIT_EXPORT_SINCE: "soon",
      AUDIT_EXPORT_SCHEMA: "x",
    })) {
      const { code, stderr } = await runHere(one, env({ [name]: value }));
      assert.equal(code, 2);
      assert.match(stderr, name === "AUDIT_EXPORT_SINCE" ? /"soon" is not a time/ : new RegExp(name));
    }
  });
});

describe("messages", () => {
  it("are JSON lines with --log-format json", async () => {
    const { stderr } = await runHere([...one, "--log-format", "json"], { env: sandbox.environment });
    const lines = linesOf(stderr).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    assert.deepEqual(
      lines.map(({ level, records, exit }) => [level, records, exit]),
      [["summary", 26, 0]],
    );
    const failed = await runHere(["cases", "--case-id", "none", "--log-format", "json"], { env: sandbox.environment });
    const [error] = linesOf(failed.stderr).map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    assert.deepEqual([error?.["level"], error?.["code"]], ["error", "notFound"]);
  });

  it("say of a run that ends early what had been read, and what could not be before", async () => {
    const [event] = auditEvents(1);
    const server = await startServer(({ path }, response) => {
      if (path.includes("/gone/")) awsError(response, 404, "ResourceNotFoundException");
      else if (path.includes("/read/")) response.end(`{"auditEvents":[${event}]}`);
      else awsError(response, 403, "ExpiredTokenException");
    });
    try {
      const cases = ["gone", "read", "expired"].flatMap((id) => ["--case-id", id]);
      const parameters = ["cases", "--domain-id", "d", ...cases, "--no-field-names", "--concurrency", "1"];
      const [text, json, quiet] = await Promise.all(
        [[], ["--log-format", "json"], ["-q"]].map((more) =>
          runHere([...parameters, ...more], { env: awsEnvironment(server.url) }),
        ),
      );
      assert.equal(text?.code, 4);
      const said = /^error: .*gone.*\n {2}next: .*\nerror: .*\n {2}next: .*\n(.*)\n$/.exec(text.stderr)?.[1];
      assert.equal(said, "ended early: 1 event of 1 case in 1 page had been read; what follows was not", text.stderr);
      const last = JSON.parse(linesOf(json?.stderr ?? "").at(-1) ?? "") as Readonly<Record<string, unknown>>;
      assert.deepEqual(
        ["level", "records", "complete", "unread", "pages", "exit"].map((key) => last[key]),
        ["summary", 1, 1, null, 1, 4],
      );
      assert.equal(`${quiet?.stderr}${said}\n`, text.stderr);
    } finally {
      await server.close();
    }
  });

  it("say of what this version does not know how often it came, in the summary alone", async () => {
    const bidi = "new\u202emember";
    const texts = auditEvents(4).map((text, index) => {
      const event = JSON.parse(text) as object;
      return JSON.stringify(index === 3 ? event : { ...event, newMember: 1, ...(index === 0 ? { [bidi]: 1 } : {}) });
    });
    const exploded = auditEvents(1)[0]?.replace("Case.Created", "Case.Exploded").replace("event-1", "event-5");
    const server = await startServer(({ path }, response) => {
      if (path.includes("/old/")) response.end(`{"auditEvents":[${auditEvents(2).join(",")}]}`);
      else response.end(`{"auditEvents":[${[...texts, exploded].join(",")}]}`);
    });
    try {
      const parameters = ["cases", "--domain-id", "d", "--no-field-names", "--case-id"];
      const [text, json, quiet, limited, old] = await Promise.all(
        [["new"], ["new", "--log-format", "json"], ["new", "-q"], ["new", "--limit", "2"], ["old"]].map((more) =>
          runHere([...parameters, ...more], { env: awsEnvironment(server.url) }),
        ),
      );
      const shown = "new\\u202emember";
      assert.match(text?.stderr ?? "", /^5 events of 1 case in 1 page, \d+\.\d s; unknown to this version: [^\n]+\n$/);
      assert.ok(text?.stderr.endsWith(`: newMember (3), "${shown}" (1), type "Case.Exploded" (1)\n`), text?.stderr);
      const summary = JSON.parse(json?.stderr ?? "") as Readonly<Record<string, unknown>>;
      assert.deepEqual(summary["unknown"], { newMember: 3, [`"${shown}"`]: 1, 'type "Case.Exploded"': 1 });
      assert.equal(quiet?.stderr, "");
      assert.ok(limited?.stderr.endsWith(`: newMember (2), "${shown}" (1)\n`), limited?.stderr);
      assert.doesNotMatch(old?.stderr ?? "", /unknown/);
      assert.deepEqual(
        [text, json, quiet, limited, old].map((run) => run?.code),
        [0, 0, 0, 0, 0],
      );
    } finally {
      await server.close();
    }
  });

  it("say with --verbose what is used, and with --debug each request, and never a secret", async () => {
    const secret = sandbox.environment["AWS_SECRET_ACCESS_KEY"] ?? "";
    assert.ok(secret.length > 8);
    const { stderr } = await runHere([...one, "--debug"], { env: sandbox.environment });
    assert.match(stderr, /region eu-central-1/);
    assert.match(stderr, /POST .*audit-history.* → 200/);
    assert.doesNotMatch(stderr, new RegExp(`${secret}|Signature=|Credential=`));
  });

  it("hold nothing that authorises a request, whoever quotes it", async () => {
    const quoted =
      "The Canonical String was x-amz-security-token:AAAABBBBCCCC Authorization: AWS4-HMAC-SHA256 " +
      "Credential=AKID/20261122/cases, Signature=0123456789abcdef Bearer abc.DEF-123456789 " +
      "https://bucket.example/file?X-Amz-Security-Token=DDDDEEEE&X-Amz-Signature=FFFF0000";
    const server = await startServer((_, response) =>
      awsError(response, 403, "InvalidSignatureException", { message: quoted }),
    );
    try {
      const parameters = ["cases", "--domain-id", "d", "--case-id", "c"];
      for (const more of [[], ["--debug"], ["--log-format", "json", "--debug"]]) {
        const { code, stderr } = await runHere([...parameters, ...more], { env: awsEnvironment(server.url) });
        assert.equal(code, 4);
        assert.match(stderr, /InvalidSignatureException: The Canonical String/);
        assert.doesNotMatch(stderr, /AAAABBBB|AKID|0123456789abcdef|abc\.DEF|DDDDEEEE|FFFF0000/);
      }
    } finally {
      await server.close();
    }
  });

  it("have a stack trace only with --debug", async () => {
    const without = await runHere(["cases", "--case-id", "none"], { env: sandbox.environment });
    assert.equal(linesOf(without.stderr).length, 2);
    assert.match(
      (await runHere(["cases", "--case-id", "none", "--debug"], { env: sandbox.environment })).stderr,
      /debug: +at /,
    );
  });
});

describe("a formatter of the user's own", () => {
  it("writes what it wants", async () => {
    const directory = mkdtempSync(join(tmpdir(), "audit-export-formatter-"));
    writeFileSync(
      join(directory, "ids.mjs"),
      'export default { begin: () => "ids\\n", format: (records) => records.map((record) => record.id + "\\n").join("") };',
    );
    const { code, stdout, stderr } = await runHere([...one, "-f", "./ids.mjs"], {
      env: sandbox.environment,
      directory,
    });
    assert.equal(code, 0, stderr);
    const ids = linesOf((await runHere(one, { env: sandbox.environment })).stdout).map(
      (line) => (JSON.parse(line) as { id: string }).id,
    );
    assert.deepEqual(linesOf(stdout), ["ids", ...ids]);
  });
});
