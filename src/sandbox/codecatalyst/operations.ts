import { compareInstants } from "../../core/time.ts";
import { integer, structure, text, timestamp } from "../constraints.ts";
import { pageOf, type PageTokens } from "../page-token.ts";
import { operation, type Operation } from "../rest-json.ts";
import { ServiceError, validationError } from "../service-error.ts";
import { type CodeCatalystData, eventLogShape, type SpaceData } from "./model.ts";

// Every constraint of the service model, API version 2022-09-28. Unlike in Cases, an empty token is refused.
const nextToken = text({ min: 1, max: 10_000 });
const spaceName = text({ min: 3, max: 63, pattern: String.raw`[a-zA-Z0-9]+(?:[-_\.][a-zA-Z0-9]+)*` });

const listEventLogsInput = structure(
  { spaceName, startTime: timestamp(), endTime: timestamp() },
  { eventName: text(), nextToken, maxResults: integer({ min: 1, max: 250 }) },
);

/** What the service takes when maxResults is left out is not documented. */
const usualPageSize = 100;

/** ListSpaces takes no size; so small that a login with several spaces has several pages. */
const spacesOnPage = 20;

export function codeCatalystOperations(data: CodeCatalystData, tokens: PageTokens): readonly Operation[] {
  return [
    operation({
      name: "ListEventLogs",
      page: { list: "items", token: "nextToken", event: eventLogShape },
      path: "/v1/spaces/{spaceName}/eventLogs",
      input: listEventLogsInput,
      handle(input) {
        const { events } = findSpace(data, input.spaceName);
        const { startTime, endTime, eventName } = input;
        if (compareInstants(startTime, endTime) > 0) throw validationError("startTime must not be after endTime.");
        // "The time after which you do not want any events": both ends are included.
        const found = events.filter(
          ({ time, name }) =>
            compareInstants(time, startTime) >= 0 &&
            compareInstants(time, endTime) <= 0 &&
            (eventName === undefined || name === eventName),
        );
        const { page, next } = pageOf(tokens, "ListEventLogs", found, input, usualPageSize);
        const token = next.nextToken === undefined ? "" : `"nextToken":${JSON.stringify(next.nextToken)},`;
        // The events' own texts go out as they are: parsed and written again, odd numbers and members would change.
        return `{${token}"items":[${page.map((event) => event.text).join(",")}]}`;
      },
    }),

    operation({
      name: "ListSpaces",
      page: { list: "items", token: "nextToken" },
      path: "/v1/spaces",
      input: structure({}, { nextToken }),
      handle(input) {
        const { page, next } = pageOf(tokens, "ListSpaces", data.spaces, input, spacesOnPage);
        const items = page.map(({ name, regionName, displayName, description }) => {
          return { name, regionName, displayName, description };
        });
        return JSON.stringify({ ...next, items });
      },
    }),

    operation({
      name: "VerifySession",
      method: "GET",
      path: "/session",
      input: structure({}, {}),
      handle: () => JSON.stringify({ identity: data.identity }),
    }),
  ];
}

function findSpace(data: CodeCatalystData, spaceName: string): SpaceData {
  const space = data.spaces.find(({ name }) => name === spaceName);
  if (space === undefined) {
    // The errors of this service have a message and nothing else.
    throw new ServiceError(404, "ResourceNotFoundException", `There is no space ${spaceName}.`);
  }
  return space;
}
