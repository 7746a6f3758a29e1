/** Why a line is no record, and what to do about it. Whose line it is, is added on the way. */
export class NoRecordError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = "NoRecordError";
    this.hint = hint;
  }
}

export const exportAgain =
  "export with -f ndjson, and without --fields and --schema raw; or give an archive's directory";
