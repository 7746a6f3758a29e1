import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { runCli } from "../support/cli.ts";
import { type Received, startServer } from "../support/http.ts";
import { linesOf } from "../support/invocation.ts";
import { commandNames, commands, environmentOf } from "./aws-service.ts";

const directory = mkdtempSync(join(tmpdir(), "audit-export-once-"));
after(() => rmSync(directory, { recursive: true }));

/** The requests of an export of so many slices, one after the other. */
async function requestsOf(
  name: keyof typeof commands,
  count: number,
  env: Readonly<Record<string, string>>,
): Promise<readonly Received[]> {
  const { parameters, sliceOf, event, member } = commands[name];
  const server = await startServer((request, response) => {
    response.end(`{"${member}":[${event(sliceOf(request) ?? 0)}],"total":1}`);
  });
  try {
    const all = [...parameters(count), "--concurrency", "1"];
    const { code, stdout, stderr } = await runCli(all, { env: { ...environmentOf(server.url), ...env } });
    assert.equal(code, 0, stderr);
    assert.equal(linesOf(stdout).length, count);
    return server.received;
  } finally {
    await server.close();
  }
}

describe("what is done once for all requests of a client", { concurrency: 4 }, () => {
  for (const name of ["cases", "incidents"] as const) {
    it(`does not keep credentials that have changed from ${name}`, async () => {
      const file = join(directory, `${name}.count`);
      const script = join(directory, `${name}.sh`);
      // They are about to expire, so that the SDK asks for others, again and again.
      const given = `{"Version":1,"AccessKeyId":"AKID%s","SecretAccessKey":"s","SessionToken":"token-%s","Expiration":"%s"}`;
      const soon = new Date(Date.now() + 30_000).toISOString();
      writeFileSync(file, "");
      writeFileSync(
        script,
        `echo >> ${file}\nn=$(wc -l < ${file} | tr -d ' ')\nprintf '${given}' "$n" "$n" "${soon}"\n`,
      );
      const config = join(directory, `${name}.config`);
      writeFileSync(config, `[profile own]\ncredential_process = sh ${script}\n`);
      const received = await requestsOf(name, 12, {
        AWS_CONFIG_FILE: config,
        AWS_PROFILE: "own",
        AWS_ACCESS_KEY_ID: "",
        AWS_SECRET_ACCESS_KEY: "",
      });
      const numbers = received.map(({ headers }) => {
        const [, number] = /^token-(\d+)$/.exec(String(headers["x-amz-security-token"])) ?? [];
        assert.match(String(headers.authorization), new RegExp(`Credential=AKID${number}/`));
        return number;
      });
      // It waits for those that it asks for in time.
      assert.ok(new Set(numbers).size > 1, numbers.join());
    });
  }

  for (const name of commandNames) {
    it(`tells the service of ${name} of the run of AWS Lambda that it is part of, and of none elsewhere`, async () => {
      const trace = "Root=1-5759e988-bd862e3fe1be46a994272793";
      const inLambda = await requestsOf(name, 1, { AWS_LAMBDA_FUNCTION_NAME: "nightly", _X_AMZN_TRACE_ID: trace });
      assert.equal(inLambda.at(-1)?.headers["x-amzn-trace-id"], trace);
      const elsewhere = await requestsOf(name, 1, { _X_AMZN_TRACE_ID: trace });
      assert.equal(elsewhere.at(-1)?.headers["x-amzn-trace-id"], undefined);
    });
  }
});
