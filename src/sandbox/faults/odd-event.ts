import { createHash } from "node:crypto";
import type { EventShape } from "../service.ts";

type Event = Record<string, unknown>;

/** Texts that nobody would put into an event: every control character, and as long as a value may be (4,100). */
const controls = String.fromCharCode(...Array.from({ length: 32 }, (_, code) => code), 0x7f, 0x85, 0x2028, 0x202e);
const longest = "x".repeat(4100);

/** Beside what JSON.stringify writes: no number of JavaScript has these digits. */
const beyondNumbers = '"futureNumber":123456789012345678901234567890.5,"futureDuplicate":1,"futureDuplicate":2';

const oddities: readonly ((event: Event, shape: EventShape) => void)[] = [
  (event, { time }) => void (event[time] = "the day before yesterday"),
  (event, { time }) => void (event[time] = null),
  (event, { id, word }) => void delete event[id ?? word],
  (event, { word }) => void (event[word] = { unexpected: ["type", 9_007_199_254_740_991] }),
  (event, { word }) => void (event[word] = "Something.Yet.Unknown"),
  (event) => void Object.assign(event, { futureMember: { text: controls, nan: "NaN", nothing: null }, longest }),
  (event, { changes }) => {
    const list = changes === undefined ? undefined : event[changes.list];
    const [first] = Array.isArray(list) ? list : [];
    if (changes === undefined || typeof first !== "object" || first === null) event["futureList"] = [{}, [], ""];
    else first[changes.value] = { futureValue: { parts: [controls, -0.5e300] } };
  },
];

/** Whether an event is one of those that are odd: one of `every`, by its text, so that it is odd each time. */
export function isOdd(text: string, every: number): boolean {
  return numberOf(text) % every === 0;
}

/** The event as one that this version of its service does not give. */
export function oddEvent(text: string, shape: EventShape): string {
  const event = JSON.parse(text) as Event;
  oddities[Math.floor(numberOf(text) / 7919) % oddities.length]?.(event, shape);
  const written = JSON.stringify(event);
  return written === "{}" ? written : `${written.slice(0, -1)},${beyondNumbers}}`;
}

function numberOf(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE();
}
