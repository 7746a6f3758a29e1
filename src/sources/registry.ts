import type { SourceDefinition } from "../core/source-definition.ts";
import { cases } from "./cases/index.ts";
import { codecatalyst } from "./codecatalyst/index.ts";
import { genesys } from "./genesys/index.ts";
import { incidents } from "./incidents/index.ts";

/** Every source: help, completions, tests and bundle follow from this list. */
export const sources: readonly SourceDefinition[] = [cases, incidents, codecatalyst, genesys];
