import { integer, list, oneOf, type Read, structure, text, validated } from "../constraints.ts";
import { badRequest } from "./errors.ts";
import type { AuditMessage, GenesysData, GenesysService } from "./model.ts";

const filter = structure(
  {
    property: oneOf(["UserId", "TrusteeOrganizationId", "ClientId", "Action", "EntityType", "EntityId"]),
    value: text({ min: 1 }),
  },
  {},
);
const sort = structure({ name: oneOf(["Timestamp"]), sortOrder: oneOf(["ascending", "descending"]) }, {});
const questions = { serviceName: text(), filters: list(filter), sort: list(sort) };

export const queryShape = structure({ interval: text() }, questions);
export const realtimeShape = structure(
  { interval: text() },
  { ...questions, pageNumber: integer({ min: 1 }), pageSize: integer({ min: 1, max: 500 }) },
);
export const relatedShape = structure({ auditId: text({ min: 1 }) }, { trustorOrgId: text(), sort: list(sort) });

export type Question = Read<typeof queryShape>;

/** The longest interval, in the words of a refusal that peers have seen. */
const longestInterval = 31 * 86_400_000;

/** The body as the declared shape, then what no shape says. */
export function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw badRequest("The request body is not JSON.");
  }
}

/** Checks a question as a whole, so that it is refused when it is submitted. */
export function checkQuestion(question: Question, services: readonly GenesysService[]): void {
  intervalOf(question.interval);
  const { serviceName, filters = [] } = question;
  if (serviceName !== undefined && !services.some(({ name }) => name === serviceName)) {
    throw badRequest(`There is no service ${serviceName} to query.`, "invalid.value");
  }
  const properties = filters.map(({ property }) => property);
  if (properties.includes("Action") && !properties.includes("EntityType")) {
    throw badRequest("An EntityType filter is required when an Action filter is given.", "invalid.property");
  }
}

function intervalOf(text: string): { readonly start: number; readonly end: number } {
  const [start = "", end = "", ...more] = text.split("/");
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z?$/;
  if (!time.test(start) || !time.test(end) || more.length > 0) {
    throw badRequest(`The interval ${text} is not of the form start/end.`, "invalid.date");
  }
  const [from, to] = [start, end].map((instant) => Date.parse(instant.endsWith("Z") ? instant : `${instant}Z`));
  if (from === undefined || to === undefined || !(from < to)) {
    throw badRequest("The interval does not end after its start.", "invalid.date");
  }
  if (to - from > longestInterval) {
    throw badRequest("You must specify a search interval as part of your query that does not exceed 31 days.");
  }
  return { start: from, end: to };
}

/** What the filters compare. */
const members: Readonly<Record<string, (message: AuditMessage) => string | undefined>> = {
  UserId: ({ user }) => user?.id,
  TrusteeOrganizationId: ({ userHomeOrgId }) => userHomeOrgId,
  ClientId: ({ client }) => client?.id,
  Action: ({ action }) => action,
  EntityType: ({ entityType }) => entityType,
  EntityId: ({ entity }) => entity?.id,
};

/** The texts of the messages that a question means, in its order: both ends of the interval are included. */
export function matching(data: GenesysData, question: Question, earliest = 0): readonly string[] {
  const { start, end } = intervalOf(question.interval);
  const { serviceName, filters = [] } = question;
  const found = data.events.filter((message) => {
    const event = JSON.parse(message) as AuditMessage;
    const time = Date.parse(event.eventDate);
    if (!(time >= Math.max(start, earliest) && time <= end)) return false;
    if (serviceName !== undefined && event.serviceName !== serviceName) return false;
    return filters.every(({ property, value }) => members[property]?.(event) === value);
  });
  return question.sort?.[0]?.sortOrder === "descending" ? found.toReversed() : found;
}

/** With `expand=user` the names of users are given; all other bytes stay. */
export function expanded(message: string, data: GenesysData, query: URLSearchParams): string {
  const wanted = query.getAll("expand");
  if (wanted.some((what) => what !== "user")) throw badRequest("expand knows user only.", "invalid.query.param.value");
  if (wanted.length === 0) return message;
  return message.replace(/"user":\{"id":"([^"]*)"/, (whole, id: string) => {
    const name = data.userNames[id];
    return name === undefined ? whole : `${whole},"name":${JSON.stringify(name)}`;
  });
}

export { validated };
