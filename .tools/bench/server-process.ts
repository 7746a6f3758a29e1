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

/** The servers that were asked last; one that waits costs nothing but its memory. */
export interface Servers {
  find(scenario: Scenario): Promise<Served>;
  stop(): void;
}

const most = 4;

export function createServers(): Servers {
  const present = new Map<string, Server>();

  function end(key: string): void {
    present.get(key)?.stop();
    present.delete(key);
  }

  return {
    async find(scenario) {
      const key = JSON.stringify(scenario);
      // A quota that was spent by one run would be missing to the next.
      if (scenario.quota !== undefined) end(key);
      const server = present.get(key) ?? (await startServer(scenario));
      present.delete(key);
      present.set(key, server);
      const [oldest] = present.keys();
      if (present.size > most && oldest !== undefined) end(oldest);
      return server;
    },
    stop() {
      for (const key of present.keys()) end(key);
    },
  };
}
