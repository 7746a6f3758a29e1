import { durationWords } from "./duration.ts";

/** What goes on while nothing comes, by those that wait: many may, and the line has room for one. */
export interface Notes {
  /** See Log.meanwhile. */
  add(what: string, milliseconds?: number, how?: string): () => void;
  /** What tells most now; undefined where all goes on. */
  text(): string | undefined;
}

interface Note {
  readonly what: string;
  readonly how: string;
  /** When it is expected to be over. */
  readonly end: number;
  /** When it is not shown any more; Infinity until it is over. */
  goneAt: number;
}

/** Milliseconds for which a note is shown at the least, though it may be over: so that it can be read, and many do not flicker. */
const shortest = 700;

/** @param clock in milliseconds */
export function createNotes(clock: () => number): Notes {
  /** In the order in which they were added. */
  const notes = new Set<Note>();

  return {
    add(what, milliseconds = 0, how = "waiting") {
      const begun = clock();
      const note: Note = { what, how, end: begun + milliseconds, goneAt: Infinity };
      notes.add(note);
      return () => {
        note.goneAt = Math.min(note.goneAt, Math.max(clock(), begun + shortest));
      };
    },

    text() {
      const now = clock();
      let best: Note | undefined;
      for (const note of notes) {
        if (note.goneAt <= now) notes.delete(note);
        else if (best === undefined || !goesBefore(best, note, now)) best = note;
      }
      if (best === undefined) return undefined;
      const left = best.end - now;
      return best.goneAt < Infinity || left < 500 ? best.what : `${best.what}, ${best.how} ${durationWords(left)}`;
    },
  };
}

/** What is not over goes before what is, then what takes longest; else the newest is the one. */
function goesBefore(left: Note, right: Note, now: number): boolean {
  const [isOver, isOtherOver] = [left, right].map(({ goneAt }) => goneAt < Infinity);
  if (isOver !== isOtherOver) return isOtherOver === true;
  return Math.max(left.end, now) > Math.max(right.end, now);
}
