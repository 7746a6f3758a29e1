/**
 * The exit codes with their meanings, out of the table in the README: it is the one place where they are told whole.
 *
 * @throws Error where the table is not there, or not as it is read here
 */
export function exitStatus(readme: string): readonly (readonly [codes: string, meaning: string])[] {
  const [, section = ""] = /^## Exit codes\n(.*?)^## /ms.exec(readme) ?? [];
  const rows = section.split("\n").filter((line) => /^\| *\d/.test(line));
  const entries = rows.flatMap((row) => {
    const cells = row.split("|").map((cell) => cell.trim());
    return [cells.slice(1, 3), cells.slice(3, 5)];
  });
  if (entries.length === 0) throw new Error("README.md has no table of exit codes");
  return entries
    .map(([codes = "", meaning = ""]): readonly [string, string] => [codes, meaning])
    .filter(([codes]) => codes !== "")
    .toSorted(([one], [other]) => Number.parseInt(one, 10) - Number.parseInt(other, 10));
}
