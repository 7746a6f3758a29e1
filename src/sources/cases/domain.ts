import { ExportError, usageError } from "../../core/errors.ts";
import { paginate } from "../../core/paging.ts";
import type { ListAnswer } from "../list-answer.ts";

/**
 * The account's only Cases domain.
 *
 * @throws ExportError (notFound) when there is none, (usage) with their names when there are several.
 */
export async function findOnlyDomain(
  listDomains: (cursor: string | undefined) => Promise<ListAnswer>,
): Promise<string> {
  const found = await listedDomains(listDomains);
  const [only] = found;
  if (only === undefined) {
    throw new ExportError("notFound", "there is no Amazon Connect Cases domain in this account and region", {
      hint: "another --region or --profile?",
    });
  }
  if (found.length > 1) {
    const listed = found.map(({ id, name }) => `${id} (${name})`).join(", ");
    throw usageError(`the account has ${found.length} Cases domains: ${listed}`, "give one with --domain-id");
  }
  return only.id;
}

interface Domain {
  readonly id: string;
  readonly name: string;
}

export async function listedDomains(
  listDomains: (cursor: string | undefined) => Promise<ListAnswer>,
): Promise<readonly Domain[]> {
  const found: Domain[] = [];
  for await (const answer of paginate("the list of domains", listDomains)) {
    for (const { event } of answer.items) found.push(toDomain(event));
  }
  return found;
}

function toDomain(event: unknown): Domain {
  const { domainId, name } = (event ?? {}) as { readonly domainId?: unknown; readonly name?: unknown };
  if (typeof domainId !== "string" || domainId === "") {
    throw new ExportError("temporary", "ListDomains gave a domain without an id", { hint: "give --domain-id" });
  }
  return { id: domainId, name: typeof name === "string" ? name : "no name" };
}
