import type { Command } from "commander";
import { type Actions, buildProgram } from "../src/cli/program.ts";

/** The whole command tree, of which nothing is run. */
export function wholeProgram(version = "0.0.0"): Command {
  const actions = new Proxy({} as Actions, {
    get: () => () => Promise.reject(new Error("no command runs here")),
  });
  return buildProgram(version, actions, () => undefined);
}
