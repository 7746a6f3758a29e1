import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { linesOf, rawTextOf } from "../../support/invocation.ts";
import { event, fail, type Handler, pagesOf, realtimeOf, runWith, submitted } from "./service.ts";

const hour = 3_600_000;
const midnight = Date.parse(`${new Date(Date.now() - 5 * 24 * hour).toISOString().slice(0, 10)}T00:00:00Z`);
const noon = midnight + 12 * hour;
const day = [midnight, midnight + 24 * hour].map((time) => new Date(time).toISOString());
const tooLong = fail(400, "bad.request", "the search interval does not exceed 14 hours");

/** An event by its time and that which the service files it under, in milliseconds from noon. */
function filed(id: string, time: number, under = time): { readonly text: string; readonly under: number } {
  return { text: event(id, { eventDate: new Date(noon + time).toISOString() }), under: noon + under };
}

/** The events filed within an interval; one of more than 14 hours is refused. */
function answering(events: readonly ReturnType<typeof filed>[], give: (texts: readonly string[]) => Handler) {
  return (interval: string): Handler => {
    const [start = 0, end = 0] = interval.split(/[/~]/).map(Date.parse);
    if (end - start > 14 * hour) return tooLong;
    return give(events.filter(({ under }) => under >= start && under <= end).map(({ text }) => text));
  };
}

describe("a window that is read in two parts, cut at noon", () => {
  const events = [
    filed("before", -hour),
    filed("shared-1", -500),
    filed("late", -1300, 5000),
    filed("late-2", -1, 5000),
    filed("shared-2", 0),
    filed("early", 500, -5000),
    filed("after", hour),
  ];

  for (const path of [[], ["realtime"]]) {
    for (const size of ["500", "1"]) {
      it(`gives each event near the bound once, whichever part has it: ${path.join("")} ${size} a page`, async () => {
        const query = answering(events, pagesOf);
        const realtime = answering(events, realtimeOf);
        const run = await runWith(
          {
            submit: (request, response) => {
              const [start = 0, end = 0] = String(request.body["interval"]).split("/").map(Date.parse);
              (end - start > 14 * hour ? tooLong : submitted)(request, response);
            },
            results: (request, response) => query(request.path.split("/").at(-2) ?? "")(request, response),
            realtime: (request, response) => realtime(String(request.body["interval"]))(request, response),
          },
          [...path, "--since", day[0] ?? "", "--until", day[1] ?? "", "--page-size", size],
        );
        assert.equal(run.code, 0, run.stderr);
        assert.deepEqual(linesOf(run.stdout).map(rawTextOf).toSorted(), events.map(({ text }) => text).toSorted());
      });
    }
  }
});
