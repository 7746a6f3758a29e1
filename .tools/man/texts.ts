/** What the page says that no command's help does. `code` is bold, and <what stands for something> in italics. */

export const description: readonly string[] = [
  "Exports the audit histories of four services, complete: every page, every event, exactly as the service sent it. What could not be read is named, and makes the exit code another than 0.",
  "An export is a list of slices: a case, or a window of time. Slices are read page by page, several at once, and written in one order. What fails is a slice; the others go on.",
  "Standard output has the records and nothing else; all messages go to standard error. On a terminal the records are a table, elsewhere NDJSON: a JSON object a line.",
];

export const configurationUse =
  "Options that are typed nowhere can stand in a file of TOML, `~/.config/audit-export/config.toml` or the one that `--config` names: those of all commands, of one source, of a profile that `AUDIT_EXPORT_PROFILE` names, and whole exports, as jobs for `audit-export run`. What is typed goes before the environment, that before the profile, that before the defaults; `audit-export doctor` shows which it was. What is wrong in the file is named with its line, and ends every command with 78.";

/** The members of a record, in their order. What the service did not give is null, never left out. */
export const record: readonly (readonly [member: string, meaning: string])[] = [
  ["schema", "`audit-export/1`"],
  ["source", "`cases`, `incidents`, `codecatalyst` or `genesys`"],
  [
    "id",
    "unique within the source, and the same in every run. Of an edit of an incident, which has none, the first 32 hexadecimal digits of a SHA-256 of what it says, and an ordinal",
  ],
  ["time", "when it happened: RFC 3339 in UTC, with the digits that the service gave"],
  ["action", "the service's own word, like `Case.Updated`"],
  ["actor", "who: `id`, `name` and `type` (user, role, service, system, unknown)"],
  ["target", "upon what: `id`, `name` and `type`"],
  ["outcome", "`success` or `failure`"],
  ["address", "where the actor came from, as far as the service says"],
  ["changes", "a list, each with `field`, `name`, `old` and `new`. Numbers in it are doubles"],
  ["scope", "what was asked: the domain and the case, the case, the space, or the query"],
  ["raw", "the event as the service sent it: no member lost, none changed"],
];

export const recordUse =
  "`--fields`, `--where` and `--by` name members by dotted paths: `actor.id`, `raw.requestId`, `changes.0.name`.";

export const environment: readonly (readonly [names: string, meaning: string])[] = [
  [
    "`AUDIT_EXPORT_`<OPTION>",
    "the value of any option that is not typed: `AUDIT_EXPORT_FORMAT=csv`, `AUDIT_EXPORT_DOMAIN_ID`, `AUDIT_EXPORT_NO_COLOR=1`. Several values stand on lines of their own",
  ],
  [
    "`AWS_PROFILE`, `AWS_REGION`, `AWS_DEFAULT_REGION`, `AWS_ACCESS_KEY_ID`, …",
    "credentials and configuration of the AWS sources, as the AWS SDK has them. `AWS_ENDPOINT_URL_CONNECTCASES`, `AWS_ENDPOINT_URL_SECURITY_IR` and `AWS_ENDPOINT_URL_CODECATALYST` name other endpoints, `AWS_MAX_ATTEMPTS` and `AWS_RETRY_MODE` say how often to try",
  ],
  ["`AWS_BEARER_TOKEN_CODECATALYST`", "a token for codecatalyst, instead of a login by `aws sso login`"],
  [
    "`GENESYSCLOUD_OAUTHCLIENT_ID`, `GENESYSCLOUD_OAUTHCLIENT_SECRET`, `GENESYSCLOUD_ACCESS_TOKEN`, `GENESYSCLOUD_REGION`",
    "credentials and region of genesys. Secrets are never given by options",
  ],
  [
    "`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`, `NODE_EXTRA_CA_CERTS`",
    "proxies, what goes past them, and certificates of a CA of one's own",
  ],
  [
    "`AUDIT_EXPORT_PROFILE`",
    "a profile of the configuration file; where that has none, the value of `--profile`, a profile of the AWS configuration",
  ],
  ["`XDG_CONFIG_HOME`", "where the configuration file is looked for, in place of `~/.config`"],
  [
    "`NO_COLOR`, `FORCE_COLOR`, `TERM`, `CI`, `LC_ALL`, `LC_CTYPE`, `LANG`",
    "what a terminal can show, and whether anybody looks at it",
  ],
  ["`TMPDIR`", "where `--sort` puts what `--buffer` does not hold"],
];

export const files: readonly (readonly [name: string, meaning: string])[] = [
  ["`~/.config/audit-export/config.toml`", "settings, profiles and jobs"],
  ["`~/.aws/config`, `~/.aws/credentials`, `~/.aws/sso/cache`", "the AWS SDK's own"],
  ["`~/.gc/config.toml`", "profiles of Genesys Cloud, for `--genesys-profile`"],
  [
    "<archive>`/HEAD`",
    "the number and the SHA-256 of the last run that counts. Noted elsewhere, it is an anchor for `verify`",
  ],
  ["<archive>`/archive.json`", "what the archive is of"],
  [
    "<archive>`/segments/`<YYYY>`/`<MM>`/`<run>`.ndjson.gz`",
    "the records that a run added, under the month of the latest",
  ],
  [
    "<archive>`/manifests/`<run>`.json`",
    "what a run asked for, what every slice came to, and the SHA-256 of its segment and of the manifest before; beside it the signature, as `.sig`",
  ],
  ["<archive>`/state/`", "of cases: which run archived each of them last"],
  ["<archive>`/lock`", "held by a run that is under way"],
];

export const seeAlso = "`jq`(1), `aws`(1), `crontab`(5)";
