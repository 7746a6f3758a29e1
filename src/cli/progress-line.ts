import { styleText } from "node:util";
import ora from "ora";
import { stopwatch } from "../core/clock.ts";
import type { CliContext } from "./context.ts";
import { createForecast } from "./progress-forecast.ts";
import { createNotes } from "./progress-notes.ts";
import { progressText } from "./progress-text.ts";
import type { Progress, ProgressFacts, ProgressSubject } from "./progress.ts";

/** Milliseconds between two looks of the line, however much happens meanwhile. */
const interval = 100;

/** Columns that are not the text's: the spinner, a space, and the last, after which some terminals begin a new line. */
const taken = 3;

/** A terminal that says nothing of its width has the 80 columns that every terminal had. */
const usualColumns = 80;

/** Clears what is below and right of the cursor. */
const clearBelow = "\u001b[J";

/**
 * One line with a spinner, drawn anew some times a second. ora sees to it that what else is written to the terminal
 * comes above it, and that the cursor, which would flicker, is hidden until `stop`.
 */
export function createProgressLine(
  subject: ProgressSubject,
  color: boolean,
  { stderr: stream, onExit }: Pick<CliContext, "stderr" | "onExit">,
): Progress {
  const notes = createNotes(stopwatch);
  const forecast = createForecast();
  let facts: ProgressFacts = {
    done: 0,
    listed: 0,
    expected: undefined,
    isComplete: undefined,
    share: 0,
    records: 0,
    read: 0,
    mostRecords: undefined,
  };

  function text(): string {
    const shown = { ...forecast(stopwatch(), facts), note: notes.text() };
    return progressText(subject, facts, shown, (stream.columns ?? usualColumns) - taken);
  }

  const spinner = ora({
    stream,
    isEnabled: true,
    // ora would ask standard output whether it takes colours.
    color: false,
    ...(color ? {} : { spinner: "line" }),
    // The keyboard stays the user's: standard input may be a list of ids, and Ctrl-C is ours to hear.
    discardStdin: false,
    // Asked for with each look: so the text is made when it is shown, for the width that the terminal then has.
    prefixText() {
      // Left at its beginning, the cursor stays there when the terminal breaks the line for a smaller width.
      spinner.text = `${text()}\r`;
      return "";
    },
  });

  const frames = spinner.spinner.frames.map((frame) =>
    color ? styleText("cyan", frame, { validateStream: false }) : frame,
  );
  spinner.spinner = { frames, interval };

  /** What was one line may be several now, and all of them are below the cursor. Of no columns ora would clear without end. */
  function onResize(): void {
    if (stream.columns === 0) stop();
    else stream.write(clearBelow);
  }

  function stop(): void {
    stream.off("resize", onResize);
    forget();
    spinner.stop();
  }

  stream.on("resize", onResize);
  const forget = onExit(stop);
  spinner.start();

  return {
    update(changed) {
      facts = { ...facts, ...changed };
    },
    meanwhile: notes.add,
    stop,
  };
}
