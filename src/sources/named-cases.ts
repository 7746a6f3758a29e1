import { addAbortSignal } from "node:stream";
import { readLines } from "../core/lines.ts";
import type { SourceContext } from "../core/source-definition.ts";
import type { Query } from "../core/types.ts";

/** What to do about a case of the list that is not there. */
export const deletedHint = "it was deleted after it had been listed, and its history with it";

/** Says how many cases the options name. On standard input there may be any number. */
export function expectNamed(named: readonly string[], { expect }: Query): void {
  if (!named.includes("-")) expect?.(new Set(named).size);
}

/**
 * The case ids that the options name, `-` standing for those on standard input.
 *
 * @param check throws ExportError (usage) for a line that can be no id
 */
export async function* namedCases(
  named: readonly string[],
  check: (line: string) => void,
  context: SourceContext,
  signal: AbortSignal,
): AsyncGenerator<string> {
  for (const id of named) {
    if (id !== "-") {
      yield id;
      continue;
    }
    let lines = 0;
    // Not before: Node makes it, with all that reads it, when it is asked for.
    // Whoever is asked to type ids must be able to leave with Ctrl-C: the abort ends the stream.
    for await (const line of readLines(addAbortSignal(signal, context.stdin), check)) {
      lines += 1;
      yield line;
    }
    if (lines === 0) context.log.warn("standard input named no case");
  }
}
