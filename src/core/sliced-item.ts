import type { ByteRange } from "./byte-range.ts";
import type { Item } from "./types.ts";

/** The item under an id that its source gives it. No spread: that would parse the event. */
export function withId(item: Item, id: string): Item {
  return {
    get text() {
      return item.text;
    },
    bytes: item.bytes,
    id,
    glance: item.glance,
    get event() {
      return item.event;
    },
    release: () => item.release?.(),
  };
}

/** An item that is known to be JSON: its text is made, and parsed, when somebody asks for it. */
export class SlicedItem implements Item {
  readonly bytes: ByteRange | undefined;
  readonly glance: Item["glance"];
  readonly #text: string | undefined;
  #event: unknown;

  /** @param event what it parses to, where that is known already */
  constructor(text: string | ByteRange, glance?: Item["glance"], event?: unknown) {
    this.#event = event;
    this.bytes = typeof text === "string" ? undefined : text;
    this.#text = typeof text === "string" ? text : undefined;
    this.glance = glance;
  }

  get text(): string {
    return this.#text ?? String(this.bytes);
  }

  get event(): unknown {
    // No JSON parses to undefined.
    if (this.#event === undefined) this.#event = JSON.parse(this.text);
    return this.#event;
  }

  release(): void {
    this.#event = undefined;
  }
}
