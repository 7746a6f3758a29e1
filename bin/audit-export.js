#!/usr/bin/env node
import * as nodeModule from "node:module";

// V8's compile cache halves the start of a later run, where Node has it (22.1 and newer).
nodeModule.enableCompileCache?.();
await import("../dist/main.js");
