import type { Instant } from "../../core/types.ts";
import { peopleNames } from "../people.ts";
import { randomFor, type Random } from "../random.ts";
import { happen, type Happening, issueCreated, memberRemoved, type Setting } from "./happenings.ts";
import {
  type CodeCatalystData,
  type EventLogEntry,
  type SpaceData,
  type SpaceEvent,
  wellKnownSpaces,
} from "./model.ts";

interface SpacePlan {
  readonly name: string;
  readonly displayName: string;
  readonly description?: string;
  readonly regionName: string;
  /** Events of one day, least and most. */
  readonly daily: readonly [least: number, most: number];
  readonly wellKnownDays: boolean;
}

const spacePlans: readonly SpacePlan[] = [
  {
    name: wellKnownSpaces.large,
    displayName: "Alder & Finch Insurance",
    description: 'Claims, quotes and the website; "everything else" is in labs',
    regionName: "us-west-2",
    daily: [30, 80],
    wellKnownDays: true,
  },
  {
    name: wellKnownSpaces.small,
    displayName: "Labs 🧪",
    regionName: "eu-west-1",
    daily: [0, 6],
    wellKnownDays: false,
  },
];

/** So many whole days before the one that has begun: more than the service guarantees, less than the 40 of the tests. */
const wholeDays = 38;
const removalDay = 12;
const bulkDay = 20;

const day = 86_400_000_000; // in microseconds, as all times here

/** The same data for the same seed, but for the days it is of: they end with `now`. */
export function seededCodeCatalyst(seed: number, now: Date): CodeCatalystData {
  return {
    identity: randomFor(seed, "CodeCatalyst login").uuid(),
    spaces: spacePlans.map((plan) => seededSpace(plan, seed, now)),
  };
}

function seededSpace(plan: SpacePlan, seed: number, now: Date): SpaceData {
  const { name, regionName, displayName, description } = plan;
  let events: readonly SpaceEvent[] | undefined;
  return {
    name,
    regionName,
    displayName,
    ...(description === undefined ? {} : { description }),
    // Told when somebody first asks: the sandbox starts at once.
    get events() {
      events ??= tellSpace(plan, seed, now);
      return events;
    },
  };
}

function tellSpace(plan: SpacePlan, seed: number, now: Date): readonly SpaceEvent[] {
  const setting = settingOf(plan, randomFor(seed, `space ${plan.name}`));
  const end = now.getTime() * 1000;
  const today = end - (end % day);
  const events = Array.from({ length: wholeDays + 1 }, (_, ago) => {
    const random = randomFor(seed, `space ${plan.name}, ${ago} days ago`);
    const told = [
      ...tellDay(plan, setting, random),
      ...(plan.wellKnownDays ? tellWellKnown(ago, setting, random) : []),
    ];
    const start = today - ago * day;
    return told
      .map(({ at, happening }) => toEvent(start + at, happening, setting, random))
      .filter(({ time }) => time < instant(end))
      .toSorted((left, right) => (left.time < right.time ? 1 : left.time > right.time ? -1 : 0));
  });
  return events.flat();
}

interface Told {
  /** Since the day's midnight. */
  readonly at: number;
  readonly happening: Happening;
}

/** A day begins with several events at its very midnight and ends with one a microsecond before the next. */
function tellDay({ daily }: SpacePlan, setting: Setting, random: Random): readonly Told[] {
  const times = Array.from({ length: random.integer(...daily) }, (_, index) =>
    index < 3 ? 0 : index === 3 ? day - 1 : atSomeTime(random),
  );
  return times.map((at) => ({ at, happening: happen(setting, random) }));
}

/** Mostly whole milliseconds, as the service has it, and mostly in the hours of work. */
function atSomeTime(random: Random): number {
  const hour = random.chance(0.8) ? random.integer(7, 18) : random.integer(0, 23);
  const milliseconds = (hour * 3600 + random.integer(0, 3599)) * 1000 + random.integer(0, 999);
  return milliseconds * 1000 + (random.chance(0.2) ? random.integer(0, 999) : 0);
}

function tellWellKnown(ago: number, setting: Setting, random: Random): readonly Told[] {
  const evening = 19 * 3_600_000_000;
  if (ago === removalDay) {
    // By threes at the same microsecond, as a script does it.
    return Array.from({ length: 60 }, (_, index) => {
      return { at: evening + Math.floor(index / 3) * 1_234_567, happening: memberRemoved(setting, random) };
    });
  }
  if (ago === bulkDay) {
    return Array.from({ length: 300 }, (_, index) => {
      return { at: evening + index * 400_001, happening: issueCreated(setting, random, index + 1) };
    });
  }
  return [];
}

function settingOf({ name }: SpacePlan, random: Random): Setting {
  return {
    space: name,
    members: peopleNames.map((userName) => ({ userType: "USER", principalId: random.uuid(), userName })),
    projects: ["website", "claims-api", "Schadenhöhe, “netto”", "=quotes", "見積もり"].map((project) => {
      return { name: project, projectId: random.uuid() };
    }),
  };
}

function toEvent(at: number, happening: Happening, setting: Setting, random: Random): SpaceEvent {
  const time = instant(at);
  const { userIdentity = random.pick(setting.members), ...others } = happening;
  const failed = random.chance(0.06);
  const { userType, principalId, userName, ...account } = userIdentity;
  const entry = {
    id: random.uuid(),
    eventType: "AwsApiCall",
    eventCategory: "MANAGEMENT",
    eventSource: "manage",
    // As the documented sample has it: microseconds always, and an offset.
    eventTime: time.replace("Z", "+00:00"),
    // A few come without the name: what is optional is missing now and then.
    userIdentity: { userType, principalId, ...(random.chance(0.1) ? {} : { userName }), ...account },
    requestId: random.uuid(),
    ...others,
    ...(failed
      ? { errorCode: random.pick(["AccessDeniedException", "ConflictException", "ValidationException"]) }
      : {}),
    ...(userType === "UNKNOWN" ? {} : { sourceIpAddress: address(random), userAgent: random.pick(userAgents) }),
  } satisfies EventLogEntry;
  return { time, name: entry.eventName, text: JSON.stringify(entry) };
}

function instant(microseconds: number): Instant {
  const milliseconds = new Date(Math.floor(microseconds / 1000)).toISOString();
  return `${milliseconds.slice(0, -1)}${String(microseconds % 1000).padStart(3, "0")}Z`;
}

/** Of the ranges kept for documentation. */
function address(random: Random): string {
  return random.chance(0.2) ? `2001:db8::${random.integer(1, 9999)}` : `203.0.113.${random.integer(1, 254)}`;
}

const userAgents: readonly string[] = [
  "aws-cli/2.9.0 Python/3.9.11 Darwin/21.3.0 exe/x86_64 prompt/off command/codecatalyst.list-event-logs",
  "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
  "aws-sdk-js/3.693.0 ua/2.1 os/linux lang/js md/nodejs#20.20.2 api/codecatalyst#3.693.0",
];
