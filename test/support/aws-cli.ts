import { execFile } from "node:child_process";

export interface Outcome {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** The AWS CLI in an environment that has nothing but what is given. */
export async function aws(
  parameters: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const bare = { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", LC_ALL: "C.UTF-8", AWS_PAGER: "" };
  return new Promise((resolve) => {
    const options = { env: { ...bare, ...environment }, maxBuffer: 2 ** 26 };
    execFile("aws", [...parameters], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : (error.code ?? -1), stdout, stderr });
    });
  });
}

/** Why tests with this operation cannot run here; false when they can. */
export async function whyNoAws(...operation: readonly string[]): Promise<string | false> {
  const { code, stderr } = await aws([...operation, "help"], {});
  if (code === "ENOENT") return "the AWS CLI is not installed";
  return stderr.includes("Invalid choice") ? "this AWS CLI does not know the operation" : false;
}
