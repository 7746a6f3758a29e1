/**
 * Runs every test file below test/, and fails when there is none: a run that finds nothing must not pass. Node 20 has
 * no globs of its own for `node --test`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

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
// The program takes its time in processes of its own; what does not start it needs none.
const starting = new Map<string, boolean>();
// Nor does it share one where it would wait for long: what is together has one time limit.
const waiting = join("test", "contract", "faults.test.ts");
const apart = files.filter((file) => file === waiting || startsProgram(file));
const together = files.filter((file) => !apart.includes(file));

/** Whether a file, or what it imports of the tests, starts other programs. */
function startsProgram(file: string): boolean {
  const known = starting.get(file);
  if (known !== undefined) return known;
  starting.set(file, false);
  const text = readFileSync(file, "utf8");
  const imported = [...text.matchAll(/from "(\.[^"]+\.ts)"/g)].map(([, path = ""]) => join(dirname(file), path));
  const starts =
    text.includes("node:child_process") || imported.some((other) => other.startsWith("test") && startsProgram(other));
  starting.set(file, starts);
  return starts;
}

// What a developer has set must not steer the program under test.
const inherited = Object.entries(process.env).filter(
  ([name]) => !/^(?:(?:AUDIT_EXPORT|AWS|GENESYSCLOUD)_|XDG_CONFIG_HOME$)/.test(name),
);
// Hundreds of starts of the program: each takes what V8 has made of it before, as a user's do.
const codeCache = mkdtempSync(join(tmpdir(), "audit-export-code-"));
const { status } = spawnSync(
  process.execPath,
  [
    "--import",
    "tsx",
    "--test",
    "--test-reporter=spec",
    "--test-timeout=120000",
    "--test-concurrency=4",
    ...(together.length > 0 ? ["a", "b", "c", "d", "e", "f"].map((group) => `.tools/test-group-${group}.ts`) : []),
    ...apart,
  ],
  {
    stdio: "inherit",
    env: {
      ...Object.fromEntries(inherited),
      NODE_EXTRA_CA_CERTS: "",
      TEST_GROUP: together.join("\n"),
      TEST_CODE_CACHE: codeCache,
    },
  },
);
rmSync(codeCache, { recursive: true });
console.log(`${files.length} test files`);
process.exit(status ?? 1);
