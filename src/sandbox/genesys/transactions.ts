import { randomUUID } from "node:crypto";
import type { PageTokens } from "../page-token.ts";
import type { Answer, SandboxRequest } from "../service.ts";
import { badRequest, jsonAnswer, notFound } from "./errors.ts";
import { isTooLarge, toFileMessage } from "./file.ts";
import type { GenesysData } from "./model.ts";
import { checkQuestion, expanded, matching, parseBody, type Question, queryShape, validated } from "./query.ts";

interface Transaction {
  readonly id: string;
  readonly question: Question;
  readonly startDate: string;
  /** How often its state was asked for: by that it comes about, not by a clock. */
  polls: number;
  readonly end: "Succeeded" | "Failed";
  /** What it found, once somebody wants it. */
  found?: readonly string[];
}

const states = ["Queued", "Running"];
/** Queries that are remembered; a real service forgets them too, after a time that is not documented. */
const remembered = 1000;

export interface Transactions {
  submit(request: SandboxRequest): Answer;
  status(id: string): Answer;
  results(id: string, request: SandboxRequest): Answer;
  file(token: string, request: SandboxRequest): Answer;
}

/** Asynchronous queries: submit, ask for the state, page the results by cursor. */
export function createTransactions(
  data: GenesysData,
  tokens: PageTokens,
  earlier: Readonly<Record<string, { readonly question: Question; readonly end: "Succeeded" | "Failed" }>>,
): Transactions {
  const transactions = new Map<string, Transaction>();
  const files = new Map<string, readonly string[]>();
  for (const [id, { question, end }] of Object.entries(earlier)) {
    transactions.set(id, { id, question, end, startDate: data.now.toISOString(), polls: states.length });
  }

  function find(id: string): Transaction {
    const found = transactions.get(id);
    if (found === undefined) throw notFound("audit query", id);
    return found;
  }

  function describe({ id, question, startDate, polls, end }: Transaction): Answer {
    const state = states[polls] ?? end;
    const body = { id, state, startDate, ...question };
    return jsonAnswer(JSON.stringify(body), state === end ? 200 : 202);
  }

  /** A page and where to go on. After the first page comes an empty one: only the cursor says that there is more. */
  function pageAt(id: string, messages: readonly string[], cursor: string | null, pageSize: number) {
    const place = cursor === null || cursor === "" ? 0 : tokens.read(`audit query ${id}`, cursor);
    if (place === undefined) throw badRequest("The cursor is not valid for this query.", "invalid.query.param.value");
    const start = place >> 1;
    const isEmpty = (place & 1) === 1;
    const end = isEmpty ? start : start + pageSize;
    const next = end < messages.length ? tokens.issue(`audit query ${id}`, end * 2 + (start === 0 ? 1 : 0)) : undefined;
    return { page: messages.slice(start, end), next: next === undefined ? "" : `,"cursor":${JSON.stringify(next)}` };
  }

  return {
    submit({ body }) {
      const question = validated(queryShape, parseBody(body));
      checkQuestion(question, data.services);
      const transaction: Transaction = {
        id: randomUUID(),
        question,
        startDate: new Date().toISOString(),
        polls: 0,
        end: "Succeeded",
      };
      transactions.set(transaction.id, transaction);
      const [oldest = ""] = transactions.keys();
      if (transactions.size > remembered) transactions.delete(oldest);
      return describe(transaction);
    },

    status(id) {
      const transaction = find(id);
      transaction.polls += 1;
      return describe(transaction);
    },

    results(id, request) {
      const transaction = find(id);
      if (transaction.polls < states.length) throw badRequest("The query has not completed yet.");
      if (transaction.end === "Failed") throw badRequest("The query has failed.");
      const query = new URLSearchParams(request.query);
      const pageSize = sizeOf(query.get("pageSize"));
      transaction.found ??= matching(data, transaction.question);
      const { page, next } = pageAt(id, transaction.found, query.get("cursor"), pageSize);
      const head = `{"id":${JSON.stringify(id)},"pageSize":${pageSize}`;
      if (isTooLarge(page)) {
        if (query.get("allowRedirect") !== "true") {
          throw badRequest(
            "The response is over the size limit. Reduce pageSize or expand list to reduce response size",
            "response.entity.too.large",
          );
        }
        const token = randomUUID();
        files.set(token, page);
        const url = `http://${request.headers.get("host")}/files/${token}?X-Amz-Signature=${randomUUID()}`;
        return jsonAnswer(`${head},"downloadUrl":${JSON.stringify(url)}${next}}`, 302);
      }
      const entities = page.map((message) => expanded(message, data, query)).join(",");
      return jsonAnswer(`${head},"entities":[${entities}]${next}}`);
    },

    file(token, { headers }) {
      const messages = files.get(token);
      if (messages === undefined) throw notFound("file", token);
      // As S3 has it: what is signed in its address takes no other authorization.
      if (headers.has("authorization")) throw badRequest("Only one auth mechanism allowed");
      return jsonAnswer(`[${messages.map(toFileMessage).join(",")}]`);
    },
  };
}

function sizeOf(text: string | null): number {
  const size = text === null ? 25 : Number(text);
  if (Number.isInteger(size) && size >= 1 && size <= 500) return size;
  throw badRequest(`pageSize is 1 to 500, not ${text}.`, "invalid.query.param.value");
}
