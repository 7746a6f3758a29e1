import { idPlaceholder, mixed } from "./event-id.ts";

/**
 * A long list of events, of which only some are kept: every event is a copy of one of them with another id and time. So a
 * page is put together as fast as its bytes can be copied, and a million events take no memory.
 */
export interface EventList {
  /** The bytes of the events from `start` to before `end`, with commas between them, and what stands before and after. */
  page(before: string, start: number, end: number, after: string): Uint8Array;
}

/** How an event says its time. */
export interface TimeNotation {
  readonly placeholder: string;
  write(bytes: Buffer, offset: number, time: number): void;
}

/** RFC 3339 in UTC with milliseconds, which is as far as the listed times go. */
export const instantNotation: TimeNotation = {
  placeholder: "####-##-##T##:##:##.###",
  write(bytes, offset, time) {
    const day = Math.floor(time / 86_400_000);
    writeDay(bytes, offset, day);
    const left = (time - day * 86_400_000) | 0;
    writeDigits(bytes, offset + 11, (left / 3_600_000) | 0, 2);
    writeDigits(bytes, offset + 14, ((left / 60_000) | 0) % 60, 2);
    writeDigits(bytes, offset + 17, ((left / 1000) | 0) % 60, 2);
    writeDigits(bytes, offset + 20, left % 1000, 3);
  },
};

/** Seconds since 1970 with milliseconds. */
export const secondsNotation: TimeNotation = {
  placeholder: "##########.###",
  write(bytes, offset, time) {
    writeDigits(bytes, offset, Math.floor(time / 1000), 10);
    writeDigits(bytes, offset + 11, time % 1000, 3);
  },
};

/** A prime, so that no order of kinds lines up with the pages. */
const templateCount = 997;

interface Template {
  readonly bytes: Buffer;
  readonly idAt: number;
  readonly timeAt: number;
}

export function createEventList(
  make: (index: number) => string,
  makeFirst: (index: number) => string,
  placeOf: (index: number) => { readonly time: number; readonly isFirst: boolean },
  notation: TimeNotation,
): EventList {
  const templates = Array.from({ length: templateCount }, (_, index) => toTemplate(make(index), notation));
  const firsts = Array.from({ length: 16 }, (_, index) => toTemplate(makeFirst(index), notation));
  const largest = Math.max(...[...templates, ...firsts].map(({ bytes }) => bytes.length)) + 1;

  return {
    page(before, start, end, after) {
      const page = Buffer.allocUnsafe(before.length + Math.max(0, end - start) * largest + after.length);
      let at = page.write(before, "latin1");
      for (let index = start; index < end; index++) {
        const { time, isFirst } = placeOf(index);
        const template = isFirst ? firsts[mixed(index, 0) % firsts.length] : templates[index % templates.length];
        if (template === undefined) throw new Error("there are no templates");
        if (index > start) page[at++] = comma;
        page.set(template.bytes, at);
        writeHexadecimal(page, at + template.idAt, mixed(index, 1));
        writeHexadecimal(page, at + template.idAt + idPlaceholder.length - 8, index);
        notation.write(page, at + template.timeAt, time);
        at += template.bytes.length;
      }
      at += page.write(after, at, "latin1");
      return page.subarray(0, at);
    },
  };
}

const comma = ",".charCodeAt(0);

function toTemplate(text: string, { placeholder }: TimeNotation): Template {
  const bytes = Buffer.from(text);
  const [idAt, timeAt] = [bytes.indexOf(idPlaceholder), bytes.indexOf(placeholder)];
  if (idAt === -1 || timeAt === -1) throw new Error("a template has no place for an id or a time");
  return { bytes, idAt, timeAt };
}

const digits = Buffer.from("0123456789abcdef");

/** The eight digits of a number of 32 bits. */
function writeHexadecimal(bytes: Buffer, offset: number, value: number): void {
  for (let place = 0; place < 8; place++) bytes[offset + place] = digits[(value >>> (28 - place * 4)) & 15] ?? 0;
}

/** In whole numbers of 32 bits throughout, which the divisions of JavaScript are not by themselves. */
function writeDigits(bytes: Buffer, offset: number, value: number, length: number): void {
  let left = value | 0;
  for (let at = offset + length - 1; at >= offset; at--) {
    const rest = (left / 10) | 0;
    bytes[at] = zero + left - rest * 10;
    left = rest;
  }
}

const zero = "0".charCodeAt(0);
const days = new Map<number, Buffer>();

function writeDay(bytes: Buffer, offset: number, day: number): void {
  let text = days.get(day);
  if (text === undefined) {
    text = Buffer.from(new Date(day * 86_400_000).toISOString().slice(0, 10));
    days.set(day, text);
  }
  for (let place = 0; place < 10; place++) bytes[offset + place] = text[place] ?? 0;
}
