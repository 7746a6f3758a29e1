/** Text as roff takes it for text: nothing in it is a request, an escape or a break, and quotes and dashes can be copied. */
export function roff(text: string): string {
  const escaped = text.replaceAll(/[\\\-'`"^~]|[^ -~]/gu, (character) => {
    return (
      special.get(character) ?? `\\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`
    );
  });
  return escaped.startsWith(".") ? `\\&${escaped}` : escaped;
}

const special: ReadonlyMap<string, string> = new Map([
  ["\\", "\\e"],
  ["-", "\\-"],
  ["'", "\\(aq"],
  ["`", "\\(ga"],
  ['"', "\\(dq"],
  ["^", "\\(ha"],
  ["~", "\\(ti"],
]);

/** The same with what stands between backquotes bold, and <placeholders> in italics. */
export function prose(text: string): string {
  const parts = text.split("`").map((part, index) => (index % 2 === 1 ? flags(part) : withPlaceholders(part, "R")));
  const joined = parts.join("");
  return joined.startsWith(".") ? `\\&${joined}` : joined;
}

/** `--output <file>`: the option bold, what it takes in italics. */
export function flags(text: string): string {
  return `\\fB${withPlaceholders(text, "B")}\\fR`;
}

function withPlaceholders(text: string, font: "B" | "R"): string {
  return text
    .split(/(<[^>]*>)/)
    .map((part) => (part.startsWith("<") ? `\\fI${inner(part.slice(1, -1))}\\f${font}` : inner(part)))
    .join("");
}

/** Not at the beginning of a line, where alone a dot is a request. */
function inner(text: string): string {
  return roff(`x${text}`).slice(1);
}

/** A term and what it says. */
export function item(term: string, text: string): readonly string[] {
  return [".TP", term, text];
}

/** Lines as they stand. */
export function verbatim(lines: readonly string[]): readonly string[] {
  return [".PP", ".RS 4", ".nf", ...lines.map(roff), ".fi", ".RE"];
}
