import type { DeserializeHandler, MiddlewareStack, Provider } from "@smithy/types";

/**
 * The client of CodeCatalyst is of November 2024. Its runtime loses the status of an answer that is not JSON, and with that
 * what the retries go by.
 */
export function keepStatuses<Input extends object, Output extends object>(stack: MiddlewareStack<Input, Output>): void {
  stack.addRelativeTo(keepStatus, {
    name: "keepStatus",
    relation: "before",
    toMiddleware: "deserializerMiddleware",
  });
}

/**
 * Lets the client know no endpoint but the one it is given, and its own. It would look into the environment by itself,
 * and send the token to an endpoint that AWS_IGNORE_CONFIGURED_ENDPOINT_URLS says to ignore.
 */
export function forgetConfiguredEndpoint(client: {
  readonly config: { serviceConfiguredEndpoint?: Provider<string | undefined> | undefined };
}): void {
  client.config.serviceConfiguredEndpoint = () => Promise.resolve(undefined);
}

/** An answer that is no JSON fails without its status: a 502 of a proxy would pass for a bug. */
function keepStatus<Input extends object, Output extends object>(
  next: DeserializeHandler<Input, Output>,
): DeserializeHandler<Input, Output> {
  return async (args) => {
    try {
      return await next(args);
    } catch (error) {
      if (error instanceof Error && !("$metadata" in error) && "$response" in error) {
        Object.assign(error, { $metadata: { httpStatusCode: statusOf(error.$response) } });
      }
      throw error;
    }
  };
}

function statusOf(response: unknown): unknown {
  return typeof response === "object" && response !== null && "statusCode" in response
    ? response.statusCode
    : undefined;
}
