/** Every failure a user can meet, and the exit code a script sees for it (sysexits.h where one fits). */
export const exitCodes = {
  unexpected: 1,
  usage: 2,
  notFound: 3,
  auth: 4,
  verification: 5,
  incomplete: 6,
  output: 74,
  temporary: 75,
  config: 78,
  interrupted: 130,
  terminated: 143,
} as const;

export type ErrorCode = keyof typeof exitCodes;

/** What a run with that exit code came to, in a word: `complete`, `temporary`. */
export function resultName(exitCode: number): string {
  const [name] = Object.entries(exitCodes).find(([, code]) => code === exitCode) ?? [];
  return exitCode === 0 ? "complete" : (name ?? "unexpected");
}

/** A failure with a name: what failed in `message`, what to do next in `hint`, the technical cause for --debug in `cause`. */
export class ExportError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  /** The failure is of this slice only: the other slices are still read. */
  readonly ofSlice: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    details: { readonly hint?: string; readonly cause?: unknown; readonly ofSlice?: boolean } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "ExportError";
    this.code = code;
    this.hint = details.hint;
    this.ofSlice = details.ofSlice ?? false;
  }
}

/**
 * The error, where it is a failure of one slice and the others can go on.
 *
 * @throws the error where it is anything else
 */
export function failureOfSlice(error: unknown): ExportError {
  if (error instanceof ExportError && error.ofSlice) return error;
  throw error;
}

/** A mistake in what was typed: exit 2. */
export function usageError(message: string, hint?: string): ExportError {
  return new ExportError("usage", message, hint === undefined ? {} : { hint });
}

/** What is no failure that anybody foresaw. */
export function unexpectedError(error: unknown): ExportError {
  const message = error instanceof Error ? error.message : String(error);
  return new ExportError("unexpected", `this should not have happened: ${message}`, {
    hint: "please report it, with what --debug shows",
    cause: error,
  });
}

/** Whoever read our output has gone, as `| head` does: no failure, but nothing more need be written. */
export class OutputClosedError extends Error {
  constructor() {
    super("the reader of the output has closed it");
    this.name = "OutputClosedError";
  }
}

/** The `code` of a system error: ENOENT, EPIPE. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
