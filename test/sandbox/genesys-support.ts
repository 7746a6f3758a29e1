import assert from "node:assert/strict";
import sdk from "purecloud-platform-client-v2";
import type { Sandbox } from "../../src/sandbox/server.ts";

// The SDK's own HTTP library would take a developer's proxy for the sandbox, too.
process.env["NO_PROXY"] = "127.0.0.1";
process.env["no_proxy"] = "127.0.0.1";

type SdkClient = typeof sdk.ApiClient;

/** The real client of the service, talking to the sandbox. */
export function clientOf({ environment }: Sandbox): SdkClient {
  const client = new (sdk.ApiClient.constructor as new () => SdkClient)();
  client.config.live_reload_config = false;
  client.config.setConfigPath("");
  client.setReturnExtendedResponses(true);
  client.setGateway({
    host: environment["GENESYSCLOUD_GATEWAY_HOST"] ?? "",
    port: Number(environment["GENESYSCLOUD_GATEWAY_PORT"]),
    protocol: environment["GENESYSCLOUD_GATEWAY_PROTOCOL"] ?? "",
  });
  // A redirect is an answer here.
  (
    client.getHttpClient() as unknown as { _axiosInstance: { defaults: { maxRedirects: number } } }
  )._axiosInstance.defaults.maxRedirects = 0;
  return client;
}

export async function logIn(client: SdkClient, { environment }: Sandbox): Promise<void> {
  await client.loginClientCredentialsGrant(
    environment["GENESYSCLOUD_OAUTHCLIENT_ID"] ?? "",
    environment["GENESYSCLOUD_OAUTHCLIENT_SECRET"] ?? "",
  );
}

export interface Extended {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An answer with its status. */
export async function answerOf(call: Promise<unknown>): Promise<Extended> {
  return (await call) as Extended;
}

/** The status and the body that a call is refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<Extended> {
  try {
    await call;
  } catch (error) {
    return error as Extended;
  }
  return assert.fail("The call succeeded.");
}
