/** So many texts are kept; more are made anew each time, so that a million events are no gigabyte. */
const most = 250_000;

/** A long list of texts, made when they are first asked for. */
export interface EventList {
  /** The texts from `start` to before `end`, with commas between them. */
  joined(start: number, end: number): string;
}

export function createEventList(make: (index: number) => string): EventList {
  const kept: string[] = [];
  function text(index: number): string {
    const known = kept[index];
    if (known !== undefined) return known;
    const made = flat(make(index));
    if (index < most) kept[index] = made;
    return made;
  }
  return {
    joined(start, end) {
      const texts: string[] = [];
      for (let index = start; index < end; index++) texts.push(text(index));
      return texts.join(",");
    },
  };
}

/** What was put together from parts stays a tree of them, which costs several times the memory and time, unless copied. */
function flat(text: string): string {
  return Buffer.from(text, "latin1").latin1Slice();
}
