/**
 * Preloaded into the program by a test: counts what it does to files below a directory, and at one of these operations kills
 * the process, or lets the operation fail. FAILING_FS is a JSON text: { directory, at, mode, log }.
 *
 * kill: before the operation; torn: after half of what is to be written; ENOSPC, EIO: the operation fails.
 */
const fs = require("node:fs");
const { install } = require("./failing-operations.cjs");

const { directory, at, mode, log } = JSON.parse(process.env.FAILING_FS);
const done = [];
install(directory, (operation) => {
  done.push(operation);
  if (log !== undefined) fs.writeFileSync(log, JSON.stringify(done));
  return done.length === at ? mode : undefined;
});
