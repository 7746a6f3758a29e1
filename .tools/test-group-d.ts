import { runGroup } from "./test-group.ts";

await runGroup(3);
