import { hostileTexts } from "../hostile-text.ts";
import { peopleNames } from "../people.ts";
import { randomFor, type Random } from "../random.ts";
import { genesysServices } from "./catalog.ts";
import { type AuditMessage, type GenesysData, wellKnownAudits } from "./model.ts";
import { tellChanges } from "./story.ts";

const hour = 3_600_000;
const day = 24 * hour;
const organization = "0f6c2a18-9d47-4b3e-8a50-c1e7d2f49b00";

/** The day of which there are more events than one page holds: three days before today, in UTC. */
export function busyDay(now: Date): { readonly since: string; readonly until: string } {
  const since = midnight(now) - 3 * day;
  return { since: new Date(since).toISOString(), until: new Date(since + day).toISOString() };
}

/**
 * The same data for the same seed and day: forty days up to an hour before `now`, since the service is asked for the last
 * 24 hours unless one says otherwise. It is told when it is first asked for.
 */
export function seededGenesys(seed: number, now: Date): GenesysData {
  const random = randomFor(seed, "genesys");
  const userIds = peopleNames.map(() => random.uuid());
  let events: readonly string[] | undefined;
  return {
    now,
    services: genesysServices,
    userNames: Object.fromEntries(userIds.map((id, index) => [id, peopleNames[index] ?? ""])),
    get events() {
      events ??= tellEvents(randomFor(seed, "genesys events"), userIds, now);
      return events;
    },
  };
}

function tellEvents(random: Random, userIds: readonly string[], now: Date): readonly string[] {
  const today = midnight(now);
  const scattered = times(random, 1400, today - 40 * day, now.getTime() - hour);
  const busy = times(random, 530, Date.parse(busyDay(now).since), Date.parse(busyDay(now).until));
  const clients = Array.from({ length: 6 }, () => random.uuid());
  const act = random.uuid();
  const messages = [...scattered, ...busy]
    .toSorted((left, right) => left - right)
    .map((time, index) => message(random, { time, index, userIds, clients }));
  const special = today - 5 * day;
  return [
    ...messages,
    giant(special, userIds[0] ?? ""),
    ...[0, 1, 1].map((second, place) =>
      related(random, special + (second + 5) * 1000, place === 0 ? wellKnownAudits.initiator : random.uuid(), act),
    ),
  ]
    .toSorted((left, right) => Date.parse(left.eventDate) - Date.parse(right.eventDate))
    .map((event) => JSON.stringify(event));
}

/** Whole seconds, as the service gives them, and many of them the same: people save forms that change ten things. */
function times(random: Random, count: number, start: number, end: number): readonly number[] {
  const moments: number[] = [];
  while (moments.length < count) {
    const moment = Math.floor((start + random.fraction() * (end - start)) / 1000) * 1000;
    const burst = random.chance(0.2) ? random.integer(2, 14) : 1;
    for (let more = 0; more < burst && moments.length < count; more++) moments.push(moment);
  }
  return moments;
}

interface Place {
  readonly time: number;
  readonly index: number;
  readonly userIds: readonly string[];
  readonly clients: readonly string[];
}

function message(random: Random, { time, index, userIds, clients }: Place): AuditMessage {
  const { name: serviceName, entities } = random.pick(genesysServices.filter((service) => service.entities.length > 0));
  const { name: entityType, actions } = random.pick(entities);
  const dice = random.fraction();
  const isSystem = dice < 0.08;
  const isClient = dice < 0.25;
  const entityId = random.uuid();
  const texts = Object.values(hostileTexts);
  // Every name and every attack has its turn.
  const named = index % 7 === 0 ? texts[(index / 7) % texts.length] : peopleNames[index % peopleNames.length];
  return {
    id: random.uuid(),
    userHomeOrgId: organization,
    ...(isClient ? {} : { user: { id: random.pick(userIds) } }),
    client: { id: isClient && !isSystem ? random.pick(clients) : "" },
    remoteIp: isSystem ? [] : [`203.0.113.${random.integer(1, 254)}`, "10.0.0.1"].slice(0, random.integer(1, 2)),
    serviceName,
    level: isSystem ? "SYSTEM" : "USER",
    // Not all say the fraction; none has one.
    eventDate: random.chance(0.5) ? new Date(time).toISOString() : new Date(time).toISOString().replace(".000Z", "Z"),
    action: random.pick(actions),
    entity: { id: entityId, name: named ?? "", selfUri: `/api/v2/${entityType.toLowerCase()}s/${entityId}` },
    entityType,
    status: random.chance(0.93) ? "SUCCESS" : random.pick(["FAILURE", "WARNING"]),
    application: random.chance(0.5) ? "" : "admin",
    initiatingAction: random.chance(0.5) ? {} : { transactionId: random.uuid() },
    transactionInitiator: true,
    ...tellChanges(random, index),
  };
}

/** An upload of contacts, with every number that changed: more than an answer may hold. */
function giant(time: number, userId: string): AuditMessage {
  const numbers = Array.from({ length: 48_000 }, (_, index) => `+4930555${String(index).padStart(6, "0")}`);
  return {
    id: wellKnownAudits.giant,
    userHomeOrgId: organization,
    user: { id: userId },
    client: { id: "" },
    remoteIp: ["203.0.113.7"],
    serviceName: "Outbound",
    level: "USER",
    eventDate: new Date(time).toISOString(),
    action: "Upload",
    entity: { id: "c0ffee00-1d2e-4f3a-8b4c-5d6e7f8a9b0c", name: "Winter campaign" },
    entityType: "ContactList",
    status: "SUCCESS",
    propertyChanges: [{ property: "numbers", oldValues: [], newValues: numbers }],
  };
}

/** One of the audits that one act caused. */
function related(random: Random, time: number, id: string, act: string): AuditMessage {
  return {
    ...message(random, { time, index: 1, userIds: [organization], clients: [organization] }),
    id,
    initiatingAction: { transactionId: act, actionContext: "bulk" },
    transactionInitiator: id === wellKnownAudits.initiator,
  };
}

function midnight(now: Date): number {
  return Math.floor(now.getTime() / day) * day;
}
