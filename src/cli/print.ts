import { emptyEvent } from "../core/empty-event.ts";
import type { AuditRecord, Formatter } from "../core/types.ts";
import { createStdoutOutput } from "../outputs/stdout.ts";
import type { CliContext } from "./context.ts";

/** Writes what a command has to show, whole, to standard output. @throws OutputClosedError, ExportError (output) */
export async function print(text: string | readonly string[], { stdout }: Pick<CliContext, "stdout">): Promise<void> {
  const output = createStdoutOutput(stdout);
  await output.write(text);
  await output.commit();
}

/** Rows that are no events, each as JSON, by a formatter of the schema raw: all that it reads of them is their text. */
export async function printRows(
  formatter: Formatter,
  texts: readonly string[],
  context: Pick<CliContext, "stdout">,
): Promise<void> {
  const rows = texts.map((text): AuditRecord => {
    const raw = JSON.parse(text) as Partial<Pick<AuditRecord, "source" | "scope">>;
    const { source = "", scope = {} } = raw;
    return { ...emptyEvent, schema: "audit-export/1", source, id: "", scope, raw };
  });
  await print([formatter.begin?.() ?? "", formatter.format(rows, texts), formatter.end?.() ?? ""], context);
}
