/**
 * Text from a service is hostile until shown otherwise: an escape sequence in a case's title can repaint the terminal, a
 * bidirectional override can turn a file name round, an unseen character makes two names look alike. All of these are
 * shown, as `\u001b`, instead of being sent.
 *
 * Hostile is what acts on a terminal or is not seen: control characters (Cc), line and paragraph separators, lone
 * surrogates (no UTF-8 carries them), interlinear annotation, and all that Unicode calls default-ignorable: bidirectional
 * controls, the byte order mark, tags, fillers, and also soft hyphen and zero width space. Those last two are harmless in
 * a book, but a terminal breaks no lines by them, so all they do there is hide a difference.
 *
 * Not hostile are the ignorable characters that scripts are misspelt without: the joiners of Persian, Indic and emoji
 * (U+200C, U+200D), Mongolian's, and variation selectors. A selector is for the character before it, though: at the start,
 * or behind another selector, it selects nothing and may carry hidden text, so there it is shown.
 */

const always = "\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\ufff9-\\ufffb";
const selector = "\\u180b-\\u180d\\u180f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}";
const ignorable = `(?![\\u180e\\u200c\\u200d${selector}])\\p{Default_Ignorable_Code_Point}`;
/** All that could be hostile, and a little more: twenty times and twice as fast to test. */
const notPlain = /[^ -~]/;
// Most runs meet nothing but plain text: what Unicode knows of the ignorable is a millisecond of the start.
const suspect = once(() => new RegExp(`[${always}\\p{Default_Ignorable_Code_Point}]`, "u"));
const hostile = once(() => new RegExp(`[${always}]|${ignorable}|(?<=^|[${selector}])[${selector}]`, "gu"));

const short: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** One line of text as it may be shown to people. */
export function visible(text: string): string {
  if (!notPlain.test(text) || !suspect().test(text)) return text;
  return text.replace(hostile(), (character) => short.get(character) ?? shown(character));
}

/** The beginning of a text that a service may have made as long as it likes. */
export function excerpt(text: string, most = 500): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}

/**
 * `visible` for JSON about to be written to a terminal: line ends stay, and as such characters stand in strings only, where
 * the escape means the same character, the JSON stays equal.
 */
export function guardTerminal(text: string): string {
  if (!/[^\n -~]/.test(text)) return text;
  return text.replace(hostile(), (character, at: number) => {
    if (character === "\n" || (character === "\r" && text[at + 1] === "\n")) return character;
    return escaped(character);
  });
}

/** Text that UTF-8 can carry: lone surrogates shown, all else as it is. */
export function wellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Cs}/gu, escaped) : text;
}

function shown(character: string): string {
  return character.length === 1 ? escaped(character) : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function escaped(character: string): string {
  let units = "";
  for (let at = 0; at < character.length; at++) {
    units += `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }
  return units;
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
