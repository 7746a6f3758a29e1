/** A command that the README shows, as a reader would run it. */
export interface ReadmeCommand {
  /** Lines that belong together, without the comment behind them. */
  readonly text: string;
  /** The number of its block: those of one are run one after the other. */
  readonly block: number;
  /** Where the README shows what it prints. */
  readonly screen?: string;
}

/** Every command of the README: the lines of its `sh` blocks, and what stands behind a prompt in others. */
export function readmeCommands(readme: string): readonly ReadmeCommand[] {
  const blocks = [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)];
  return blocks.flatMap(([, language, text = ""], block) => {
    if (language === "sh") return statements(text).map((statement) => ({ text: statement, block }));
    return text
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const end = part.indexOf("\n");
        return { text: part.slice(0, end), block, screen: part.slice(end + 1) };
      });
  });
}

/** A line that ends with a pipe goes on in the next. */
function statements(text: string): readonly string[] {
  const joined = text.replaceAll(/\|\n +/g, "| ");
  return joined
    .split("\n")
    .map((line) =>
      line
        .replace(/ {3,}# .*$/, "")
        .replace(crontabTime, "")
        .trim(),
    )
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** Of a crontab's line the five fields that say when. */
const crontabTime = /^(?:[\d*,/-]+ +){5}/;
