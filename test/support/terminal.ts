import { clearLine, cursorTo, moveCursor } from "node:readline";
import { Writable } from "node:stream";

/** A terminal as the program sees one, and what somebody who looks on it sees. */
export interface Terminal extends Writable {
  readonly isTTY: true;
  columns: number;
  cursorTo(x: number): boolean;
  clearLine(direction: -1 | 0 | 1): boolean;
  moveCursor(dx: number, dy: number): boolean;
  /** Its rows now, without those at the end that are empty. */
  screen(): readonly string[];
  /** What the last row that is not empty was, each time that it was another; without the spinner. */
  readonly seen: readonly string[];
  hasCursor(): boolean;
  /** All that was written. */
  raw(): string;
  /** Another width; rows that are too long are broken, as most terminals do. */
  resize(columns: number): void;
}

/**
 * Knows what ora, readline and the program write, and no more. It keeps whole lines, so that a line that is broken into
 * rows by its width is put together by another; every character has one column.
 */
export function createTerminal(columns = 80): Terminal {
  const lines: string[] = [""];
  const cursor = { line: 0, at: 0 };
  const seen: string[] = [];
  let [raw, hasCursor, isHeld] = ["", true, false];

  function width(): number {
    return terminal.columns === 0 ? 80 : terminal.columns;
  }

  function rowStart(): number {
    return cursor.at - (cursor.at % width());
  }

  function put(at: number, text: string): void {
    const line = lines[cursor.line] ?? "";
    lines[cursor.line] = (line.padEnd(at).slice(0, at) + text + line.slice(at + text.length)).trimEnd();
  }

  function obey(number: number, command: string): void {
    if (command === "G") cursor.at = rowStart() + number - 1;
    else if (command === "K" && number === 0) put(cursor.at, " ".repeat(rowStart() + width() - cursor.at));
    else if (command === "J" && number === 0) {
      lines.length = cursor.line + 1;
      lines[cursor.line] = (lines[cursor.line] ?? "").slice(0, cursor.at);
    } else if (command !== "m") throw new Error(`the terminal does not know ${number}${command}`);
  }

  function take(text: string): void {
    // oxlint-disable-next-line no-control-regex
    for (const [part, mode, number, command] of text.matchAll(/\x1b\[(?:\?(\d+[hl])|(\d*)([A-Za-z]))|[^\x1b]/gu)) {
      if (mode !== undefined) {
        hasCursor = mode === "25h" || (hasCursor && mode !== "25l");
        isHeld = mode === "2026h" || (isHeld && mode !== "2026l");
      } else if (command !== undefined) obey(Number(number), command);
      else if (part === "\r") cursor.at = rowStart();
      else if (part === "\n") {
        cursor.line += 1;
        cursor.at = 0;
        lines[cursor.line] ??= "";
      } else {
        put(cursor.at, part);
        cursor.at += 1;
      }
    }
    // What is drawn together is seen together.
    if (isHeld) return;
    const last = (screen().at(-1) ?? "").replace(/^[^\w ] /, "");
    if (last !== seen.at(-1)) seen.push(last);
  }

  function screen(): readonly string[] {
    const rows = lines.flatMap((line) => line.match(new RegExp(`.{1,${width()}}`, "gu")) ?? [""]);
    return rows.slice(0, rows.findLastIndex((row) => row !== "") + 1);
  }

  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      raw += chunk.toString();
      take(chunk.toString());
      done();
    },
  });
  const terminal: Terminal = Object.assign(stream, {
    isTTY: true as const,
    columns,
    cursorTo: (x: number) => cursorTo(stream, x),
    clearLine: (direction: -1 | 0 | 1) => clearLine(stream, direction),
    moveCursor: (dx: number, dy: number) => moveCursor(stream, dx, dy),
    screen,
    seen,
    hasCursor: () => hasCursor,
    raw: () => raw,
    resize(next: number) {
      terminal.columns = next;
      stream.emit("resize");
    },
  });
  return terminal;
}
