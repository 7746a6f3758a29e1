/** For the environment of a run of which the waits are not the point: they pass ten times as fast. */
export const fastClock = { NODE_OPTIONS: `--import ${new URL("fast-clock.mjs", import.meta.url).href}` } as const;

export interface Result {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Invocation {
  /** Beside a bare environment: nothing of the developer's own may steer the program. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Its file, where it is not this repository's own. */
  readonly program?: string;
  readonly directory?: string;
  /** Of a run in the test's own process: its waits take their time. */
  readonly realTime?: boolean;
}

/** The lines of a text, without the empty one after the last line break. */
export function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

/** The raw event's own text within a record's line: all that follows `"raw":`, without the closing brace. */
export function rawTextOf(line: string): string {
  return line.slice(line.indexOf('"raw":') + '"raw":'.length, -1);
}
