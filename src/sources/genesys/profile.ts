import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "smol-toml";
import { ExportError, systemCode } from "../../core/errors.ts";

/** What is read of a profile of the `gc` command: its credentials and its region. */
export interface Profile {
  readonly name: string;
  readonly environment: string | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly accessToken: string | undefined;
}

/**
 * A profile of ~/.gc/config.toml: one table each, its keys in any case.
 *
 * @throws ExportError (auth) when there is no such file or profile, (config) when the file is malformed.
 */
export async function readProfile(name: string, home: string | undefined): Promise<Profile> {
  const table = findTable(await readTables(name, home), name);
  return {
    name,
    environment: table.get("environment"),
    // The name of gc: it is the client's id.
    clientId: table.get("client_credentials"),
    clientSecret: table.get("client_secret"),
    accessToken: table.get("access_token"),
  };
}

async function readTables(name: string, home: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  let text: string;
  try {
    text = await readFile(join(home ?? "", ".gc", "config.toml"), "utf8");
  } catch (error) {
    const missing = systemCode(error) === "ENOENT";
    throw new ExportError(
      missing ? "auth" : "config",
      missing
        ? `there is no profile "${name}": ~/.gc/config.toml does not exist`
        : `could not read ~/.gc/config.toml: ${systemCode(error) ?? "unknown reason"}`,
      { hint: "`gc profiles new` makes one; or set GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET" },
    );
  }
  try {
    return parse(text);
  } catch (error) {
    // The parser quotes the line it stumbled over, which may hold the secret: only its place is told.
    const line = typeof error === "object" && error !== null && "line" in error ? ` (line ${String(error.line)})` : "";
    throw new ExportError("config", `~/.gc/config.toml is not valid TOML${line}`, { hint: "correct the file" });
  }
}

function findTable(tables: Readonly<Record<string, unknown>>, name: string): ReadonlyMap<string, string> {
  const wanted = Object.keys(tables).find((key) => key === name) ?? Object.keys(tables).find(isAlike);
  const table = wanted === undefined ? undefined : tables[wanted];
  if (typeof table !== "object" || table === null) {
    const known = Object.keys(tables).join(", ");
    throw new ExportError("auth", `there is no profile "${name}" in ~/.gc/config.toml`, {
      hint: known === "" ? "it has none" : `it has ${known}`,
    });
  }
  const texts = Object.entries(table).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return new Map(
    texts
      .map(([key, value]): [string, string] => [key.toLowerCase(), value.trim()])
      .filter(([, value]) => value !== ""),
  );

  function isAlike(key: string): boolean {
    return key.toLowerCase() === name.toLowerCase();
  }
}
