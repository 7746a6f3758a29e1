import type { Measure, Size } from "../measure.ts";
import { bulkMeasures } from "./bulk.ts";
import { formatMeasures } from "./formats.ts";
import { memoryMeasures } from "./memory.ts";
import { peerMeasures } from "./peers.ts";
import { quotaMeasures } from "./quota.ts";
import { startingMeasures } from "./starting.ts";
import { waitingMeasures } from "./waiting.ts";

export function allMeasures(size: Size): readonly Measure[] {
  return [
    ...startingMeasures(size),
    ...bulkMeasures(size),
    ...waitingMeasures(size),
    ...memoryMeasures(size),
    ...formatMeasures(size),
    ...quotaMeasures(size),
    ...peerMeasures(size),
  ];
}
