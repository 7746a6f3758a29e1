import { type Stats, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { ExportError, systemCode } from "../../core/errors.ts";
import { readSmallFile } from "../../core/small-file.ts";
import type { CliContext } from "../context.ts";

/** A configuration file as it stands. */
export interface ConfigText {
  readonly path: string;
  readonly text: string;
}

/**
 * The configuration file: the one that is asked for, which must be there, else the user's own, if there is one.
 *
 * @throws ExportError (config) for one that is asked for and missing, or that cannot be read
 */
export async function readConfigText(
  asked: string | undefined,
  context: Pick<CliContext, "directory" | "env" | "platform">,
): Promise<ConfigText | undefined> {
  const path = asked === undefined ? usualPath(context) : resolve(context.directory, asked);
  if (path === undefined) return undefined;
  try {
    // Of a pipe nobody knows whether anybody writes to it.
    if (!isReadable(statSync(path))) throw Object.assign(new Error("no file"), { code: "no file" });
    return { path, text: (await readSmallFile(path)).replace(/^\uFEFF/, "") };
  } catch (error) {
    const code = systemCode(error);
    const isMissing = code === "ENOENT" || code === "ENOTDIR";
    // Another user's home, as `sudo -u` may leave it behind, has no file of this user's.
    const isElsewhere = code === "EACCES" && (error as NodeJS.ErrnoException).syscall === "stat";
    if ((isMissing || isElsewhere) && asked === undefined) return undefined;
    throw new ExportError("config", `could not read the configuration file ${path}: ${code ?? "unknown reason"}`, {
      hint: isMissing ? "give the path of a file that is there" : "see that it is a file, and that it can be read",
      cause: error,
    });
  }
}

/** Where the configuration of a user is: https://specifications.freedesktop.org/basedir-spec, and what Windows has for it. */
export function usualPath({ env, platform }: Pick<CliContext, "env" | "platform">): string | undefined {
  const folder = given(env["XDG_CONFIG_HOME"]) ?? (platform === "win32" ? given(env["APPDATA"]) : undefined);
  if (folder !== undefined) return join(folder, "audit-export", "config.toml");
  const home = given(env["HOME"]) ?? given(env["USERPROFILE"]);
  return home === undefined ? undefined : join(home, ".config", "audit-export", "config.toml");
}

function isReadable(found: Stats): boolean {
  return found.isFile() || found.isCharacterDevice();
}

function given(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
