/**
 * The only escape sequences that the program sends by itself (SGR, ECMA-48). What is painted has passed `visible` before, so
 * that none of a service's comes along; and it is measured before, for the codes take no room.
 */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
  gray: [90, 39],
} as const;

export type Style = keyof typeof codes;

/** The text in a style; as it is without one. */
export function paint(style: Style | undefined, text: string): string {
  if (style === undefined || text === "") return text;
  const [on, off] = codes[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
