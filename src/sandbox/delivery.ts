import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { Outcome } from "./faults/injector.ts";

/** Sends what came of a request, or as much of it as the faults let through. Gives the status for the log. */
export async function deliver(
  { answer, delivery }: Outcome,
  date: Date,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<number | "-"> {
  if (answer === "reset") incoming.socket.resetAndDestroy();
  if (answer === "reset" || answer === "silence") return "-";
  const { status, headers, body } = answer;
  if (delivery !== undefined && "delay" in delivery) {
    // Nobody waits for the end of a sandbox that is closed.
    await setTimeout(delivery.delay, undefined, { ref: false });
  }
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, {
    ...headers,
    Date: date.toUTCString(),
    "Content-Length": bytes.length,
    "x-amzn-RequestId": randomUUID(),
  });
  if (delivery === undefined || "delay" in delivery) {
    outgoing.end(bytes);
    return status;
  }
  await new Promise<void>((resolve) => outgoing.write(bytes.subarray(0, bytes.length / 2), () => resolve()));
  if (delivery.half === "reset") incoming.socket.resetAndDestroy();
  return status;
}
