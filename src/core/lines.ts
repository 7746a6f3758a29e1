/**
 * The lines of a text stream, one at a time, without white space around them and without the empty ones.
 *
 * @param check throws for a line that is not what is asked for
 */
export async function* readLines(
  stream: AsyncIterable<string | Uint8Array>,
  check: (line: string) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let pending = "";
  for await (const chunk of stream) {
    const lines = (pending + (typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }))).split("\n");
    pending = lines.pop() ?? "";
    yield* trimmed(lines);
  }
  yield* trimmed([pending + decoder.decode()]);

  function* trimmed(lines: readonly string[]): Generator<string> {
    for (const line of lines) {
      const text = line.trim();
      if (text === "") continue;
      check(text);
      yield text;
    }
  }
}
