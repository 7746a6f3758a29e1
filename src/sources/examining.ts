import type { SourceContext } from "../core/source-definition.ts";

/** What is made when it is first asked for, and for all that ask. */
export interface Once<Value> {
  (): Promise<Value>;
  /** Does something with it where it was made, and nothing where that failed or nobody asked. */
  settled(action: (value: Value) => unknown): Promise<void>;
}

export function once<Value>(make: () => Promise<Value>): Once<Value> {
  let made: Promise<Value> | undefined;
  return Object.assign(() => (made ??= make()), {
    async settled(action: (value: Value) => unknown): Promise<void> {
      await made?.then(action, () => undefined);
    },
  });
}

/** Milliseconds for one step: as long as its tries may be silent, and what is between them. */
export function limitOf({ timeout, maxAttempts = 1 }: SourceContext): number {
  return timeout * maxAttempts + 2000;
}
