/** So many characters are made bytes at once. Of UTF-16 none takes more than three bytes of UTF-8. */
const most = 128 * 1024;

/**
 * Hands text on as bytes, as much at a time as one buffer holds, through one and the same buffer: memory that is new for each
 * page costs more than what is written to it. `take` must be done with the bytes when it settles. Text that comes while it
 * is not gets a buffer of its own.
 */
export function createEncoder(
  take: (bytes: Uint8Array) => Promise<void>,
): (text: string | readonly string[]) => Promise<void> {
  const encoder = new TextEncoder();
  let buffer: Uint8Array | undefined;
  let isBusy = false;

  return async (text) => {
    if (isBusy) {
      await take(encoder.encode(typeof text === "string" ? text : text.join("")));
      return;
    }
    isBusy = true;
    buffer ??= new Uint8Array(most * 3);
    let used = 0;
    try {
      for (const piece of typeof text === "string" ? [text] : text) {
        for (let start = 0; start < piece.length;) {
          const end = endOfPart(piece, start);
          if ((end - start) * 3 > buffer.length - used) {
            await take(buffer.subarray(0, used));
            used = 0;
          }
          const part = start === 0 && end === piece.length ? piece : piece.slice(start, end);
          used += encoder.encodeInto(part, buffer.subarray(used)).written;
          start = end;
        }
      }
      if (used > 0) await take(buffer.subarray(0, used));
    } finally {
      isBusy = false;
    }
  };
}

/** Never between the halves of a surrogate pair. */
function endOfPart(text: string, start: number): number {
  const end = start + most;
  if (end >= text.length) return text.length;
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}
