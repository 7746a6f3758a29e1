import { runInProcess } from "./in-process.ts";

const steering = /^(?:AUDIT_EXPORT|AWS|GENESYSCLOUD|HTTPS?_PROXY|NODE_EXTRA)/;

/** Runs it in this process with these variables and none of a developer's, and leaves this process's as they were. */
export async function runBare(
  parameters: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ReturnType<typeof runInProcess> {
  const kept = { ...process.env };
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  for (const name of Object.keys(process.env)) if (steering.test(name)) delete process.env[name];
  try {
    return await runInProcess(parameters, { env: Object.fromEntries(given) });
  } finally {
    for (const name of Object.keys(process.env)) delete process.env[name];
    Object.assign(process.env, kept);
  }
}
