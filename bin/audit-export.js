#!/usr/bin/env node
const { join } = require("node:path");

const directory = join(__dirname, "..", "dist");
require(join(directory, "start.cjs")).start(directory, require);
