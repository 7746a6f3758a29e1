interface Container {
  readonly isList: boolean;
  readonly entries: readonly (readonly [name: string, value: unknown])[];
  written: number;
}

/** How what is neither a list nor an object is written. */
type ScalarJson = (value: unknown) => string;

/**
 * A change's value as JSON. JSON.stringify would write a number too large for a double as null, which says that there was
 * no value, and zero without its sign; and it recurses, so that hostile text nested deeply enough would end the run.
 */
export function valueJson(value: unknown): string {
  return writtenWith(scalarJson, value);
}

/**
 * The same, but JSON.parse gives exactly the value again: of a number too large for a double the digits of one, where
 * `valueJson` writes its name for people.
 */
export function exactJson(value: unknown): string {
  return writtenWith(exactScalarJson, value);
}

function writtenWith(scalarJson: ScalarJson, value: unknown): string {
  return typeof value === "object" && value !== null ? containerJson(scalarJson, value) : scalarJson(value);
}

function containerJson(scalarJson: ScalarJson, value: object): string {
  const open: Container[] = [];
  let text = "";

  function begin(part: unknown): void {
    if (typeof part !== "object" || part === null) {
      text += scalarJson(part);
      return;
    }
    const isList = Array.isArray(part);
    text += isList ? "[" : "{";
    open.push({ isList, entries: Object.entries(part), written: 0 });
  }

  begin(value);
  for (let inner = open.at(-1); inner !== undefined; inner = open.at(-1)) {
    const entry = inner.entries[inner.written];
    if (entry === undefined) {
      text += inner.isList ? "]" : "}";
      open.pop();
      continue;
    }
    const [name, part] = entry;
    if (inner.written > 0) text += ",";
    if (!inner.isList) text += `${JSON.stringify(name)}:`;
    inner.written += 1;
    begin(part);
  }
  return text;
}

function scalarJson(value: unknown): string {
  if (typeof value === "string") return textJson(value);
  if (typeof value === "number" && !Number.isFinite(value)) return `"${value}"`;
  return Object.is(value, -0) ? "-0" : (JSON.stringify(value) ?? "null");
}

function exactScalarJson(value: unknown): string {
  if (value === Infinity) return "1e999";
  return value === -Infinity ? "-1e999" : scalarJson(value);
}

/** What JSON writes otherwise than it is: quotes, backslashes, control characters, and halves of surrogate pairs. */
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/;

/** As JSON.stringify writes it; of most texts at a third of its time. */
export function textJson(text: string): string {
  return escaped.test(text) ? JSON.stringify(text) : `"${text}"`;
}
