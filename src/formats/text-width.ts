import stringWidth from "string-width";

const segmenter = new Intl.Segmenter();
const ellipsis = "…";

/** Characters that are each one column wide and stand alone: most cells need no segmenting. A test proves it of each. */
const narrow =
  /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u03c9\u0400-\u0482\u048a-\u052f\u2010-\u2026\u2190-\u2193]*$/;

/** Far more columns than any table gives a cell: measuring stops there. */
const enough = 4096;

/**
 * A letter joined to the one before it, as in Devanagari. string-width counts such a cluster as one letter; terminals give
 * each its columns, whatever the font then draws.
 */
const joint = /(?<=\p{M}\u200d?)(?=\p{L})/u;

/** Widths lately measured: a cell is asked for more than once, and names and graphemes come back. */
const measured = new Map<string, number>();

/** How many columns of a terminal the text takes, wide scripts, emoji and combining marks counted as terminals draw them. */
export function textWidth(text: string): number {
  if (text.length > enough) return textWidth(text.slice(0, enough));
  if (narrow.test(text)) return text.length;
  const known = measured.get(text);
  if (known !== undefined) return known;
  const width = text.split(joint).reduce((sum, part) => sum + stringWidth(part), 0);
  if (measured.size >= 5000) measured.clear();
  if (text.length <= 200) measured.set(text, width);
  return width;
}

/** The text in at most `width` columns, `…` where something was left out: its end, or its beginning where the end tells more. */
export function cut(text: string, width: number, keep: "start" | "end"): string {
  if (text.length <= enough && textWidth(text) <= width) return text;
  const room = Math.max(0, width - 1);
  // A grapheme has few code units; one made of very many is an attack on the terminal, and is not kept whole.
  const most = room * 16;
  if (keep === "start")
    return kept(split(text.slice(0, most).replace(/[\ud800-\udbff]$/, "")), room).join("") + ellipsis;
  const end = split(most === 0 ? "" : text.slice(-most).replace(/^[\udc00-\udfff]/, ""));
  return ellipsis + kept(end.toReversed(), room).toReversed().join("");
}

/** The whole text in lines of at most `width` columns, broken after a space where there is one. */
export function wrap(text: string, width: number): readonly string[] {
  if (narrow.test(text)) return wrapNarrow(text, width);
  if (text.length <= enough && textWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line: string[] = [];
  let used = 0;
  for (const grapheme of split(text)) {
    const columns = textWidth(grapheme);
    while (line.length > 0 && used + columns > width) {
      const space = line.lastIndexOf(" ");
      const rest = space === -1 ? [] : line.slice(space + 1);
      lines.push(line.slice(0, line.length - rest.length).join(""));
      line = rest;
      used = textWidth(rest.join(""));
    }
    line.push(grapheme);
    used += columns;
  }
  lines.push(line.join(""));
  return lines;
}

/** The same for text of which each character is one column wide: nothing is measured. */
function wrapNarrow(text: string, width: number): readonly string[] {
  const room = Math.max(1, width);
  const lines: string[] = [];
  let start = 0;
  while (text.length - start > room) {
    const line = text.slice(start, start + room);
    const end = line.lastIndexOf(" ") + 1;
    lines.push(end === 0 ? line : line.slice(0, end));
    start += end === 0 ? room : end;
  }
  lines.push(text.slice(start));
  return lines;
}

/** As many of the graphemes, from the first on, as have room. */
function kept(graphemes: readonly string[], room: number): readonly string[] {
  let used = 0;
  const end = graphemes.findIndex((grapheme) => {
    used += textWidth(grapheme);
    return used > room;
  });
  return end === -1 ? graphemes : graphemes.slice(0, end);
}

function split(text: string): readonly string[] {
  return narrow.test(text) ? Array.from(text) : Array.from(segmenter.segment(text), ({ segment }) => segment);
}
