import type { Delivery } from "./delivery.ts";

/** Holds back what would be delivered until all of it is there, and then gives it in order. */
export interface Sorter {
  /** @throws ExportError (output) when there is no room for it */
  add(delivery: Delivery): Promise<void>;
  /** All that was added, some at a time, each record once. */
  inOrder(): AsyncIterable<Delivery>;
  /** Removes whatever it keeps outside of memory. Called at the end of every run, however it ends; never rejects. */
  close(): Promise<void>;
}
