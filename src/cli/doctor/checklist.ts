import type { Check, Finding } from "../../core/examination.ts";
import { paint } from "../../core/paint.ts";
import { textWidth, wrap } from "../../formats/text-width.ts";

type Status = Finding["status"];

/** How a checklist looks. */
export interface Looks {
  readonly columns: number;
  readonly hasColor: boolean;
  /** Whether signs beyond ASCII can be shown. */
  readonly isUnicode: boolean;
  /** Text that may have come from a service, made harmless. */
  readonly clean: (text: string) => string;
}

const signs: Readonly<Record<Status, string>> = { ok: "✓", warning: "!", failed: "✗", skipped: "-" };
const colors = { ok: "green", warning: "yellow", failed: "red", skipped: "gray" } as const;

/** As wide as the longest name there is, `codecatalyst:ListEventLogs`. */
const nameWidth = 26;
/** What is less is no column to read in: the detail then stands below the name. */
const leastColumn = 30;

/** A line that says what the checks below it are about. */
export function headingText(text: string, { hasColor, clean }: Looks): string {
  return `${paint(hasColor ? "bold" : undefined, clean(text))}\n`;
}

/** One check, its remedy on lines of its own. */
export function checkText(
  { name, status, detail, remedy }: Check,
  { columns, hasColor, isUnicode, clean }: Looks,
): string {
  // Where there are no signs the words say it.
  const sign = isUnicode ? signs[status] : status.padEnd("skipped".length);
  const start = `  ${paint(hasColor ? colors[status] : undefined, sign)} `;
  const title = clean(name);
  const indent = 2 + sign.length + 1 + nameWidth + 1;
  const isNarrow = columns - indent < leastColumn;
  const margin = " ".repeat(isNarrow ? 6 : indent);
  const lines = wrap(clean(detail), columns - margin.length).map((line) => line.trimEnd());
  const [first = "", ...others] = lines;
  const head = isNarrow
    ? [`${start}${title}`, ...lines.map((line) => margin + line)]
    : [
        `${start}${title}${" ".repeat(Math.max(1, nameWidth + 1 - textWidth(title)))}${first}`,
        ...others.map((line) => margin + line),
      ];
  if (status === "ok" || remedy === undefined) return `${head.join("\n")}\n`;
  const below = wrap(`next: ${clean(remedy)}`, columns - margin.length).map((line) => margin + line.trimEnd());
  return `${[...head, ...below].join("\n")}\n`;
}

/** How many there are of each kind. */
export function summaryText(checks: readonly Check[], { clean }: Looks): string {
  const counts = Object.keys(signs).map((status) => {
    return [status, checks.filter((check) => check.status === status).length] as const;
  });
  const words = counts.filter(([, count]) => count > 0).map(([status, count]) => `${count} ${wordOf(status, count)}`);
  return `${clean(words.join(", "))}\n`;
}

function wordOf(status: string, count: number): string {
  return status === "warning" && count > 1 ? "warnings" : status;
}
