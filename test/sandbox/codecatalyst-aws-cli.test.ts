import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { wellKnownEventNames, wellKnownSpaces } from "../../src/sandbox/codecatalyst/model.ts";
import { type Sandbox, startSandbox } from "../../src/sandbox/server.ts";
import { aws, type Outcome, whyNoAws } from "../support/aws-cli.ts";
import { runCli } from "../support/cli.ts";
import { linesOf } from "../support/invocation.ts";

describe("the real AWS CLI asks CodeCatalyst", { skip: await whyNoAws("codecatalyst", "list-event-logs") }, () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  function ask(...parameters: readonly string[]): Promise<Outcome> {
    return aws(["codecatalyst", ...parameters], sandbox.environment);
  }

  const now = Date.now();
  const window = [
    "--start-time",
    new Date(now - 40 * 86_400_000).toISOString(),
    "--end-time",
    new Date(now).toISOString(),
  ];

  it("gets the same events as this program, over all pages", async () => {
    const wanted = ["--event-name", wellKnownEventNames.bulk];
    const [listed, exported] = await Promise.all([
      ask("list-event-logs", "--space-name", wellKnownSpaces.large, ...window, ...wanted, "--page-size", "70"),
      runCli(["codecatalyst", "--since", "40d", "--schema", "raw", ...wanted], { env: sandbox.environment }),
    ]);
    assert.equal(listed.code, 0, listed.stderr);
    const items: readonly { readonly id: string }[] = JSON.parse(listed.stdout).items;
    assert.equal(items.length, 300);
    assert.deepEqual(
      linesOf(exported.stdout).map((line) => (JSON.parse(line) as { readonly id: string }).id),
      items.map(({ id }) => id),
    );
  });

  it("lists the spaces, and who has logged in", async () => {
    const [spaces, session] = await Promise.all([ask("list-spaces"), ask("verify-session")]);
    const { items } = JSON.parse(spaces.stdout) as { readonly items: readonly { readonly name: string }[] };
    assert.deepEqual(
      items.map(({ name }) => name),
      Object.values(wellKnownSpaces),
    );
    assert.equal(JSON.parse(session.stdout).identity, sandbox.data.codecatalyst.identity);
  });

  it("reports errors as it does the service's own", async () => {
    const [missing, refused, stranger] = await Promise.all([
      ask("list-event-logs", "--space-name", "no-such-space", ...window),
      ask("list-event-logs", "--space-name", wellKnownSpaces.large, ...window, "--max-results", "251"),
      aws(["codecatalyst", "list-spaces"], { ...sandbox.environment, AWS_BEARER_TOKEN_CODECATALYST: "other" }),
    ]);
    assert.match(missing.stderr, /\(ResourceNotFoundException\) when calling the ListEventLogs operation/);
    assert.match(refused.stderr, /\(ValidationException\).*Value '251' at 'maxResults' failed/);
    assert.match(stranger.stderr, /\(AccessDeniedException\) when calling the ListSpaces operation/);
  });
});
