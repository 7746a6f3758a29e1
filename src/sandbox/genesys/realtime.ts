import type { Answer, SandboxRequest } from "../service.ts";
import { jsonAnswer, notFound } from "./errors.ts";
import type { AuditMessage, GenesysData } from "./model.ts";
import { checkQuestion, expanded, matching, parseBody, realtimeShape, relatedShape, validated } from "./query.ts";

/** "will only retrieve 14 days worth of audits for certain services" (API reference). */
const lookBack = 14 * 86_400_000;

/** The quick query: by page numbers, over some services and the last fourteen days. */
export function queryRealtime(data: GenesysData, request: SandboxRequest): Answer {
  const question = validated(realtimeShape, parseBody(request.body));
  const services = data.services.filter(({ realtime }) => realtime);
  checkQuestion(question, services);
  const { pageSize = 25, pageNumber = 1 } = question;
  const found = matching(data, question, data.now.getTime() - lookBack).filter((message) => {
    const { serviceName } = JSON.parse(message) as AuditMessage;
    return services.some(({ name }) => name === serviceName);
  });
  const query = new URLSearchParams(request.query);
  const page = found
    .slice((pageNumber - 1) * pageSize, pageNumber * pageSize)
    .map((message) => expanded(message, data, query));
  const numbers = { pageSize, pageNumber, total: found.length, pageCount: Math.ceil(found.length / pageSize) };
  return jsonAnswer(`{"entities":[${page.join(",")}],${JSON.stringify(numbers).slice(1)}`);
}

/** All audits of the act that one of them belongs to. */
export function queryRelated(data: GenesysData, request: SandboxRequest): Answer {
  const { auditId, sort } = validated(relatedShape, parseBody(request.body));
  const start = data.events.find((message) => (JSON.parse(message) as AuditMessage).id === auditId);
  if (start === undefined) throw notFound("audit", auditId);
  const act = actOf(start);
  const related = act === undefined ? [start] : data.events.filter((message) => actOf(message) === act);
  const query = new URLSearchParams(request.query);
  const ordered = sort?.[0]?.sortOrder === "descending" ? related.toReversed() : related;
  return jsonAnswer(`{"entities":[${ordered.map((message) => expanded(message, data, query)).join(",")}]}`);
}

function actOf(message: string): string | undefined {
  return (JSON.parse(message) as AuditMessage).initiatingAction?.transactionId;
}

/** The service mapping: what is audited at all, or what realtime knows of it. */
export function listServices(data: GenesysData, realtimeOnly: boolean): Answer {
  const services = data.services
    .filter(({ realtime }) => realtime || !realtimeOnly)
    .map(({ name, entities }) => ({ name, entities }));
  return jsonAnswer(JSON.stringify({ services }));
}
