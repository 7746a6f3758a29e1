import type { ServerResponse } from "node:http";
import { awsEnvironment, awsError, type Received } from "../support/http.ts";
import * as cases from "../sources/cases/service.ts";
import * as codecatalyst from "../sources/codecatalyst/service.ts";
import * as genesys from "../sources/genesys/service.ts";
import * as incidents from "../sources/incidents/service.ts";

export type Handler = (request: Received, response: ServerResponse) => void;

/** What the tests of endings need of a source: an export whose events come in two answers at the least. */
export interface Subject {
  readonly parameters: readonly string[];
  environment(url: string): Readonly<Record<string, string>>;
  /** The service, with that much more text in each of its events. */
  service(filler: string): Handler;
  /** Whether a request is one of those that events are the answer to. */
  isForEvents(request: Received): boolean;
  /** The service's way of asking to be left alone for a minute. */
  readonly refuse: Handler;
}

const refuseAws: Handler = (_, response) => {
  response.setHeader("retry-after", "60");
  awsError(response, 429, "ThrottlingException");
};

/** One for each registered source: a test fails where one is missing. */
export const subjects: Readonly<Record<string, Subject>> = {
  cases: {
    parameters: ["cases", "--domain-id", "d", "--case-id", "c", "--no-field-names", "--page-size", "1"],
    environment: awsEnvironment,
    service: (filler) => cases.pagesOf(["e-1", "e-2"].map((id) => cases.event(id, { filler }))),
    isForEvents: ({ path }) => path.endsWith("/audit-history"),
    refuse: refuseAws,
  },
  // A case is delivered when it is read whole: two of them, one after the other.
  incidents: {
    parameters: ["incidents", "--case-id", "1000000001", "--case-id", "1000000002", "--concurrency", "1"],
    environment: awsEnvironment,
    service: (filler) => incidents.pagesOf([incidents.edit(1, { filler })]),
    isForEvents: ({ path }) => path.endsWith("/list-case-edits"),
    refuse: refuseAws,
  },
  codecatalyst: {
    parameters: ["codecatalyst", ...codecatalyst.oneWindow, "--page-size", "1"],
    environment: (url) => ({
      AWS_ENDPOINT_URL_CODECATALYST: url,
      AWS_BEARER_TOKEN_CODECATALYST: codecatalyst.token,
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    }),
    service: (filler) => {
      const at = codecatalyst.micros("2026-11-01T10:00:00Z");
      return codecatalyst.answering(["e-1", "e-2"].map((id) => codecatalyst.held(id, at, "createProject", { filler })));
    },
    isForEvents: ({ path }) => path.endsWith("/eventLogs"),
    refuse: refuseAws,
  },
  genesys: {
    parameters: ["genesys", ...genesys.oneDay, "--page-size", "1"],
    environment: genesys.environmentOf,
    service: (filler) => {
      const results = genesys.pagesOf(["e-1", "e-2"].map((id) => genesys.event(id, { filler })));
      return (request, response) => genesys.handlerOf(request, { results })(request, response);
    },
    isForEvents: ({ path }) => path.endsWith("/results"),
    refuse: genesys.fail(429, "too.many.requests", "Rate limit exceeded", { "retry-after": "60" }),
  },
};
