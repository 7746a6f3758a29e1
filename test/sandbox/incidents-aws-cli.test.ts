import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { wellKnownIncidents } from "../../src/sandbox/incidents/model.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { aws, type Outcome, whyNoAws } from "../support/aws-cli.ts";
import { runCli } from "../support/cli.ts";
import { linesOf } from "../support/invocation.ts";

interface Edit {
  readonly principal: string;
  readonly action: string;
  readonly message: string;
}

describe(
  "the real AWS CLI with Security Incident Response",
  {
    skip: await whyNoAws("security-ir", "list-case-edits"),
  },
  () => {
    let sandbox: Sandbox;
    before(async () => {
      sandbox = await startSandbox();
    });
    after(() => sandbox.close());

    function ask(...parameters: readonly string[]): Promise<Outcome> {
      return aws(["security-ir", ...parameters], sandbox.environment);
    }

    it("lists the same edits as the program, in the same order", async () => {
      const caseId = wellKnownIncidents.twins;
      const { code, stdout, stderr } = await ask("list-case-edits", "--case-id", caseId, "--output", "json");
      assert.equal(code, 0, stderr);
      const theirs: readonly Edit[] = JSON.parse(stdout).items;
      const ours = await runCli(["incidents", "--case-id", caseId, "--schema", "raw"], { env: sandbox.environment });
      const texts = linesOf(ours.stdout).map((line) => JSON.parse(line) as Edit);
      assert.equal(theirs.length, 77);
      assert.deepEqual(theirs.map(essence), texts.map(essence));
    });

    it("lists the same cases as the program reads", async () => {
      const { code, stdout, stderr } = await ask("list-cases", "--page-size", "25", "--output", "json");
      assert.equal(code, 0, stderr);
      const ids = (JSON.parse(stdout).items as readonly { readonly caseId: string }[]).map(({ caseId }) => caseId);
      const { stdout: records } = await runCli(["incidents", "--all", "--fields", "scope.caseId"], {
        env: sandbox.environment,
      });
      const read = new Set(linesOf(records).map((line) => String(Object.values(JSON.parse(line))[0])));
      assert.equal(ids.length, 60);
      // The case without edits has no record.
      assert.deepEqual(
        [...read],
        ids.filter((id) => id !== wellKnownIncidents.empty),
      );
    });

    it("reads a case, and reports errors as it does the service's own", async () => {
      const [found, missing, refused] = await Promise.all([
        ask("get-case", "--case-id", wellKnownIncidents.single),
        ask("get-case", "--case-id", "9999999999"),
        ask("list-cases", "--region", "us-east-1"),
      ]);
      assert.equal(JSON.parse(found.stdout).caseStatus, "Submitted", found.stderr);
      assert.match(missing.stderr, /\(ResourceNotFoundException\) when calling the GetCase operation: Case not found/);
      assert.match(
        refused.stderr,
        /\(SecurityIncidentResponseNotActiveException\) when calling the ListCases operation/,
      );
    });
  },
);

/** All but the time, which the AWS CLI writes anew. */
function essence({ principal, action, message }: Edit): readonly string[] {
  return [principal, action, message];
}
