/** So many characters go at once. Of UTF-16 none takes more than three bytes of UTF-8. */
const most = 128 * 1024;

/**
 * Hands text on as bytes, in pieces, through one and the same buffer: memory that is new for each page costs more than what
 * is written to it. `take` must be done with the bytes when it settles. Text that comes while it is not gets a buffer of its own.
 */
export function createEncoder(take: (bytes: Uint8Array) => Promise<void>): (text: string) => Promise<void> {
  const encoder = new TextEncoder();
  let buffer: Uint8Array | undefined;
  let isBusy = false;

  return async (text) => {
    if (isBusy) {
      await take(encoder.encode(text));
      return;
    }
    isBusy = true;
    try {
      for (let start = 0; start < text.length;) {
        const end = endOfPiece(text, start);
        buffer ??= new Uint8Array(most * 3);
        const piece = start === 0 && end === text.length ? text : text.slice(start, end);
        const { written } = encoder.encodeInto(piece, buffer);
        await take(buffer.subarray(0, written));
        start = end;
      }
    } finally {
      isBusy = false;
    }
  };
}

/** Never between the halves of a surrogate pair. */
function endOfPiece(text: string, start: number): number {
  const end = start + most;
  if (end >= text.length) return text.length;
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}
