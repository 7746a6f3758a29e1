import type { Totals } from "../core/totals.ts";
import type { TerminalStream } from "./context.ts";

/** The line that says how far a run is. It shares stderr with the messages, which pass through `interrupt`. */
export interface Progress {
  update(totals: Readonly<Totals>): void;
  /** Takes the line away while something else is written. */
  interrupt(write: () => void): void;
  stop(): void;
}

export const noProgress: Progress = {
  update: () => undefined,
  interrupt: (write) => write(),
  stop: () => undefined,
};

/** A spinner on the terminal. Loaded only for one: a cron job need not read it. */
export async function createProgress(
  stream: TerminalStream,
  color: boolean,
  text: string,
  noun: string,
): Promise<Progress> {
  const { default: ora } = await import("ora");
  // The keyboard stays the user's: standard input may be a list of ids, and Ctrl-C is ours to hear.
  const spinner = ora({ stream, text, discardStdin: false, ...(color ? {} : { spinner: "line", color: false }) });
  spinner.start();
  return {
    update({ records, held, complete, pages }) {
      spinner.text = `${text}: ${records + held} ${noun}, ${pages} pages, ${complete} done`;
    },
    interrupt(write) {
      spinner.clear();
      write();
    },
    stop() {
      spinner.stop();
    },
  };
}
