import { randomBytes, randomUUID } from "node:crypto";
import type { CasesData } from "./cases/model.ts";
import { seededCases } from "./cases/seed.ts";
import { casesService } from "./cases/service.ts";
import type { IncidentsData } from "./incidents/model.ts";
import { seededIncidents } from "./incidents/seed.ts";
import { incidentsService } from "./incidents/service.ts";
import type { CodeCatalystData } from "./codecatalyst/model.ts";
import { seededCodeCatalyst } from "./codecatalyst/seed.ts";
import { codeCatalystService } from "./codecatalyst/service.ts";
import type { GenesysData } from "./genesys/model.ts";
import { seededGenesys } from "./genesys/seed.ts";
import { genesysService } from "./genesys/service.ts";
import { pageTokens } from "./page-token.ts";
import type { Service } from "./service.ts";
import type { Credentials } from "./signature.ts";
import { stsService } from "./sts/service.ts";

/** What each service holds. */
export interface SandboxData {
  readonly cases: CasesData;
  readonly incidents: IncidentsData;
  readonly codecatalyst: CodeCatalystData;
  readonly genesys: GenesysData;
}

/** Data given stands instead of the seeded: tests put odd things there. */
export interface DataOptions extends Partial<SandboxData> {
  readonly seed?: number;
  /** The moment that data which goes up to the present ends at; left out: the clock's. */
  readonly now?: Date;
}

export const defaultSeed = 1;

export function sandboxData(options: DataOptions): SandboxData {
  const { seed = defaultSeed, now = new Date() } = options;
  return {
    cases: options.cases ?? seededCases(seed, sandboxRegion),
    incidents: options.incidents ?? seededIncidents(seed, sandboxRegion),
    codecatalyst: options.codecatalyst ?? seededCodeCatalyst(seed, now),
    genesys: options.genesys ?? seededGenesys(seed, now),
  };
}

/** One line a service. What its clients need to be let in is made anew at each start. */
export function sandboxServices(data: SandboxData, credentials: Credentials, seed: number): readonly Service[] {
  const genesysClient = { clientId: randomUUID(), clientSecret: randomBytes(32).toString("base64url") };
  return [
    casesService(data.cases, credentials, pageTokens(seed)),
    incidentsService(data.incidents, credentials, pageTokens(seed)),
    codeCatalystService(data.codecatalyst, randomBytes(30).toString("base64url"), pageTokens(seed)),
    genesysService(data.genesys, genesysClient, pageTokens(seed)),
    stsService(credentials),
  ];
}

export const sandboxRegion = "eu-central-1";
