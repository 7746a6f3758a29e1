import { ExportError, usageError } from "../../core/errors.ts";
import { paginate } from "../../core/paging.ts";
import type { ListAnswer } from "../list-answer.ts";

/**
 * The only space there is.
 *
 * @throws ExportError (notFound) when there is none, (usage) with their names when there are several.
 */
export async function findOnlySpace(listSpaces: (cursor: string | undefined) => Promise<ListAnswer>): Promise<string> {
  const found = await listedSpaces(listSpaces);
  const [only] = found;
  if (only === undefined) {
    throw new ExportError("notFound", "there is no Amazon CodeCatalyst space for this login", {
      hint: "another --profile?",
    });
  }
  if (found.length > 1) {
    throw usageError(`there are ${found.length} CodeCatalyst spaces: ${found.join(", ")}`, "give one with --space");
  }
  return only;
}

export async function listedSpaces(
  listSpaces: (cursor: string | undefined) => Promise<ListAnswer>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const answer of paginate("the list of spaces", listSpaces)) {
    for (const { event } of answer.items) found.push(nameOf(event));
  }
  return found;
}

function nameOf(event: unknown): string {
  const { name } = (event ?? {}) as { readonly name?: unknown };
  if (typeof name === "string" && name !== "") return name;
  throw new ExportError("temporary", "ListSpaces gave a space without a name", { hint: "give --space" });
}
