import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Scenario } from "./scenario.ts";

/** A server of a scenario, in its own process. */
export interface Served {
  readonly url: string;
  /** What a process needs that asks it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The time that the events are of. */
  readonly since: string;
  readonly until: string;
}

export interface Server extends Served {
  stop(): void;
}

const script = fileURLToPath(new URL("serve.ts", import.meta.url));

export async function startServer(scenario: Scenario): Promise<Server> {
  const child = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(scenario)], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const line = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.endsWith("\n")) resolve(text);
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { ...(JSON.parse(line) as Served), stop: () => child.disconnect() };
}
