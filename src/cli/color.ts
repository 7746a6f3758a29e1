/**
 * Whether a stream gets colours. First counts what was typed, or set for this program: --no-color and --color; then FORCE_COLOR,
 * which also gives them to a pipe, for `less -R`, or with 0 or false takes them; then NO_COLOR (https://no-color.org), and
 * TERM=dumb. Variables that are empty say nothing. `--color` takes back what variables forbid, but makes no terminal of a pipe.
 */
export function hasColor(
  chosen: boolean | undefined,
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (chosen === false) return false;
  const force = (env["FORCE_COLOR"] ?? "").toLowerCase();
  if (force === "0" || force === "false") return chosen === true && isTerminal;
  if (force !== "") return true;
  if (chosen === true) return isTerminal;
  return isTerminal && (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}
