import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { runCli } from "../support/cli.ts";
import { awsEnvironment, startServer } from "../support/http.ts";

const directory = mkdtempSync(join(tmpdir(), "audit-export-aws-"));
after(() => rmSync(directory, { recursive: true }));

/** A file of the AWS configuration. */
function configFile(name: string, text: string): string {
  const file = join(directory, name);
  writeFileSync(file, text);
  return file;
}

describe("no message shows what a credential_process gave", { concurrency: 4 }, () => {
  const sessionToken = "session-token-of-a-process";
  const given = { Version: 1, AccessKeyId: "AKIDPROCESS", SecretAccessKey: "made-up", SessionToken: sessionToken };
  const program = configFile("credentials.json", JSON.stringify(given));
  const config = configFile("process", `[profile process]\ncredential_process = cat ${program}\n`);
  const commands = [
    ["cases", "--domain-id", "dom-1", "--case-id", "case-1"],
    ["incidents", "--case-id", "1234567890"],
  ];
  for (const command of commands) {
    it(`though the service of ${command[0]} quotes it`, async () => {
      const server = await startServer(({ headers }, response) => {
        response.writeHead(400, { "x-amzn-errortype": "ValidationException" });
        response.end(JSON.stringify({ message: `you sent ${String(headers["x-amz-security-token"])}, and why?` }));
      });
      try {
        const env = { ...awsEnvironment(server.url), AWS_CONFIG_FILE: config, AWS_PROFILE: "process" };
        const { code, stderr } = await runCli([...command, "--debug"], {
          env: { ...env, AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
        });
        assert.equal(code, 2, stderr);
        assert.equal(server.received[0]?.headers["x-amz-security-token"], sessionToken);
        assert.match(stderr, /^error: .*you sent \*\*\*, and why\?\n/m);
        assert.ok(!stderr.includes(sessionToken), stderr);
      } finally {
        await server.close();
      }
    });
  }
});
