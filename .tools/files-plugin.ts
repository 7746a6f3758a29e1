import { fileURLToPath } from "node:url";
import type { Plugin } from "rolldown";

/** What of `node:fs/promises` the program and its libraries use; the build fails for a name that is not here. */
const functions = [
  ..."access appendFile link lstat mkdir mkdtemp open readFile readdir realpath rename rm stat symlink".split(" "),
  ..."unlink utimes writeFile".split(" "),
];

/**
 * `node:fs/promises` is loaded when it is used, which an export to standard output does not: it takes 2 % of a short one. For
 * that the SDK's files of settings are read as the program reads its own.
 */
export function filesPlugin(): Plugin {
  const lazy = "\0lazy-files";
  const settings = fileURLToPath(new URL("../src/core/small-file.ts", import.meta.url));
  return {
    name: "files",
    resolveId(name, importer) {
      if (name !== "node:fs/promises") return undefined;
      return /[\\/]shared-ini-file-loader[\\/]readFile\.js$/.test(importer ?? "") ? "\0settings-files" : lazy;
    },
    load(id) {
      if (id === "\0settings-files") return `export { readSmallFile as readFile } from ${JSON.stringify(settings)};`;
      if (id !== lazy) return undefined;
      // Of node:fs they are a getter, which loads them.
      const wrapped = functions.map((name) => `export const ${name} = (...given) => fs.promises.${name}(...given);`);
      return `import fs, { constants } from "node:fs";
        ${wrapped.join("\n")}
        export { constants };
        export default { constants, ${functions.join(", ")} };`;
    },
  };
}
