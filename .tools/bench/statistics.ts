/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error("there is no median of nothing");
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Of several runs each quantity's own median: no single run need have them all. */
export function medians<Name extends string>(
  runs: readonly Readonly<Record<Name, number | undefined>>[],
  names: readonly Name[],
): Readonly<Record<Name, number | undefined>> {
  const entries = names.map((name) => {
    const known = runs.map((run) => run[name]).filter((value) => value !== undefined);
    return [name, known.length === 0 ? undefined : median(known)] as const;
  });
  return Object.fromEntries(entries) as Record<Name, number | undefined>;
}
