import { getRetryPlugin, resolveRetryConfig } from "@smithy/core/retry";
import type { DeserializeHandler, MiddlewareStack, Provider, RetryStrategyV2 } from "@smithy/types";

/** What is needed of a client to change how it runs. */
interface RunningClient<Input extends object, Output extends object> {
  readonly middlewareStack: MiddlewareStack<Input, Output>;
  readonly config: {
    readonly maxAttempts: Provider<number>;
    readonly retryMode: string | Provider<string>;
  };
}

/**
 * The client of CodeCatalyst is of November 2024. Its runtime gives a failed name look-up and a nonsense 200 no second
 * try, ignores Retry-After, and loses the status of an answer that is not JSON. With this it
 * retries by the present runtime, as the clients of the other AWS sources do.
 */
export function usePresentRetries<Input extends object, Output extends object>(
  client: RunningClient<Input, Output>,
  retryStrategy: RetryStrategyV2,
): void {
  const { maxAttempts, retryMode } = client.config;
  const stack = client.middlewareStack;
  // It replaces the old middleware, having its name.
  stack.use(getRetryPlugin(resolveRetryConfig({ maxAttempts, retryMode, retryStrategy })));

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
