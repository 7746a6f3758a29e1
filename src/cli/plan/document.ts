import { exitCodes, type ExportError } from "../../core/errors.ts";
import { type Permissions, type PlannedCall, secondsOf } from "../../core/planning.ts";
import type { Slice, Window } from "../../core/types.ts";
import { guardTerminal } from "../../core/visible.ts";

/** All that is known of an export before it is made. */
export interface ExportPlan {
  readonly source: string;
  readonly command: string;
  /** How many there are, or were listed before that failed. */
  readonly count: number;
  /** All of them, or as many as are shown. */
  readonly slices: readonly Slice[];
  /** The time that the export is of; a slice may have one of its own. */
  readonly window: Window;
  readonly unit: readonly [one: string, many: string];
  readonly calls: readonly PlannedCall[];
  readonly concurrency: number;
  readonly assumptions: readonly string[];
  readonly permissions: Permissions;
  /** Why the slices are not all there are. */
  readonly failure: ExportError | undefined;
}

/** Whether anything can be said of how long it takes: of nothing that was listed, nothing. */
export function isEstimated({ count, failure }: Pick<ExportPlan, "count" | "failure">): boolean {
  return failure === undefined || count > 0;
}

/** The plan as one JSON document. */
export function planDocument(plan: ExportPlan, clean: (text: string) => string): string {
  const { source, command, slices, window, calls, assumptions, permissions, failure } = plan;
  const count = (purpose: PlannedCall["purpose"]): number => {
    return calls.filter((call) => call.purpose === purpose).reduce((sum, call) => sum + call.count, 0);
  };
  const isKnown = isEstimated(plan);
  const estimate = {
    listing: count("listing"),
    reading: count("reading"),
    total: count("listing") + count("reading"),
    operations: Object.fromEntries(calls.map((call) => [call.operation, call.count])),
  };
  const text = JSON.stringify(
    {
      source,
      command,
      slices: slices.map((slice) => ({
        key: slice.key,
        label: slice.label,
        since: (slice.window ?? window).since ?? null,
        until: (slice.window ?? window).until ?? null,
      })),
      calls: isKnown ? estimate : null,
      seconds: isKnown ? secondsOf(calls, plan.concurrency) : null,
      assumptions,
      permissions: { ...permissions.grants, policy: permissions.policy ?? null, notes: permissions.notes },
      failure:
        failure === undefined
          ? null
          : { code: exitCodes[failure.code], message: clean(failure.message), hint: clean(failure.hint ?? "") },
    },
    null,
    2,
  );
  // Labels hold what a service has sent; in JSON the escapes mean the same.
  return `${guardTerminal(text)}\n`;
}
