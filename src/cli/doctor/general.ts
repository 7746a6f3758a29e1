import { access, constants } from "node:fs/promises";
import type { Check } from "../../core/examination.ts";
import { ExportError, systemCode } from "../../core/errors.ts";
import { namedProxies } from "../../sources/proxies.ts";
import type { CliContext } from "../context.ts";

/** What package.json says in `engines`. */
const oldestNode = [20, 19] as const;

/** What all sources have in common: this program and what it runs on. */
export async function generalChecks(context: CliContext): Promise<readonly Check[]> {
  return [
    { name: "audit-export", status: "ok", detail: context.version },
    nodeCheck(context.program.nodeVersion),
    proxyCheck(context.env),
    await authoritiesCheck(context.env),
  ];
}

export function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const [oldestMajor, oldestMinor] = oldestNode;
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  if (!isOld) return { name: "node", status: "ok", detail: version };
  return {
    name: "node",
    status: "failed",
    detail: `${version} is older than ${oldestNode.join(".")}`,
    remedy: `install Node ${oldestNode.join(".")} or newer`,
    code: "config",
  };
}

function proxyCheck(env: CliContext["env"]): Check {
  try {
    const named = namedProxies(env).map(({ name, url }) => `${url.host} (${name})`);
    const without = env["no_proxy"] ?? env["NO_PROXY"] ?? "";
    const exceptions = without === "" || named.length === 0 ? "" : `; without one: ${without}`;
    return { name: "proxy", status: "ok", detail: named.length === 0 ? "none" : named.join(", ") + exceptions };
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    return { name: "proxy", status: "failed", detail: error.message, remedy: error.hint, code: error.code };
  }
}

/** Node reads the file when it starts, and says nothing of it but a warning where it cannot. */
async function authoritiesCheck(env: CliContext["env"]): Promise<Check> {
  const name = "authorities";
  const path = env["NODE_EXTRA_CA_CERTS"] ?? "";
  if (path === "") return { name, status: "ok", detail: "those of Node" };
  try {
    await access(path, constants.R_OK);
    return { name, status: "ok", detail: `those of Node, and of ${path} (NODE_EXTRA_CA_CERTS)` };
  } catch (error) {
    return {
      name,
      status: "warning",
      detail: `NODE_EXTRA_CA_CERTS names ${path}, which cannot be read: ${systemCode(error) ?? "unknown reason"}`,
      remedy: "correct the path, or unset it: Node goes on without",
    };
  }
}
