import type { Slice } from "./types.ts";

/** How often a service lets itself be asked, unless the account has another agreement with it. */
export interface Quota {
  /** Requests a second, and how many at once before that counts. */
  readonly perSecond: number;
  readonly burst: number;
}

/** Requests of one kind that an export makes at the least. */
export interface PlannedCall {
  /** As the service calls it. */
  readonly operation: string;
  /** To find out what there is to read, or to read it. */
  readonly purpose: "listing" | "reading";
  readonly count: number;
  /** Left out: nobody says. */
  readonly quota?: Quota;
}

/** What IAM of AWS takes. */
export interface Policy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly {
    readonly Effect: "Allow";
    readonly Action: readonly string[];
    readonly Resource: readonly string[];
  }[];
}

/** What an export is to be allowed, and no more: a policy, or what a service has instead. */
export interface Permissions {
  readonly policy?: Policy;
  /** By what it is: `{ role: "Space administrator" }`. */
  readonly grants?: Readonly<Record<string, string>>;
  /** What somebody should know who gives it. */
  readonly notes: readonly string[];
}

/** What is known beside the options. */
export interface PlanPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What a listing has found out; left out: none was made. */
  readonly scope?: Slice["scope"];
}

/** What a command says of its export without making it: pure functions of its options. */
export interface Planning<Options = Readonly<Record<string, unknown>>> {
  /** @throws ExportError (usage) for options that do not go together */
  permissions(options: Options, place: PlanPlace): Permissions;
  /** @param slices how many there are to read */
  calls(options: Options, slices: number): readonly PlannedCall[];
  /** What the figures take for granted. */
  assumptions(options: Options, pageSize: number): readonly string[];
}

/** Seconds that a request takes, where no quota is known. */
const usualRequest = 0.2;

/** Seconds that the calls take at the least: by their quotas, each kind after the other, or by their number. */
export function secondsOf(calls: readonly PlannedCall[], concurrency: number): number {
  const seconds = calls.map(({ count, quota }) => {
    const unhindered = (count * usualRequest) / concurrency;
    return quota === undefined ? unhindered : Math.max(unhindered, (count - quota.burst) / quota.perSecond);
  });
  return Math.ceil(seconds.reduce((sum, each) => sum + each, 0));
}

/** Pages of a list that is read again until nothing new comes: twice, where it has several. */
export function listingPages(items: number, pageSize: number): number {
  const pages = Math.max(1, Math.ceil(items / pageSize));
  return pages === 1 ? 1 : 2 * pages;
}

export const noQuotaKnown = "no quota of it is published: 0.2 s a request, as many at once as --concurrency says";
