import { resolve } from "node:path";
import type { Plugin } from "rolldown";

/**
 * What the Genesys SDK brings along and this program never uses: requests go through a transport of our own, nothing is
 * logged by the SDK, and no configuration file of its own is read. In their place stands the little that it calls while
 * it is loaded. That is more than a smaller bundle: the SDK reads ~/.genesyscloudjavascript/config while it is imported,
 * fails there when the file is malformed, and obeys it when it says to log to stdout. So it gets nothing to read it with.
 */
const unused: Readonly<Record<string, string>> = {
  axios: "module.exports = {};",
  configparser: "module.exports = class { _sections = {}; read() {} };",
  winston: `
    class Nowhere {}
    function format() { return () => ({}); }
    format.combine = format.simple = format.json = () => ({});
    exports.format = format;
    exports.transports = { Console: Nowhere, File: Nowhere };
    exports.createLogger = () => ({ transports: [], add() {}, log() {} });`,
};

/** Of the SDK's 86 APIs the one that is used, from the package's own modules: its main file holds all of them in one. */
const used = `
  import AbstractHttpClient from "purecloud-platform-client-v2/src/purecloud-platform-client-v2/AbstractHttpClient.js";
  import ApiClient from "purecloud-platform-client-v2/src/purecloud-platform-client-v2/ApiClient.js";
  import AuditApi from "purecloud-platform-client-v2/src/purecloud-platform-client-v2/api/AuditApi.js";
  export default { AbstractHttpClient, ApiClient: new ApiClient(), AuditApi };`;

const packageName = "purecloud-platform-client-v2";
/** The place of it: within the project, so that what it imports is found. */
const usedId = resolve(`${packageName}.js`);
const prefix = "\0genesys-sdk:";

export function genesysSdkPlugin(): Plugin {
  return {
    name: "genesys-sdk",
    resolveId(id, importer) {
      if (id === packageName) return usedId;
      return id in unused && isSdk(importer) ? `${prefix}${id}` : undefined;
    },
    load(id) {
      if (id === usedId) return used;
      return id.startsWith(prefix) ? unused[id.slice(prefix.length)] : undefined;
    },
    transform(code, id) {
      if (!isSdk(id)) return undefined;
      // A browser's storage, which Node begins to offer: touching it makes Node warn on stderr.
      return { code: `var localStorage;\n${code}` };
    },
  };
}

function isSdk(path: string | undefined): boolean {
  return /[\\/]purecloud-platform-client-v2[\\/]src[\\/]/.test(path ?? "");
}
