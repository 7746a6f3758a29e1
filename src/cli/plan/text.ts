import { type PlannedCall, secondsOf } from "../../core/planning.ts";
import { wrap } from "../../formats/text-width.ts";
import { counted } from "../result.ts";
import { type ExportPlan, isEstimated } from "./document.ts";

/** Slices that are shown by name. */
export const mostShown = 20;

/** The plan for people, in lines of at most so many columns; a policy is for machines, and whole. */
export function planText(plan: ExportPlan, clean: (text: string) => string, columns: number): string {
  const { slices, count, unit, failure, assumptions, permissions } = plan;
  const indented = (text: string, first: string): string => {
    const margin = " ".repeat(first.length);
    const lines = wrap(clean(text), columns - first.length).map((line) => line.trimEnd());
    return lines.map((line, index) => `${index === 0 ? first : margin}${line}\n`).join("");
  };
  const shown = slices.slice(0, mostShown).map(({ label }) => indented(label, "  "));
  const more = count > mostShown ? indented(`and ${count - mostShown} more; -f json has all`, "  ") : "";
  const isKnown = isEstimated(plan);
  const estimate = isKnown
    ? [indented(summaryOf(plan), ""), ...operationsOf(plan.calls).map((line) => indented(line, "  "))]
    : [indented("how many there are, and how long they take, is not known: the list could not be read", "")];
  const assumed = isKnown ? assumptions.map((text) => indented(text, "  - ")) : [];
  return [
    indented(
      isKnown
        ? `${counted(count, unit)}${failure === undefined ? "" : ", and perhaps more"}`
        : `no ${unit[1]} could be listed`,
      "",
    ),
    ...shown,
    more,
    "\n",
    ...estimate,
    ...(assumed.length === 0 ? [] : ["assumed:\n", ...assumed]),
    "\n",
    permissions.policy === undefined ? "permission:\n" : "least permission, an IAM policy:\n",
    ...Object.entries(permissions.grants ?? {}).map(([kind, name]) => indented(`${kind} ${name}`, "  ")),
    ...permissions.notes.map((note) => indented(note, "# ")),
    permissions.policy === undefined ? "" : `${JSON.stringify(permissions.policy, null, 2)}\n`,
  ].join("");
}

function summaryOf({ calls, concurrency }: ExportPlan): string {
  const total = calls.reduce((sum, { count }) => sum + count, 0);
  return `at least ${counted(total, ["request", "requests"])}, at least ${inWords(secondsOf(calls, concurrency))}`;
}

function operationsOf(calls: readonly PlannedCall[]): readonly string[] {
  return (["listing", "reading"] as const).flatMap((purpose) => {
    const named = calls.filter((call) => call.purpose === purpose && call.count > 0);
    if (named.length === 0) return [];
    const verb = purpose === "listing" ? "to list" : "to read";
    return [`${verb}: ${named.map(({ operation, count }) => `${operation} ${count}`).join(", ")}`];
  });
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
