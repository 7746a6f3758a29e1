import { shellWord } from "../shell-word.ts";
import { cronFields, type Schedule } from "./schedule.ts";

/** A line of a crontab. */
export function cronTab(schedule: Schedule): string {
  const words = [...schedule.program, ...schedule.parameters].map(shellWord).join(" ");
  // cron takes a percent sign for the end of the command.
  const command = words.replaceAll("%", String.raw`\%`);
  return `# For crontab -e. The time is the machine's; what a run has to say, which with -q is what went wrong, is mailed.
# Credentials: cron knows no profile of a shell; set variables here, above the line, or use files (~/.aws, ~/.gc).
${cronFields(schedule)} ${command}
`;
}
