/**
 * The client of AWS Security Incident Response.
 *
 * Its npm package, @aws-sdk/client-security-ir, is not published where this program's dependencies come from, so the
 * part of it that is used here is declared on the AWS SDK's own runtime, which does what it does in every client:
 * signing, credentials, retries, configuration, errors. The names are the package's. Once it can be installed, delete
 * this folder and import from the package instead: nothing else changes.
 *
 * The model is that of the API version 2018-05-10. The runtime's packages are pinned: what is used of them is public,
 * but meant for generated code.
 */
export { SecurityIRClient, type ServiceInputTypes, type ServiceOutputTypes } from "./client.ts";
export { GetCaseCommand, ListCaseEditsCommand, ListCasesCommand } from "./commands.ts";
export type { SecurityIRClientConfig } from "./configuration.ts";
export * from "./errors.ts";
export type * from "./models.ts";
