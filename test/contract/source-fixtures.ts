import { cases } from "./fixtures/cases.ts";
import { incidents } from "./fixtures/incidents.ts";
import { codecatalyst } from "./fixtures/codecatalyst.ts";
import { genesys } from "./fixtures/genesys.ts";
import type { SourceFixture } from "./source-fixture.ts";

/** One for each registered source: a test fails where one is missing. */
export const fixtures: Readonly<Record<string, SourceFixture>> = {
  cases,
  incidents,
  codecatalyst,
  genesys,
};
