import { parseInstant } from "../../core/time.ts";
import type { CodeCatalystData, EventLogEntry, SpaceData, SpaceEvent } from "./model.ts";

/** Small builders of data: a test names what it is about and has the rest filled in. */

/** An event from its members. */
export function spaceEvent(members: Partial<EventLogEntry> & Pick<EventLogEntry, "id">): SpaceEvent {
  const { id, ...others } = members;
  const entry = {
    id,
    eventName: "createProject",
    eventType: "AwsApiCall",
    eventCategory: "MANAGEMENT",
    eventSource: "manage",
    eventTime: "2026-11-01T10:00:00.000000+00:00",
    operationType: "MUTATION",
    userIdentity: { userType: "USER", principalId: "principal-1" },
    ...others,
  } satisfies EventLogEntry;
  return oddEvent(JSON.stringify(entry), entry.eventTime, entry.eventName);
}

/** An event of which a test says every byte, and where the service has it. */
export function oddEvent(text: string, time: string, name = "createProject"): SpaceEvent {
  const instant = parseInstant(time);
  if (instant === undefined) throw new RangeError(`${time} is no time.`);
  return { time: instant, name, text };
}

/** `count` plain events, a minute apart, the newest first. */
export function spaceEvents(count: number, first = Date.UTC(2026, 10, 1, 10)): readonly SpaceEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const eventTime = new Date(first + index * 60_000).toISOString();
    return spaceEvent({ id: `event-${index + 1}`, eventTime: eventTime.replace("Z", "000+00:00") });
  }).toReversed();
}

export function spaceWith(members: Partial<SpaceData> & Pick<SpaceData, "name">): SpaceData {
  return { regionName: "us-west-2", events: [], ...members };
}

export function codeCatalystDataWith(...spaces: readonly SpaceData[]): CodeCatalystData {
  return { identity: "a1b2c3d4e5-6789ab-cdef-identity", spaces };
}
