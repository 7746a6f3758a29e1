import { execFileSync } from "node:child_process";

export interface PackageSize {
  /** Bytes of the file that `npm pack` makes. */
  readonly packed: number;
  /** Bytes of the files once it is installed; it brings no other package along. */
  readonly installed: number;
}

/** Of what has been built. */
export function packageSize(): PackageSize {
  const answer = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { encoding: "utf8" });
  const [{ size, unpackedSize } = {}] = JSON.parse(answer) as readonly {
    readonly size?: number;
    readonly unpackedSize?: number;
  }[];
  if (size === undefined || unpackedSize === undefined) throw new Error("npm pack says no size");
  return { packed: size, installed: unpackedSize };
}
