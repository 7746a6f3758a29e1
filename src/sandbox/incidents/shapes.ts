import { integer, structure, text } from "../constraints.ts";

/**
 * The inputs of the emulated operations, with every constraint of AWS Security Incident Response (API version
 * 2018-05-10). A smallest length of 0 is no constraint and is left out.
 */

const caseId = text({ min: 10, max: 32, pattern: String.raw`\d{10,32}.*` });
const page = { maxResults: integer({ min: 1, max: 25 }), nextToken: text({ max: 2000 }) };

export const listCasesInput = structure({}, page);

export const listCaseEditsInput = structure({ caseId }, page);

export const getCaseInput = structure({ caseId }, {});
