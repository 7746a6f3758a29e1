#!/usr/bin/env node
const nodeModule = require("node:module");

// V8's compile cache halves the start of a later run, where Node has it (22.1 and newer).
nodeModule.enableCompileCache?.();
require("../dist/main.cjs");
