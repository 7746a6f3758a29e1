import { type Check, notNeeded, type Step, takeSteps, well } from "../../core/examination.ts";
import { ExportError } from "../../core/errors.ts";
import type { SourceContext } from "../../core/source-definition.ts";
import type { Item } from "../../core/types.ts";
import type { AwsOptions } from "../aws-options.ts";
import { beforeCalls, signedSteps } from "../aws-steps.ts";
import { limitOf, once } from "../examining.ts";
import { listedDomains } from "./domain.ts";
import { connectCases } from "./source.ts";

export interface CasesPlace extends AwsOptions {
  readonly domainId?: string;
  readonly caseId?: readonly string[];
  readonly fieldNames?: boolean;
}

/** Tries each call that an export makes, for as little as it gives. */
export async function* examineCases(
  options: CasesPlace,
  context: SourceContext,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const service = once(() => connectCases(options, context));
  try {
    const steps = [...signedSteps(async () => (await service()).access, context), ...callSteps(options, service)];
    yield* takeSteps(steps, limitOf(context), signal);
  } finally {
    await service.settled(({ close }) => close());
  }
}

function callSteps(options: CasesPlace, service: () => ReturnType<typeof connectCases>): readonly Step[] {
  const { fieldNames = true } = options;
  let domainId = options.domainId;
  let caseId = options.caseId?.find((id) => id !== "-");
  let fieldId: string | undefined;
  const whichDomain = notNeeded("which domain? give --domain-id");
  const noNames = notNeeded("not needed with --no-field-names");

  return [
    {
      name: "cases:ListDomains",
      needs: beforeCalls,
      asks: true,
      async run(signal) {
        if (options.domainId !== undefined) return notNeeded("not needed with --domain-id");
        const { calls } = await service();
        const domains = await listedDomains((token) =>
          calls.listDomains({ doing: "list the Cases domains", ofSlice: true }, signal, token),
        );
        if (domains.length === 0) {
          throw new ExportError("notFound", "there is no Amazon Connect Cases domain in this account and region", {
            hint: "another --region or --profile?",
          });
        }
        const listed = domains.map(({ id, name }) => `${id} (${name})`).join(", ");
        if (domains.length === 1) {
          domainId = domains[0]?.id;
          return well(`the only domain is ${listed}`);
        }
        return {
          status: "failed",
          detail: `there are ${domains.length} domains: ${listed}`,
          remedy: "an export needs to be told which: --domain-id",
          code: "usage",
        };
      },
    },
    {
      name: "cases:SearchCases",
      needs: [...beforeCalls, "cases:ListDomains"],
      asks: true,
      async run(signal) {
        if (caseId !== undefined) return notNeeded("not needed with --case-id");
        if (domainId === undefined) return whichDomain;
        const doing = { doing: `list the cases of domain ${domainId}`, ofSlice: true };
        const { calls } = await service();
        const { items, totalCount } = await calls.searchCases(doing, signal, { domainId, maxResults: 1 });
        caseId = textOf(items[0], "caseId");
        return well(totalCount === undefined ? `domain ${domainId}` : `${totalCount} cases in domain ${domainId}`);
      },
    },
    {
      name: "cases:GetCaseAuditEvents",
      needs: [...beforeCalls, "cases:ListDomains", "cases:SearchCases"],
      asks: true,
      async run(signal) {
        if (domainId === undefined) return whichDomain;
        if (caseId === undefined) return notNeeded("there is no case to try it with");
        const doing = { doing: `read case ${caseId}`, ofSlice: true };
        const { calls } = await service();
        const { items } = await calls.auditEvents(doing, signal, { domainId, caseId, maxResults: 1 });
        return well(`case ${caseId} has ${items.length === 0 ? "no events" : "events"}`);
      },
    },
    {
      name: "cases:ListFields",
      needs: [...beforeCalls, "cases:ListDomains"],
      asks: true,
      async run(signal) {
        if (!fieldNames) return noNames;
        if (domainId === undefined) return whichDomain;
        const { calls } = await service();
        const { items } = await calls.listFields(forNames, signal, { domainId, maxResults: 1 });
        fieldId = textOf(items[0], "fieldId");
        return well("names of fields can be looked up");
      },
    },
    {
      name: "cases:BatchGetField",
      needs: [...beforeCalls, "cases:ListDomains", "cases:ListFields"],
      asks: true,
      async run(signal) {
        if (!fieldNames) return noNames;
        if (domainId === undefined) return whichDomain;
        if (fieldId === undefined) return notNeeded("there is no field to try it with");
        const { calls } = await service();
        await calls.batchGetField(forNames, signal, domainId, [fieldId]);
        return well("and those of deleted fields");
      },
    },
    {
      name: "retention",
      run: () => Promise.resolve(well("as long as the case exists: deleting a case deletes its history")),
    },
  ];
}

const forNames = { doing: "look up field names (--no-field-names goes without)", ofSlice: true };

function textOf(item: Item | undefined, member: string): string | undefined {
  const value = ((item?.event ?? {}) as Readonly<Record<string, unknown>>)[member];
  return typeof value === "string" && value !== "" ? value : undefined;
}
