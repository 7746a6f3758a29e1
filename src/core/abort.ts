/**
 * The promise's own end, or the signal's reason at once when that aborts first: for what cannot be told to stop, such as
 * a write that nobody reads or a library's pause between two tries.
 */
export function unlessAborted<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/**
 * The promise's own end; when the signal aborts and the promise does not end within so many milliseconds of it, the
 * signal's reason. For a whole that hears the signal, of which some part may not.
 */
export async function soonAfterAbort<Value>(
  signal: AbortSignal,
  milliseconds: number,
  promise: Promise<Value>,
): Promise<Value> {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    timer = setTimeout(() => late.abort(signal.reason), milliseconds);
  };
  signal.addEventListener("abort", start, { once: true });
  if (signal.aborted) start();
  try {
    return await unlessAborted(late.signal, promise);
  } finally {
    signal.removeEventListener("abort", start);
    clearTimeout(timer);
  }
}
