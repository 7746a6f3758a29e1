import { readFileSync } from "node:fs";

/** Milliseconds. What a process had is kept by the system as a high-water mark: only its last moments can be missed. */
const interval = 20;

/** Watches the processes below one, and gives the most memory that any of them had. Linux alone tells it: see proc(5). */
export function watchMemory(parent: number): () => number | undefined {
  if (process.platform !== "linux") return () => undefined;
  let peak = 0;
  const timer = setInterval(look, interval);

  function look(): void {
    for (const child of descendants(parent)) peak = Math.max(peak, peakOf(child));
  }

  return () => {
    clearInterval(timer);
    return peak === 0 ? undefined : peak;
  };
}

function descendants(parent: number): readonly number[] {
  const children = read(`/proc/${parent}/task/${parent}/children`).split(" ").filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function peakOf(child: number): number {
  const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(read(`/proc/${child}/status`))?.[1];
  return Number(kibibytes ?? 0) * 1024;
}

/** Empty for a process that has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
