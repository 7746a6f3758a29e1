import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { type FaultName, faultCatalog } from "../../../src/sandbox/faults/catalog.ts";
import { type Sandbox, startSandbox } from "../../../src/sandbox/server.ts";
import type { SandboxData } from "../../../src/sandbox/services.ts";

let data: SandboxData;
before(async () => {
  const sandbox = await startSandbox();
  ({ data } = sandbox);
  await sandbox.close();
});

interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Milliseconds for an answer, of which some never come. */
function patienceFor(faults: string): number {
  return /^(?:stall|silence)/.test(faults) ? 300 : 20_000;
}

/** A sandbox with faults, asked for event logs by plain HTTP: it is the wire that matters here. */
async function inside(faults: string, use: (ask: (token?: string) => Promise<Got>, sandbox: Sandbox) => Promise<void>) {
  const sandbox = await startSandbox({ ...data, faults });
  async function ask(nextToken?: string): Promise<Got> {
    const response = await fetch(`${sandbox.url}/v1/spaces/${sandbox.environment["AUDIT_EXPORT_SPACE"]}/eventLogs`, {
      method: "POST",
      headers: { authorization: `Bearer ${sandbox.environment["AWS_BEARER_TOKEN_CODECATALYST"]}` },
      body: JSON.stringify({
        startTime: "2020-01-01T00:00:00Z",
        endTime: "2040-01-01T00:00:00Z",
        maxResults: 10,
        nextToken,
      }),
      signal: AbortSignal.timeout(patienceFor(faults)),
    });
    const { status, headers } = response;
    return { status, headers, text: await response.text() };
  }
  try {
    await use(ask, sandbox);
  } finally {
    await sandbox.close();
  }
}

function page({ text }: Got): { readonly items: readonly { readonly id: string }[]; readonly nextToken?: unknown } {
  return JSON.parse(text);
}

/** What a first page looks like under each fault that is in the answer. */
const answers: Readonly<Partial<Record<FaultName, (got: Got) => void>>> = {
  throttle: ({ status, headers, text }) => {
    assert.equal(status, 429);
    assert.equal(headers.get("x-amzn-errortype"), "ThrottlingException");
    assert.match(text, /Rate exceeded/);
  },
  error: ({ status, text }) => {
    assert.equal(status, 500);
    assert.match(text, /message/);
  },
  "half-json": ({ status, text }) => {
    assert.equal(status, 200);
    assert.throws(() => JSON.parse(text), /JSON/);
  },
  html: ({ status, text }) => {
    assert.equal(status, 200);
    assert.match(text, /^<!DOCTYPE html>/);
  },
  "empty-body": ({ status, text }) => assert.deepEqual([status, text], [200, ""]),
  "no-list": ({ text }) => assert.deepEqual(Object.keys(JSON.parse(text)), ["nextToken"]),
  "null-list": ({ text }) => assert.equal(JSON.parse(text).items, null),
  "event-twice": (got) => {
    const ids = page(got).items.map(({ id }) => id);
    assert.deepEqual([ids.length, ids.at(-1)], [11, ids.at(-2)]);
  },
  "expired-credentials": ({ status }) => assert.equal(status, 403),
  denied: ({ status }) => assert.equal(status, 403),
  missing: ({ status }) => assert.equal(status, 404),
};

describe("a fault of the sandbox", { concurrency: 4 }, () => {
  for (const [name, check] of Object.entries(answers)) {
    it(`${name} shows in the answer`, () => inside(`${name}:every=1`, async (ask) => check(await ask())));
  }

  for (const name of ["reset", "reset-body", "stall", "silence"] as const) {
    it(`${name} gives no whole answer`, () => inside(`${name}:every=1`, (ask) => assert.rejects(ask())));
  }

  it("happens each n-th time, not at first, and so often", () =>
    inside("denied:every=2:after=1:times=2", async (ask) => {
      const statuses = [];
      for (let request = 1; request <= 8; request++) statuses.push((await ask()).status);
      assert.deepEqual(statuses, [200, 200, 403, 200, 403, 200, 200, 200]);
    }));

  it("happens to the service or the operation that it is for", async () => {
    for (const on of ["genesys", "ListSpaces"]) {
      await inside(`denied:every=1:on=${on}`, async (ask) => assert.equal((await ask()).status, 200));
    }
    for (const on of ["codecatalyst", "ListEventLogs"]) {
      await inside(`denied:every=1:on=${on}`, async (ask) => assert.equal((await ask()).status, 403));
    }
  });

  it("comes with others, each by its own count", () =>
    inside("denied:every=2,missing:every=3", async (ask) => {
      const statuses = [];
      for (let request = 1; request <= 6; request++) statuses.push((await ask()).status);
      assert.deepEqual(statuses, [200, 403, 404, 403, 200, 403]);
    }));

  it("says how long to wait, in the header, and says so in the body alone where it is told to", async () => {
    await inside("throttle:every=1:retry-after=30", async (ask) =>
      assert.equal((await ask()).headers.get("retry-after"), "30"),
    );
    await inside("throttle:every=1:in=body", async (ask) => {
      const { status, headers, text } = await ask();
      assert.deepEqual([status, headers.get("x-amzn-errortype")], [400, null]);
      assert.match(text, /#ThrottlingException/);
    });
  });

  it("keeps to a quota", () =>
    inside("quota:rate=1:burst=3", async (ask) => {
      // At once: on a slow machine one after the other would take the second that the quota gives the next in.
      const answers = await Promise.all(Array.from({ length: 4 }, () => ask()));
      assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 200, 200, 429]);
    }));

  it("holds a page back behind an empty one, which has a token for it", () =>
    inside("empty-page:every=2", async (ask) => {
      const first = page(await ask());
      const empty = page(await ask());
      assert.deepEqual([empty.items.length, typeof empty.nextToken], [0, "string"]);
      assert.deepEqual(page(await ask(String(empty.nextToken))), first);
      // A client may lose the answer and ask again.
      assert.deepEqual(page(await ask(String(empty.nextToken))), first);
    }));

  it("gives the same token again", () =>
    inside("same-token:every=1", async (ask) => {
      const { nextToken } = page(await ask());
      assert.equal(page(await ask(String(nextToken))).nextToken, nextToken);
    }));

  it("refuses a token, and not the first page", () =>
    inside("expired-page-token:every=1", async (ask) => {
      const first = await ask();
      assert.equal(first.status, 200);
      assert.equal((await ask(String(page(first).nextToken))).status, 400);
    }));

  it("ends with null or an empty token", async () => {
    for (const [name, token] of [
      ["null-token", null],
      ["empty-token", ""],
    ] as const) {
      await inside(`${name}:every=1`, async (ask) => {
        let last = page(await ask());
        while (typeof last.nextToken === "string" && last.nextToken !== "") last = page(await ask(last.nextToken));
        assert.equal(last.nextToken, token);
      });
    }
  });

  it("makes the same events odd each time, and keeps the others", () =>
    inside("odd-events:every=2", async (ask) => {
      const { text } = await ask();
      assert.equal((await ask()).text, text);
      await inside("", async (askUsual) => {
        const usual = page(await askUsual()).items.map((item) => JSON.stringify(item));
        const kept = page({ text } as Got).items.filter((item) => usual.includes(JSON.stringify(item)));
        assert.ok(kept.length > 0 && kept.length < usual.length, `${kept.length} of ${usual.length}`);
      });
    }));

  it("sets the clock of the services", () =>
    inside("skewed-clock:offset=-7200", async (ask) => {
      const date = Date.parse((await ask()).headers.get("date") ?? "");
      assert.ok(Math.abs(Date.now() - 7_200_000 - date) < 5000);
    }));

  it("of each name is proven here or in the contract's matrix", () => {
    const elsewhere = ["slow"];
    const here = [...Object.keys(answers), ...elsewhere];
    const others = ["quota", "reset", "reset-body", "stall", "silence", "empty-page", "null-token", "empty-token"];
    const more = ["same-token", "odd-events", "expired-page-token", "skewed-clock"];
    assert.deepEqual([...here, ...others, ...more].toSorted(), Object.keys(faultCatalog).toSorted());
  });

  it("comes late", () =>
    inside("slow:every=1:delay=150", async (ask) => {
      const started = performance.now();
      await ask();
      assert.ok(performance.now() - started >= 145);
    }));
});
