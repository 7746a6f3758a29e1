import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseConfig } from "../../../src/cli/config/file.ts";
import { ExportError } from "../../../src/core/errors.ts";

const now = new Date("2026-11-26T00:00:00Z");

function parse(text: string): ReturnType<typeof parseConfig> {
  return parseConfig({ path: "config.toml", text }, now);
}

describe("a configuration file that is wrong is refused with its line, used or not:", () => {
  const mistakes: Readonly<Record<string, readonly [text: string, message: RegExp, hint?: RegExp]>> = {
    "no TOML": ["[defaults]\nformat = csv", /line 2: /],
    "a key of its own": ["\nformat = 'csv'", /line 2: there is no table "format"/, /below \[defaults\]/],
    "a table misspelt": ["[default]", /line 1: there is no table "default"/, /mean defaults\?/],
    "an option misspelt": ["[defaults]\n\nformt = 'csv'", /line 3: there is no option "formt"/, /mean format\?/],
    "an option in camel case": ["[defaults]\nmaxRuntime = '1h'", /line 2: .*"maxRuntime"/, /max-runtime/],
    "an option of another source": ["[defaults.cases]\nspace = 'x'", /line 2: there is no option "space"/],
    "a source misspelt": ["[profiles.a.casse]\nall = true", /line 1: there is no source "casse"/, /mean cases\?/],
    "a flag that is a text": ["[defaults]\nquiet = 'yes'", /line 2: quiet is true or false/],
    "a truth that is no flag": ["[defaults]\nformat = true", /line 2: format is a text/],
    "a count that is none": ["[profiles.a]\nlimit = -1", /line 2: limit is a whole number/],
    "a choice that is none": ["[defaults]\nschema = 'x'", /line 2: schema is one of audit, raw/],
    "a time that is none": ["[defaults]\nsince = 'soon'", /line 2: since: /],
    "a list where one value stands": ["[defaults]\nregion = [\n'a',\n'b']", /line 2: region is a text/],
    "an empty text": ["[defaults]\nregion = ''", /line 2: region is empty/],
    "a configuration file in it": ["[defaults]\nconfig = 'x'", /line 2: there is no option "config"/],
    "a line of Windows": ["[defaults]\r\nlimit = 1\r\nformt = 'csv'\r\n", /line 3: /],
    "no texts": ["[defaults]\nwhere = []", /line 2: where is a list of texts, one at least/],
    "a condition that is none": ["[defaults]\nwhere = ['a']", /line 2: .*"a" is no condition/],
    "a job that reads standard input": [
      "[[job]]\nsource = 'cases'\narchive = 'a'\n[job.options]\ncase-id = '-'",
      /line 5: a job has no standard input/,
    ],
    "a name that is an option": ["[[job]]\nname = '--dry-run'\nsource = 'cases'\narchive = 'a'", /line 2: .*no name/],
    "one job": ["[job]\nsource = 'cases'", /line 1: job is no list/, /\[\[job\]\]/],
    "a job without a source": ["[[job]]\nname = 'x'", /line 1: the job has no source/],
    "a job of an unknown source": ["[[job]]\nsource = 'cses'", /line 2: there is no source "cses"/],
    "a job that names an event": ["[[job]]\nsource = 'genesys related'", /line 2: .*no export that a job can make/],
    "a job with an option beside its own": [
      "[[job]]\nsource = 'cases'\nall = true",
      /line 3: there is no "all" of a job/,
    ],
    "a job of an unknown profile": ["[[job]]\nsource = 'cases'\nprofile = 'x'", /line 3: there is no profile "x"/],
    "a job that writes nowhere": ["[[job]]\nsource = 'cases'\n[job.options]\nall = true", /line 1: .*nowhere to write/],
    "an archive twice": [
      "[[job]]\nsource = 'cases'\narchive = 'a'\noptions.archive = 'b'",
      /line 4: archive stands twice/,
    ],
    "a name twice": [
      "[[job]]\nsource = 'cases'\narchive = 'a'\n[[job]]\nsource = 'cases'\narchive = 'b'",
      /line 4: .*two jobs/,
    ],
    "a name that no shell takes": [
      "[[job]]\nname = '-x; rm'\nsource = 'cases'\narchive = 'a'",
      /line 2: .*no name of a job/,
    ],
    "an option of another source in a job": [
      "[[job]]\nsource = 'cases'\narchive = 'a'\noptions = { space = 'x' }",
      /line 4: .*"space"/,
    ],
  };
  for (const [name, [text, message, hint]] of Object.entries(mistakes)) {
    it(name, () => {
      assert.throws(
        () => parse(text),
        (error) => {
          assert.ok(error instanceof ExportError);
          assert.equal(error.code, "config");
          assert.match(error.message, message);
          assert.match(error.hint ?? "", hint ?? /./);
          return true;
        },
      );
    });
  }
});

it("a long file is refused as soon as a short one", () => {
  const many = Array.from({ length: 4000 }, (_, index) => `[profiles.p${index}]\nlimit = 1\n`).join("");
  const started = Date.now();
  assert.throws(() => parse(`${many}limt = 1\n`), /line 8001: /);
  assert.ok(Date.now() - started < 5000);
});

describe("a job", () => {
  it("is what would be typed", () => {
    const { jobs } = parse(`
      [profiles.prod]
      region = "eu-west-1"
      [[job]]
      name = "some cases"
      source = "connect-cases"
      profile = "prod"
      archive = "-odd dir"
      [job.options]
      case-id = ["1", "-2"]
      field-names = false
      full-sweep = false
      concurrency = 3
      overlap = "2h"
      [[job]]
      source = "genesys realtime"
      options = { since = 2026-11-01T00:00:00Z, output = "x.csv" }
    `);
    assert.deepEqual(
      jobs.map(({ settings: _settings, ...job }) => job),
      [
        {
          name: "some cases",
          command: ["cases"],
          profile: "prod",
          environment: { AUDIT_EXPORT_FULL_SWEEP: "0" },
          parameters: [
            "--case-id=1",
            "--case-id=-2",
            "--no-field-names",
            "--concurrency=3",
            "--overlap=2h",
            "--archive=-odd dir",
          ],
        },
        {
          name: "genesys realtime",
          command: ["genesys", "realtime"],
          profile: undefined,
          environment: {},
          parameters: ["--since=2026-11-01T00:00:00.000Z", "--output=x.csv"],
        },
      ],
    );
  });
});
