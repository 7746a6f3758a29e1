import { ExportError } from "../../core/errors.ts";
import type { SourceContext } from "../../core/source-definition.ts";
import type { GenesysOptions } from "./options.ts";
import { type Profile, readProfile } from "./profile.ts";
import { toHost } from "./regions.ts";

/** Who we are to Genesys Cloud. */
export type Credentials =
  | { readonly kind: "client"; readonly clientId: string; readonly clientSecret: string }
  /** Cannot be renewed: when it dies, the run ends. */
  | { readonly kind: "token"; readonly accessToken: string };

/** What stands between us and Genesys Cloud: login and API are both reached through it. */
export interface Gateway {
  readonly host: string;
  readonly protocol: string;
  readonly port?: number;
  readonly path_params_login?: string;
  readonly path_params_api?: string;
}

export interface Settings {
  readonly credentials: Credentials;
  /** Of the region: login.<host>, api.<host>. Without meaning behind a gateway. */
  readonly host: string | undefined;
  readonly gateway: Gateway | undefined;
}

/**
 * Credentials and region, from a profile of the `gc` command where one is asked for, else from the environment. The
 * names of the variables are those of the Genesys Terraform provider and of `gc`.
 *
 * @throws ExportError (auth) with what to set, (config) for a region, gateway or file that cannot be read.
 */
export async function readSettings(options: GenesysOptions, { env, log }: SourceContext): Promise<Settings> {
  const profile =
    options.genesysProfile === undefined ? undefined : await readProfile(options.genesysProfile, homeOf(env));
  const credentials = profile === undefined ? environmentCredentials(env) : profileCredentials(profile);
  const gateway = readGateway(env);
  const host = readHost(options, profile, env);
  if (host === undefined && gateway === undefined) {
    throw new ExportError("config", "no region of Genesys Cloud is given", {
      hint: "set GENESYSCLOUD_REGION or give --genesys-region: an AWS region like eu-central-1, or a host like mypurecloud.de",
    });
  }
  const who = credentials.kind === "token" ? "an access token" : "client credentials";
  log.info(`Genesys Cloud at ${gateway === undefined ? host : `gateway ${gateway.host}`}, with ${who}`);
  return { credentials, host, gateway };
}

type Environment = Readonly<Record<string, string | undefined>>;

const clientVariables = ["GENESYSCLOUD_OAUTHCLIENT_ID", "GENESYSCLOUD_OAUTHCLIENT_SECRET"] as const;

function environmentCredentials(env: Environment): Credentials {
  const [id, secret] = clientVariables.map((name) => given(env, name));
  const credentials = toCredentials(given(env, "GENESYSCLOUD_ACCESS_TOKEN"), id, secret);
  if (credentials !== undefined) return credentials;
  const missing = clientVariables.filter((name) => given(env, name) === undefined);
  throw new ExportError(
    "auth",
    `there are no credentials for Genesys Cloud${missing.length === 1 ? `: ${missing.join("")} is not set` : ""}`,
    {
      hint: "set GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET (client credentials), or GENESYSCLOUD_ACCESS_TOKEN, or give --genesys-profile",
    },
  );
}

function profileCredentials({ name, accessToken, clientId, clientSecret }: Profile): Credentials {
  const credentials = toCredentials(accessToken, clientId, clientSecret);
  if (credentials !== undefined) return credentials;
  throw new ExportError("auth", `the profile "${name}" has no credentials`, {
    hint: "set its client_credentials and client_secret, or its access_token, in ~/.gc/config.toml; `gc profiles new` asks for them",
  });
}

/** A token goes first, as it does for `gc`. */
function toCredentials(token?: string, clientId?: string, clientSecret?: string): Credentials | undefined {
  if (token !== undefined) {
    // What no header can carry would be quoted in the error of whoever tries.
    if (/^[\x21-\x7e]+$/.test(token)) return { kind: "token", accessToken: token };
    throw new ExportError("auth", "the access token holds characters that no token has", {
      hint: "was it copied with a line break?",
    });
  }
  return clientId === undefined || clientSecret === undefined ? undefined : { kind: "client", clientId, clientSecret };
}

function readHost(options: GenesysOptions, profile: Profile | undefined, env: Environment): string | undefined {
  if (options.genesysRegion !== undefined) return toHost(options.genesysRegion, "--genesys-region");
  if (profile?.environment !== undefined) return toHost(profile.environment, `the profile's environment`);
  const region = given(env, "GENESYSCLOUD_REGION");
  return region === undefined ? undefined : toHost(region, "GENESYSCLOUD_REGION");
}

function readGateway(env: Environment): Gateway | undefined {
  const host = given(env, "GENESYSCLOUD_GATEWAY_HOST");
  if (host === undefined) return undefined;
  const protocol = (given(env, "GENESYSCLOUD_GATEWAY_PROTOCOL") ?? "https").toLowerCase();
  const port = given(env, "GENESYSCLOUD_GATEWAY_PORT");
  const portNumber = port === undefined ? undefined : Number(port);
  const url = `${protocol}://${host}${port === undefined ? "" : `:${port}`}`;
  if (!/^https?$/.test(protocol) || /[/\s@?#]/.test(host) || !URL.canParse(url) || portNumber === 0) {
    throw new ExportError("config", "the gateway of GENESYSCLOUD_GATEWAY_HOST, _PORT and _PROTOCOL is no address", {
      hint: "a host without protocol and path, a number, and http or https",
    });
  }
  return { host, protocol, ...(portNumber === undefined ? {} : { port: portNumber }), ...gatewayPaths(env) };
}

/** As the Terraform provider has it: a name, `login` or `api`, and the path that is put before its requests. */
function gatewayPaths(env: Environment): Pick<Gateway, "path_params_login" | "path_params_api"> {
  const name = given(env, "GENESYSCLOUD_GATEWAY_PATH_NAME")?.toLowerCase();
  const value = given(env, "GENESYSCLOUD_GATEWAY_PATH_VALUE");
  if (value === undefined) return {};
  return name === "login" ? { path_params_login: value } : name === "api" ? { path_params_api: value } : {};
}

function given(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}

function homeOf(env: Environment): string | undefined {
  return given(env, "HOME") ?? given(env, "USERPROFILE");
}
