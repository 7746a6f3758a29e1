import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { type LicenseInfo, licensePlugin } from "rolldown-license-plugin";
import { build, type Plugin } from "rolldown";
import manifest from "../package.json" with { type: "json" };
import { filesPlugin } from "./files-plugin.ts";
import { genesysSdkPlugin } from "./genesys-sdk.ts";
import { manPage } from "./man/page.ts";
import { wholeProgram } from "./whole-program.ts";
import { wrapFiles } from "./wrapped-files.ts";

/**
 * What is used together is one file: each costs about a millisecond to find, to read and to link. First what `--help` needs, for
 * the rest brings Node's cryptography, compression and networking along; then what every export needs; then what clients of
 * AWS have in common. What `doctor` and `plan` alone need is in none of them.
 */
const groups = [
  {
    name: "common",
    test: anyOf(
      "/node_modules/commander/",
      "/src/cli/(?:archive-tree|color|help-command|job-commands|options|preparation-tree|program|run|shared-options|unknown-command|usage-message)\\.ts$",
      "/src/core/(?:abort|errors|nearest|paint|source-definition|time|visible)\\.ts$",
      "/src/sandbox/faults/catalog\\.ts$",
      "/src/sources/(?:aws-options|registry|[^/]+/(?:commands|index|limits|options|regions))\\.ts$",
    ),
    priority: 2,
  },
  {
    name: "export",
    test: anyOf(
      "/src/cli/(?:chosen-looks|config/(?:location|read)|destination|duration|export-command|log|order|progress|reading-window|result)\\.ts$",
      "/src/(?:core/(?!examination|planning)|outputs/)[^/]+\\.ts$",
      "/src/formats/(?:changes-text|column-values|fields|ndjson|record-json|record-line|registry)\\.ts$",
      "/src/sources/(?:connections|glance|named-cases|pace|passing|proxies|reader)\\.ts$",
    ),
    priority: 1,
  },
  {
    name: "aws",
    test: anyOf(
      "/src/sources/aws(?!-(?:identity|policy|set-up|steps))",
      "/node_modules/@smithy/(?:core|node-http-handler|signature-v4|types)/",
      "/node_modules/@aws-sdk/(?:core|credential-provider-(?:env|node))/",
    ),
    minShareCount: 2,
  },
];

/** What `man audit-export` shows where the package is installed: made of the same commands and options as their help. */
async function writeManPage(): Promise<void> {
  const program = wholeProgram(manifest.version);
  await writeFile("dist/audit-export.1", manPage(program, readFileSync("README.md", "utf8"), manifest.version));
}

function anyOf(...paths: readonly string[]): RegExp {
  return new RegExp(paths.join("|"));
}

/**
 * Makes the program as it is shipped: start.cjs, main.cjs, and a chunk for each source, each format's library and whatever else is
 * loaded only when it is used.
 */
await build({
  input: "src/main.ts",
  logLevel: "warn",
  platform: "node",
  // The SDKs as ES modules: of the others no unused part can be left out, and each is wrapped and compiled twice.
  resolve: { mainFields: ["module", "main"], conditionNames: ["module", "import", "node"] },
  output: {
    dir: "dist",
    // Node starts a program of CommonJS in some ten milliseconds less: it loads each built-in module once, not a facade of it too.
    format: "cjs",
    entryFileNames: "[name].cjs",
    cleanDir: true,
    minify: true,
    // Names of classes are part of what the SDKs do: they compare constructors by name.
    keepNames: true,
    codeSplitting: { groups },
    chunkFileNames: (chunk) => `chunks/${sourceName(chunk.facadeModuleId) ?? "[name]"}.cjs`,
  },
  plugins: [
    genesysSdkPlugin(),
    commanderPlugin(),
    proxyPlugin(),
    builtInsPlugin(),
    httpsPlugin(),
    filesPlugin(),
    uuidPlugin(),
    licensePlugin({
      failOnUnlicensed: true,
      done(dependencies, context) {
        const notices = dependencies.map(
          (dependency) => `${dependency.name} ${dependency.version} (${dependency.license})\n\n${textOf(dependency)}\n`,
        );
        const source = `audit-export contains these packages.\n\n${notices.join(`\n${"-".repeat(80)}\n\n`)}`;
        context.emitFile({ type: "asset", fileName: "THIRD-PARTY-LICENSES.txt", source });
      },
    }),
  ],
});
wrapFiles("dist");
// On its own: what loads the program is in no file of it.
await build({
  input: "src/start.ts",
  logLevel: "warn",
  platform: "node",
  output: { file: "dist/start.cjs", format: "cjs", minify: true },
});
await writeManPage();

/**
 * commander starts programs for subcommands that are files of their own: there are none here, and Node's child_process brings
 * all of its networking along.
 */
function commanderPlugin(): Plugin {
  const id = "\0no-child-process";
  return {
    name: "commander",
    resolveId: (name, importer) =>
      name === "node:child_process" && /[\\/]node_modules[\\/]commander[\\/]/.test(importer ?? "") ? id : undefined,
    load: (name) => (name === id ? "module.exports = {};" : undefined),
  };
}

/**
 * What the agents of proxies bring along beside their work: messages for developers, which would show a proxy's password, and
 * an authentication that asks for a library of its own.
 */
function proxyPlugin(): Plugin {
  const [debug, negotiate] = ["\0no-debug", "\0no-negotiate"];
  return {
    name: "proxy-agents",
    resolveId(name, importer) {
      if (!/[\\/]node_modules[\\/](?:agent-base|https?-proxy-agent)[\\/]/.test(importer ?? "")) return undefined;
      return name === "debug" ? debug : name === "proxy-agent-negotiate" ? negotiate : undefined;
    },
    load(name) {
      if (name === debug) return "export default () => () => undefined;";
      return name === negotiate ? "export const createNegotiateAuth = () => undefined;" : undefined;
    },
  };
}

/** A built-in module that is loaded when it is needed comes without the loader of ES modules, which takes longer than the module. */
function builtInsPlugin(): Plugin {
  return {
    name: "built-ins",
    renderChunk: (code) => code.replaceAll(/\bimport\((["'`]node:[\w/]+["'`])\)/g, "Promise.resolve(require($1))"),
  };
}

/** The SDK loads HTTPS for a handler of its own, which few of its logins use: it is loaded when one does. */
function httpsPlugin(): Plugin {
  return {
    name: "https",
    load(id) {
      if (!/[\\/]node-http-handler[\\/]dist-es[\\/]node-https\.js$/.test(id)) return undefined;
      return `export const node_https = {
        get Agent() { return process.getBuiltinModule("node:https").Agent; },
        get request() { return process.getBuiltinModule("node:https").request; },
      };`;
    },
  };
}

/** The SDK takes its function from the global `crypto`, which brings all of Web Crypto along: Node's own module has the same one. */
function uuidPlugin(): Plugin {
  return {
    name: "uuid",
    load(id) {
      if (!/[\\/]serde[\\/]uuid[\\/]v4\.js$/.test(id)) return undefined;
      return `import { randomUUID } from "node:crypto"; export const bindV4 = () => () => randomUUID();`;
    },
  };
}

/** The chunk of a source bears the source's name: `chunks/cases.cjs`. */
function sourceName(moduleId: string | null): string | undefined {
  return /\/src\/sources\/([^/]+)\/source\.ts$/.exec(moduleId ?? "")?.[1];
}

/** The text that a package ships; some of the AWS SDK's say only which licence it is, which happens to be ours. */
function textOf({ name, license, licenseText }: LicenseInfo): string {
  if (licenseText.trim() !== "") return licenseText.trim();
  // The Genesys SDK names the file in its manifest and leaves it out of the package: this is its repository's.
  const kept = `.tools/licences/${name}.txt`;
  if (existsSync(kept)) return readFileSync(kept, "utf8").trim();
  if (license === "Apache-2.0") return readFileSync("LICENSE", "utf8").trim();
  throw new Error(`${name} ships no text of its licence`);
}
