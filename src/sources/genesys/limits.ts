import { usageError } from "../../core/errors.ts";

/**
 * API reference of the results: "Default page size is 25 results. The maximum page size is 500." The default here is the
 * most, since nothing is gained by asking more often. The limit of realtime is not documented; 500 is in use there too.
 */
export const resultPageSize = { default: 500, maximum: 500 };

/**
 * The SDK refuses an empty id with a text instead of an error, and a path of dots leads elsewhere.
 *
 * @throws ExportError (usage)
 */
export function checkId(name: string, id: string | undefined): string {
  if (id !== undefined && id.trim() !== "" && !/^\.{1,2}$/.test(id)) return id;
  throw usageError(`"${id ?? ""}" is no ${name}`);
}

/** Days: "will only retrieve 14 days worth of audits for certain services" (API reference of realtime). */
export const realtimeDays = 14;
