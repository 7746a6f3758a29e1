import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, it } from "node:test";
import sdk from "purecloud-platform-client-v2";
import { ExportError } from "../../../src/core/errors.ts";
import { regionHosts, toHost } from "../../../src/sources/genesys/regions.ts";
import { readSettings } from "../../../src/sources/genesys/settings.ts";
import { runCli } from "../../support/cli.ts";

const client = { GENESYSCLOUD_OAUTHCLIENT_ID: "id", GENESYSCLOUD_OAUTHCLIENT_SECRET: "secret" };

function read(env: Readonly<Record<string, string>>, options: object = {}) {
  const ignore = (): void => undefined;
  return readSettings(options, {
    env: { ...env },
    stdin: Readable.from([]),
    log: { warn: ignore, info: ignore, debug: ignore, meanwhile: () => ignore, conceal: ignore },
    maxAttempts: undefined,
    timeout: 1000,
    now: () => new Date(),
    version: "0",
  });
}

async function withProfile<Result>(text: string, run: (home: string) => Promise<Result>): Promise<Result> {
  const home = await mkdtemp(join(tmpdir(), "audit-export-home-"));
  try {
    await mkdir(join(home, ".gc"));
    await writeFile(join(home, ".gc", "config.toml"), text);
    return await run(home);
  } finally {
    await rm(home, { recursive: true });
  }
}

function failing(code: ExportError["code"], message: RegExp) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof ExportError);
    assert.equal(error.code, code);
    assert.match(`${error.message} / ${error.hint}`, message);
    assert.doesNotMatch(`${error.message} / ${error.hint}`, /hunter2/);
    return true;
  };
}

describe("a region", () => {
  it("is every one that the SDK knows", () => {
    const known = Object.entries(sdk.PureCloudRegionHosts).map(([name, host]) => [name.replaceAll("_", "-"), host]);
    assert.deepEqual(Object.entries(regionHosts).toSorted(), known.toSorted());
  });

  for (const region of [
    "eu-central-1",
    "eu_central_1",
    "EU-Central-1",
    "mypurecloud.de",
    "api.mypurecloud.de",
    "https://api.mypurecloud.de",
    "https://api.mypurecloud.de/",
    "https://login.mypurecloud.de",
  ]) {
    it(`may be written ${region}`, () => assert.equal(toHost(region, "x"), "mypurecloud.de"));
  }

  it("may be one that is opened after this version, by its host", () => {
    assert.equal(toHost("new1.pure.cloud", "x"), "new1.pure.cloud");
  });

  for (const region of ["eu-central-9", "mars", "http://api.mypurecloud.de", "a b.de", "x.de/path", "u:p@x.de"]) {
    it(`is not ${region}`, () => {
      assert.throws(() => toHost(region, "--genesys-region"), failing("config", /--genesys-region .*eu-central-1/));
    });
  }

  it("comes from the option, the profile or the environment, in this order", async () => {
    await withProfile(`[DEFAULT]\naccess_token="t"\nenvironment="ap-northeast-1"`, async (HOME) => {
      const env = { ...client, HOME, GENESYSCLOUD_REGION: "us-east-1" };
      const genesysProfile = "DEFAULT";
      assert.equal((await read(env, { genesysProfile, genesysRegion: "eu_west_1" })).host, "mypurecloud.ie");
      assert.equal((await read(env, { genesysProfile })).host, "mypurecloud.jp");
      assert.equal((await read(env)).host, "mypurecloud.com");
    });
  });

  it("that is unknown, or not given, is exit 78", async () => {
    const parameters = ["genesys", "services"];
    const unknown = await runCli(parameters, { env: { ...client, GENESYSCLOUD_REGION: "eu-central-9" } });
    assert.deepEqual([unknown.code, unknown.stdout], [78, ""], unknown.stderr);
    const missing = await runCli(parameters, { env: client });
    assert.equal(missing.code, 78);
    assert.match(missing.stderr, /GENESYSCLOUD_REGION or give --genesys-region/);
  });
});

describe("a gateway", () => {
  it("is a host, and https unless said otherwise", async () => {
    const { gateway, host } = await read({ ...client, GENESYSCLOUD_GATEWAY_HOST: "gateway.example" });
    assert.deepEqual([gateway, host], [{ host: "gateway.example", protocol: "https" }, undefined]);
  });

  it("has a port, a protocol, and a path before login or API", async () => {
    const env = {
      ...client,
      GENESYSCLOUD_GATEWAY_HOST: "gateway.example",
      GENESYSCLOUD_GATEWAY_PORT: "8443",
      GENESYSCLOUD_GATEWAY_PROTOCOL: "HTTP",
      GENESYSCLOUD_GATEWAY_PATH_NAME: "api",
      GENESYSCLOUD_GATEWAY_PATH_VALUE: "genesys",
    };
    const gateway = { host: "gateway.example", protocol: "http", port: 8443, path_params_api: "genesys" };
    assert.deepEqual((await read(env)).gateway, gateway);
  });

  for (const [name, value] of [
    ["HOST", "https://gateway.example"],
    ["HOST", "a/b"],
    ["HOST", "user@host"],
    ["PORT", "http"],
    ["PORT", "0"],
    ["PORT", "99999"],
    ["PROTOCOL", "ftp"],
  ]) {
    it(`is no address with the ${name} ${value}`, async () => {
      const env = { ...client, GENESYSCLOUD_GATEWAY_HOST: "gateway.example", [`GENESYSCLOUD_GATEWAY_${name}`]: value };
      await assert.rejects(read(env as Record<string, string>), failing("config", /GENESYSCLOUD_GATEWAY_HOST/));
    });
  }
});

describe("credentials", () => {
  it("that are missing, or half of them, are exit 4 with what to set", async () => {
    for (const env of [{}, { GENESYSCLOUD_OAUTHCLIENT_ID: "id" }, { GENESYSCLOUD_OAUTHCLIENT_SECRET: "hunter2" }]) {
      await assert.rejects(read(env as Record<string, string>), failing("auth", /GENESYSCLOUD_OAUTHCLIENT_ID and/));
    }
  });

  const gc = `
    [DEFAULT]
    Client_Credentials = "id-of-default"
    CLIENT_SECRET = "hunter2"
    Environment = "mypurecloud.de"
    grant_type = "1"
    oauth_token_data = '{"access_token":"x"}'
    [Work]
    access_token = "token-of-work"
    environment = "us_west_2"
    [empty]
    client_credentials = ""
  `;

  it("come from a profile of gc, its keys and its name in any case", async () => {
    await withProfile(gc, async (HOME) => {
      const first = await read({ HOME, GENESYSCLOUD_ACCESS_TOKEN: "other" }, { genesysProfile: "default" });
      assert.deepEqual(first.credentials, { kind: "client", clientId: "id-of-default", clientSecret: "hunter2" });
      assert.equal(first.host, "mypurecloud.de");
      const second = await read({ HOME }, { genesysProfile: "Work" });
      assert.deepEqual(second.credentials, { kind: "token", accessToken: "token-of-work" });
      assert.equal(second.host, "usw2.pure.cloud");
    });
  });

  it("of a profile that is not there, or has none, are exit 4", async () => {
    await withProfile(gc, async (HOME) => {
      await assert.rejects(read({ HOME }, { genesysProfile: "home" }), failing("auth", /DEFAULT, Work, empty/));
      await assert.rejects(read({ HOME }, { genesysProfile: "empty" }), failing("auth", /has no credentials/));
    });
    await assert.rejects(read({ HOME: "/nonexistent" }, { genesysProfile: "x" }), failing("auth", /does not exist/));
  });

  it("in a malformed file are exit 78, and the line is not quoted", async () => {
    await withProfile(`[DEFAULT]\nclient_secret = hunter2"\n`, async (HOME) => {
      await assert.rejects(
        read({ HOME }, { genesysProfile: "DEFAULT" }),
        failing("config", /not valid TOML \(line 2\)/),
      );
    });
  });
});
