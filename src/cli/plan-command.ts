import type { Command } from "commander";
import { ExportError, exitCodes, usageError } from "../core/errors.ts";
import type { Planning } from "../core/planning.ts";
import type { ExportDefinition, OptionValues } from "../core/source-definition.ts";
import type { Slice, Window } from "../core/types.ts";
import { withConfig } from "./config/read.ts";
import type { CliContext } from "./context.ts";
import { closeQuietly, toPageSize, toSourceContext } from "./export-command.ts";
import type { RunLog } from "./log.ts";
import { readOptions } from "./options.ts";
import { withoutForeignFormat } from "./own-format.ts";
import { type ExportPlan, planDocument } from "./plan/document.ts";
import { mostShown, planText } from "./plan/text.ts";
import { print } from "./print.ts";
import { toWindow } from "./reading-window.ts";
import { reporting } from "./reporting.ts";
import { planOptions, planReadingOptions } from "./shared-options.ts";
import { textColumns } from "./terminal-looks.ts";

type Choices = OptionValues<typeof planReadingOptions>;
type SourceOptions = Readonly<Record<string, unknown>>;

/** Says what an export would read, how long that takes and what it must be allowed; no event is read. */
export function runPlanCommand(
  sourceId: string,
  definition: ExportDefinition,
  command: Command,
  world: CliContext,
): Promise<number> {
  return reporting(command, world, async (log) => {
    const context = await withConfig(command, sourceId, world);
    const now = context.now();
    const given = withoutForeignFormat(command, planOptions.format.choices, context);
    const { format } = readOptions(command, planOptions, given, now);
    const choices = readOptions(command, planReadingOptions, context, now);
    const options = readOptions(command, definition.options, context, now);
    const planning = await definition.plan();
    if (format === "policy") return writePolicy(planning, options, context, log);
    const kept = format === "json" ? Infinity : mostShown;
    const plan = await makePlan(sourceId, definition, planning, options, choices, kept, context, now, log);
    await print(
      format === "json" ? planDocument(plan, log.clean) : planText(plan, log.clean, textColumns(context)),
      context,
    );
    if (plan.failure === undefined) return 0;
    log.error(plan.failure);
    return exitCodes[plan.failure.code];
  });
}

/** By the options alone: whoever is to give the permission may have none himself. */
async function writePolicy(
  planning: Planning,
  options: SourceOptions,
  context: CliContext,
  log: RunLog,
): Promise<number> {
  const { policy, grants = {}, notes } = planning.permissions(options, { env: context.env });
  if (policy === undefined) {
    const wanted = Object.entries(grants).map(([kind, name]) => `the ${kind} ${name}`);
    throw usageError("this source has no IAM policy", `what it needs is ${wanted.join(" and ")}`);
  }
  await print(`${JSON.stringify(policy, null, 2)}\n`, context);
  log.summary(notes.join("; "), {});
  return 0;
}

async function makePlan(
  sourceId: string,
  definition: ExportDefinition,
  planning: Planning,
  options: SourceOptions,
  choices: Choices,
  kept: number,
  context: CliContext,
  now: Date,
  log: RunLog,
): Promise<ExportPlan> {
  const window = toWindow(choices, definition.defaultSince, now);
  const pageSize = toPageSize(definition, choices.pageSize);
  // What does not go together is a mistake before it is a plan.
  planning.permissions(options, { env: context.env });
  const query = { window, pageSize };
  const { slices, count, scope, failure } = await listSlices(definition, options, choices, kept, query, context, log);
  const place = { env: context.env, ...(scope === undefined ? {} : { scope }) };
  return {
    source: sourceId,
    command: definition.id,
    count,
    slices,
    window,
    unit: definition.unit,
    calls: planning.calls(options, count),
    concurrency: choices.concurrency ?? definition.concurrency,
    assumptions: planning.assumptions(options, pageSize),
    permissions: planning.permissions(options, place),
    failure,
  };
}

interface Listing {
  readonly slices: readonly Slice[];
  readonly count: number;
  readonly scope: Slice["scope"] | undefined;
  readonly failure: ExportError | undefined;
}

/** The slices there are, or that were listed before it failed; of a long list only the first are kept. */
async function listSlices(
  definition: ExportDefinition,
  options: SourceOptions,
  choices: Choices,
  kept: number,
  query: { readonly window: Window; readonly pageSize: number },
  context: CliContext,
  log: RunLog,
): Promise<Listing> {
  const slices: Slice[] = [];
  let count = 0;
  let scope: Slice["scope"] | undefined;
  try {
    const source = await definition.open(options, toSourceContext(context, choices, log));
    try {
      const { signal } = context;
      for await (const slice of source.slices({ ...query, needs: "all", signal })) {
        count += 1;
        if (count <= kept) slices.push(slice);
      }
      scope = slices[0]?.scope ?? (await source.scope?.(signal));
    } finally {
      await closeQuietly(source, log);
    }
    return { slices, count, scope, failure: undefined };
  } catch (error) {
    context.signal.throwIfAborted();
    if (!(error instanceof ExportError) || error.code === "usage") throw error;
    return { slices, count, scope: scope ?? slices[0]?.scope, failure: error };
  }
}
