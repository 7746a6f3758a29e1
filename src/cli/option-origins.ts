import type { Command } from "commander";
import type { OptionDefinition, OptionDefinitions } from "../core/source-definition.ts";
import { findValue, type Found, type Given, kebabCase } from "./options.ts";

/** An option that has a value, and where it has it from. */
export interface OptionOrigin {
  /** As it is typed, without its dashes: `domain-id`. */
  readonly option: string;
  readonly value: string;
  /** `--region`, `AUDIT_EXPORT_REGION`, a variable of others such as `AWS_REGION`, or a table of the configuration file. */
  readonly origin: string;
}

/** The options that have a value, each with where it comes from, be it a variable that the source itself asks. */
export function originsOf(command: Command, definitions: OptionDefinitions, given: Given): readonly OptionOrigin[] {
  return Object.entries(definitions).flatMap(([name, definition]) => {
    const found = findValue(command, name, definition, given) ?? elsewhere(definition, given);
    return found === undefined ? [] : [{ option: kebabCase(name), value: shown(found.value), origin: found.origin }];
  });
}

function elsewhere({ variables = [] }: OptionDefinition, { env }: Given): Pick<Found, "value" | "origin"> | undefined {
  const origin = variables.find((variable) => (env[variable] ?? "") !== "");
  return origin === undefined ? undefined : { value: env[origin], origin };
}

/** A URL without the password that it may hold. */
function shown(value: unknown): string {
  const text = Array.isArray(value)
    ? value.join(", ")
    : String(value)
        .trim()
        .replaceAll(/\s*\n\s*/g, ", ");
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (url.username === "" && url.password === "" && url.search === "") return text;
  return `${url.protocol}//${url.host}${url.pathname}`;
}
