import { resolve } from "node:path";
import type { Command } from "commander";
import type { Check } from "../core/examination.ts";
import { exitCodes, usageError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";
import type { OptionValues, SourceContext, SourceDefinition } from "../core/source-definition.ts";
import { createStdoutOutput } from "../outputs/stdout.ts";
import { sources } from "../sources/registry.ts";
import { hasColor } from "./color.ts";
import { contextWith } from "./config/read.ts";
import type { CliContext } from "./context.ts";
import { checkText, headingText, type Looks, summaryText } from "./doctor/checklist.ts";
import { configCheck } from "./doctor/config-check.ts";
import { generalChecks } from "./doctor/general.ts";
import type { RunLog } from "./log.ts";
import { originsOf } from "./option-origins.ts";
import { readOptions } from "./options.ts";
import { withoutForeignFormat } from "./own-format.ts";
import { reporting } from "./reporting.ts";
import { doctorOptions, messageOptions } from "./shared-options.ts";
import { showsUnicode, textColumns } from "./terminal-looks.ts";

/** Whoever waits for the answer wants it soon, also where a port is closed or a server says nothing. */
const usualTimeout = 10;
const usualAttempts = 2;

/** An export would end so too. */
const nothingSetUp: Check = {
  name: "credentials",
  status: "failed",
  detail: "nothing is set up here for any source",
  remedy: "set up one of them as it says above; `audit-export doctor <source>` then tries it",
  code: "auth",
};

/** A check with what it is about: null for this machine. */
interface SourceCheck extends Check {
  readonly source: string | null;
}

/** Looks at all that an export needs, and says what is not well and what to do about it. */
export function runDoctorCommand(name: string | undefined, command: Command, context: CliContext): Promise<number> {
  return reporting(command, context, async (log) => {
    const messages = readOptions(command, messageOptions, context, context.now());
    const only = name === undefined ? undefined : findSource(name);
    const wanted = only === undefined ? sources : [only];
    const { check: ofConfig, config } = await configCheck(command, context);
    const given = withoutForeignFormat(
      command,
      doctorOptions.format.choices,
      await contextWith(config, only?.id, context),
    );
    const choices = readOptions(command, doctorOptions, given, context.now());
    const output = createStdoutOutput(context.stdout);
    const report = choices.format === "json" ? undefined : looks(messages, context, log);
    const checks: SourceCheck[] = [];
    let heading: string | undefined;
    for await (const check of allChecks()) {
      checks.push(check);
      if (report === undefined) continue;
      const title = check.source ?? "this machine";
      const above = title === heading ? "" : `${heading === undefined ? "" : "\n"}${headingText(title, report)}`;
      heading = title;
      await output.write(above + checkText(check, report));
    }
    await output.write(report === undefined ? document(checks, context, log) : `\n${summaryText(checks, report)}`);
    await output.commit();
    // A step that took too long was left behind, and may go on for ever.
    context.abandon();
    const code = checks.find(({ status }) => status === "failed")?.code;
    return code === undefined ? 0 : exitCodes[code];

    async function* allChecks(): AsyncGenerator<SourceCheck> {
      for (const check of await generalChecks(context)) yield { source: null, ...check };
      yield { source: null, ...ofConfig };
      if (choices.archive !== undefined) {
        const { archiveCheck } = await import("./doctor/archive-check.ts");
        yield { source: null, ...(await archiveCheck(resolve(context.directory, choices.archive), context.now())) };
      }
      let isAnySetUp = false;
      for (const source of wanted) {
        const own = await contextWith(config, source.id, context);
        for await (const check of sourceChecks(source, name !== undefined, choices, command, own, log)) {
          isAnySetUp ||= check.status !== "skipped";
          yield check;
        }
      }
      if (!isAnySetUp) yield { source: null, ...nothingSetUp };
    }
  });
}

async function* sourceChecks(
  { id, examination }: SourceDefinition,
  isNamed: boolean,
  choices: OptionValues<typeof doctorOptions>,
  command: Command,
  context: CliContext,
  log: RunLog,
): AsyncGenerator<SourceCheck> {
  if (examination === undefined) return;
  const sourceContext: SourceContext = {
    env: context.env,
    get stdin() {
      return context.stdin;
    },
    log,
    maxAttempts: choices.maxAttempts ?? usualAttempts,
    timeout: (choices.timeout ?? usualTimeout) * 1000,
    now: context.now,
    version: context.version,
  };
  const options = readOptions(command, examination.options, context, context.now());
  const unused = isNamed ? undefined : await examination.unused(options, sourceContext);
  if (unused !== undefined) {
    yield { source: id, name: "credentials", status: "skipped", detail: "no credentials", remedy: unused };
    return;
  }
  const origins = originsOf(command, examination.options, context);
  const settings = origins.map(({ option, value, origin }) => `${option} ${value} (${origin})`).join(", ");
  yield { source: id, name: "settings", status: "ok", detail: settings === "" ? "none is given" : settings };
  for await (const check of examination.examine(options, sourceContext, context.signal)) {
    yield { source: id, ...check };
  }
}

/** @throws ExportError (usage) for a source that there is none of */
function findSource(name: string): SourceDefinition {
  const found = sources.find(({ id, aliases }) => id === name || aliases.includes(name));
  if (found !== undefined) return found;
  const known = sources.map(({ id }) => id);
  const guess = nearest(name, known);
  throw usageError(
    `there is no source "${name}"`,
    guess === undefined ? `choose ${known.join(", ")}` : `did you mean ${guess}?`,
  );
}

function document(checks: readonly SourceCheck[], { version }: CliContext, { clean }: RunLog): string {
  const members = checks.map(({ source, name, status, detail, remedy, code }) => ({
    source,
    name,
    status,
    detail: clean(detail),
    remedy: remedy === undefined ? null : clean(remedy),
    code: code === undefined ? null : exitCodes[code],
  }));
  return `${JSON.stringify({ version, checks: members }, null, 2)}\n`;
}

function looks({ color }: OptionValues<typeof messageOptions>, context: CliContext, { clean }: RunLog): Looks {
  return {
    columns: textColumns(context),
    hasColor: hasColor(color, context.env, context.stdout.isTTY === true),
    isUnicode: showsUnicode(context),
    clean,
  };
}
