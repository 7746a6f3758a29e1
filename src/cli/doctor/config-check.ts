import type { Command } from "commander";
import { ExportError } from "../../core/errors.ts";
import type { Check } from "../../core/examination.ts";
import type { Config } from "../config/file.ts";
import { usualPath } from "../config/location.ts";
import { contextWith, readConfig } from "../config/read.ts";
import type { CliContext } from "../context.ts";

/** The configuration file, and whether it can be read; without it the other checks go on. */
export async function configCheck(
  command: Command,
  context: CliContext,
): Promise<{ readonly check: Check; readonly config: Config | undefined }> {
  const name = "settings file";
  try {
    const config = await readConfig(command, context);
    if (config === undefined) {
      const place = usualPath(context);
      const detail = place === undefined ? "none" : `none; it would be ${place}`;
      return { check: { name, status: "ok", detail }, config };
    }
    // A profile that is named and not there is a mistake of whoever names it.
    const { configured } = await contextWith(config, undefined, context);
    const profile = configured?.profile === undefined ? "" : `, profile ${configured.profile}`;
    return { check: { name, status: "ok", detail: `${config.path}${profile}` }, config };
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    const { message, hint, code } = error;
    const check: Check = {
      name,
      status: "failed",
      detail: message,
      ...(hint === undefined ? {} : { remedy: hint }),
      code,
    };
    return { check, config: undefined };
  }
}
