import { isAbsolute, join } from "node:path";

/**
 * Where the code of an invocation is kept: a file for each command, since what one of them runs is not what another does, and
 * for each version of Node, which reads no other's. Undefined where it is not to be kept: no folder of the user's is
 * known, or the variables by which Node's own cache is turned off say so.
 */
export function codeCachePath(
  { env, platform, version, arch }: Pick<NodeJS.Process, "env" | "platform" | "version" | "arch">,
  command: string,
): string | undefined {
  // What V8 reports of coverage is not exact with code that it has not compiled itself.
  if (isSet(env["NODE_DISABLE_COMPILE_CACHE"]) || isSet(env["NODE_V8_COVERAGE"])) return undefined;
  const folder = cacheFolder(env, platform);
  if (folder === undefined || !isAbsolute(folder)) return undefined;
  const subject = /^[a-z][a-z-]{0,31}$/.test(command) ? command : "none";
  return join(folder, "audit-export", `${version}-${arch}-${subject}.code`);
}

function cacheFolder(env: Readonly<Record<string, string | undefined>>, platform: string): string | undefined {
  if (isSet(env["XDG_CACHE_HOME"])) return env["XDG_CACHE_HOME"];
  if (platform === "win32") return env["LOCALAPPDATA"];
  const home = env["HOME"];
  if (!isSet(home)) return undefined;
  return platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== "";
}
