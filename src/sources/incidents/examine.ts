import { type Check, notNeeded, type Step, takeSteps, well } from "../../core/examination.ts";
import type { SourceContext } from "../../core/source-definition.ts";
import type { AwsOptions } from "../aws-options.ts";
import { beforeCalls, signedSteps } from "../aws-steps.ts";
import { limitOf, once } from "../examining.ts";
import { connectIncidents, type IncidentsService } from "./source.ts";

export interface IncidentsPlace extends AwsOptions {
  readonly caseId?: readonly string[];
}

/** Tries each call that an export makes, for as little as it gives. */
export async function* examineIncidents(
  options: IncidentsPlace,
  context: SourceContext,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const service = once(() => connectIncidents(options, context));
  try {
    const steps = [...signedSteps(async () => (await service()).access, context), ...callSteps(options, service)];
    yield* takeSteps(steps, limitOf(context), signal);
  } finally {
    await service.settled(({ close }) => close());
  }
}

function callSteps(options: IncidentsPlace, service: () => Promise<IncidentsService>): readonly Step[] {
  let caseId = options.caseId?.find((id) => id !== "-");
  return [
    {
      name: "security-ir:ListCases",
      needs: beforeCalls,
      asks: true,
      async run(signal) {
        if (caseId !== undefined) return notNeeded("not needed with --case-id");
        const { listCases, access } = await service();
        const { items, total } = await listCases({ doing: "list the cases", ofSlice: true }, signal, { maxResults: 1 });
        const first = (items[0]?.event ?? {}) as { readonly caseId?: unknown };
        if (typeof first.caseId === "string") caseId = first.caseId;
        return well(`${total ?? "some"} cases of the membership in ${await access.region()}`);
      },
    },
    {
      name: "security-ir:ListCaseEdits",
      needs: [...beforeCalls, "security-ir:ListCases"],
      asks: true,
      async run(signal) {
        if (caseId === undefined) return notNeeded("there is no case to try it with");
        const { listCaseEdits } = await service();
        const doing = { doing: `read case ${caseId}`, ofSlice: true };
        const { total, items } = await listCaseEdits(doing, signal, { caseId, maxResults: 1 });
        return well(`case ${caseId} has ${total ?? (items.length === 0 ? "no" : "some")} edits`);
      },
    },
    {
      name: "retention",
      run: () => Promise.resolve(well("as long as the case exists, as far as is known: AWS says nothing of it")),
    },
  ];
}
