/**
 * Puts a watch on what changes files below a directory. `decide` is told of each operation before it is done, and says what
 * is to become of it: undefined, "kill", "torn" or the code of a system error.
 *
 * @returns takes the watch away
 */
const { syncBuiltinESMExports } = require("node:module");
const promises = require("node:fs/promises");

const names = ["link", "mkdir", "open", "rename", "rm"];

exports.install = function install(directory, decide) {
  const originals = new Map(names.map((name) => [name, promises[name]]));

  /** Does the operation, or what was decided in its place. */
  async function watch(name, path, action, tear) {
    if (!String(path).startsWith(directory)) return action();
    const what = decide(`${name} ${String(path).slice(directory.length + 1)}`);
    if (what === undefined) return action();
    if (what === "torn") await tear?.();
    if (what === "torn" || what === "kill") {
      process.kill(process.pid, "SIGKILL");
      // The signal takes a moment: nothing else may be done meanwhile.
      await new Promise(() => undefined);
    }
    throw Object.assign(new Error(`${what}: made to fail, ${name}`), { code: what });
  }

  function watched(handle, path) {
    for (const name of ["appendFile", "writeFile"]) {
      const original = handle[name].bind(handle);
      handle[name] = (data, ...rest) =>
        watch(
          name,
          path,
          () => original(data, ...rest),
          () => original(half(data)).then(() => original(Buffer.alloc(0))),
        );
    }
    const sync = handle.sync.bind(handle);
    handle.sync = () => watch("sync", path, sync);
    return handle;
  }

  promises.open = async (path, flags = "r", ...rest) => {
    const open = () => originals.get("open")(path, flags, ...rest);
    const handle = flags === "r" ? await open() : await watch("open", path, open);
    return String(path).startsWith(directory) ? watched(handle, path) : handle;
  };
  for (const name of ["link", "mkdir", "rename", "rm"]) {
    promises[name] = (path, ...rest) => watch(name, path, () => originals.get(name)(path, ...rest));
  }
  syncBuiltinESMExports();
  return () => {
    for (const [name, original] of originals) promises[name] = original;
    syncBuiltinESMExports();
  };
};

function half(data) {
  const bytes = Buffer.from(data);
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}
