import { ExportError } from "../core/errors.ts";
import type { Query, Slice, Source } from "../core/types.ts";
import type { Coverage } from "./format.ts";
import type { Increment } from "./increment.ts";
import type { SweepPlan, WindowPlan } from "./plan.ts";
import type { Spans } from "./spans.ts";

/** The source, of which only those slices are read that the archive is to have. */
export function archivedSource(
  source: Source,
  { before, windows, sweep }: Increment,
  hasRead: (key: string) => boolean,
  keepsDays: number | undefined,
): Source {
  return {
    ...source,
    slices(query) {
      if (windows !== undefined) return slicesOfWindows(source, windows, query, keepsDays);
      return sweep === undefined ? source.slices(query) : slicesOfSweep(source, sweep, before, query, hasRead);
    },
  };
}

async function* slicesOfWindows(
  source: Source,
  { windows, aged }: WindowPlan,
  { expect, ...query }: Query,
  keepsDays: number | undefined,
): AsyncGenerator<Slice> {
  let failure: ExportError | undefined;
  // What the source says of one window is not of them all.
  const asked = expect === undefined || windows.length !== 1 ? query : { ...query, expect };
  for (const window of windows) {
    const listing = untilFailure(source.slices({ ...asked, window }));
    yield* listing.slices;
    failure ??= listing.failure();
  }
  if (aged.length > 0) throw tooOld(aged, keepsDays ?? 0);
  if (failure !== undefined) throw failure;
}

/** What the list of the source has, and then what an earlier run could not read. */
async function* slicesOfSweep(
  source: Source,
  { sweep }: SweepPlan,
  { unread }: Coverage,
  { expect, ...query }: Query,
  hasRead: (key: string) => boolean,
): AsyncGenerator<Slice> {
  const listed = new Set<string>();
  const { changedSince } = sweep;
  /** Until the source says it, no number: the engine passes that over. */
  let expected = Number.NaN;
  let skipped = 0;
  const tell = (): void => expect?.(expected - skipped);
  const listing = untilFailure(
    source.slices({
      ...query,
      ...(changedSince === null ? {} : { changedSince }),
      expect(slices) {
        expected = slices;
        tell();
      },
    }),
  );
  for await (const slice of listing.slices) {
    listed.add(slice.key);
    if (hasRead(slice.key)) {
      skipped += 1;
      tell();
    } else {
      yield slice;
    }
  }
  for (const { key, label, scope } of unread) if (!listed.has(key)) yield { key, label, scope };
  const failure = listing.failure();
  if (failure !== undefined) throw failure;
}

/** The slices of a list that may end with a failure of itself alone, which can be asked for afterwards. */
function untilFailure(slices: AsyncIterable<Slice>): {
  readonly slices: AsyncIterable<Slice>;
  failure(): ExportError | undefined;
} {
  let failure: ExportError | undefined;
  async function* read(): AsyncGenerator<Slice> {
    try {
      yield* slices;
    } catch (error) {
      if (!(error instanceof ExportError && error.ofSlice)) throw error;
      failure = error;
    }
  }
  return { slices: read(), failure: () => failure };
}

function tooOld(aged: Spans, keepsDays: number): ExportError {
  const spans = aged.map(({ since, until }) => `${since} to ${until}`).join(", ");
  return new ExportError("incomplete", `the service keeps ${keepsDays} days: ${spans} is not complete`, {
    hint: "what there was is archived, and the hole is in the manifest: `audit-export coverage <dir>` shows it",
    ofSlice: true,
  });
}
