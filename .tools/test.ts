/**
 * Runs every test file below test/, and fails when there is none: a run that finds nothing must not pass. Node 20 has
 * no globs of its own for `node --test`.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const [, , ...wanted] = process.argv;
const files = readdirSync("test", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts"))
  .map((file) => join("test", file))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .toSorted();
if (files.length === 0) {
  console.error("no test files found");
  process.exit(1);
}
// What a developer has set must not steer the program under test.
const inherited = Object.entries(process.env).filter(([name]) => !/^(?:AUDIT_EXPORT|AWS|GENESYSCLOUD)_/.test(name));
const { status } = spawnSync(
  process.execPath,
  ["--import", "tsx", "--test", "--test-reporter=spec", "--test-timeout=120000", "--test-concurrency=3", ...files],
  { stdio: "inherit", env: { ...Object.fromEntries(inherited), NODE_EXTRA_CA_CERTS: "" } },
);
console.log(`${files.length} test files`);
process.exit(status ?? 1);
