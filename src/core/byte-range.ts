/**
 * Some of a page's bytes, which are text of UTF-8. It is kept where the text itself would be: the bytes are there in any case,
 * outside of what is searched for garbage, and most events are written without anybody asking for their text.
 */
export class ByteRange {
  readonly #page: Buffer;
  readonly #start: number;
  readonly #end: number;
  readonly #encoding: "latin1" | "utf8";

  /** @param encoding latin1 for what is ASCII: the same text, made sooner */
  constructor(page: Buffer, start: number, end: number, encoding: "latin1" | "utf8") {
    this.#page = page;
    this.#start = start;
    this.#end = end;
    this.#encoding = encoding;
  }

  get length(): number {
    return this.#end - this.#start;
  }

  byteAt(offset: number): number {
    return this.#page[this.#start + offset] ?? 0;
  }

  /** The text, made anew each time. */
  toString(): string {
    return this.#page.toString(this.#encoding, this.#start, this.#end);
  }

  /** Copies the bytes from `from` to `to` of it to the place `at` of `target`. */
  copyTo(target: Buffer, at: number, from = 0, to = this.length): void {
    this.#page.copy(target, at, this.#start + from, this.#start + to);
  }
}

/** What lies between two places of a page. */
export type RangeOf = (start: number, end: number) => ByteRange;
