import { userAgentMiddleware } from "@aws-sdk/core/client";
import { getSchemaSerdePlugin } from "@smithy/core/schema";
import type {
  BuildMiddleware,
  ClientProtocol,
  HandlerExecutionContext,
  MiddlewareStack,
  Provider,
  RequestSigner,
  SerdeContext,
  SerializeHandlerOptions,
  SerializeMiddleware,
} from "@smithy/types";

import type { SourceContext } from "../core/source-definition.ts";

type UserAgentConfig = Parameters<typeof userAgentMiddleware>[0];
type SerdeConfig = Parameters<typeof getSchemaSerdePlugin>[0] & { readonly endpoint?: Provider<unknown> | undefined };
type FindSigner = (authScheme?: object) => Promise<RequestSigner>;

/** What a client of the SDK is configured with, as far as it is of use here: older ones know no protocol. */
type OnceConfig = UserAgentConfig & {
  readonly protocol?: ClientProtocol<object, object>;
  readonly endpoint?: Provider<unknown>;
  signer?: FindSigner;
};

/**
 * Has done once what the SDK does for each request anew, to the same end: in all, a tenth of what a page of 25 events takes
 * (measured).
 */
export function spareRepetition<Input extends object, Output extends object>(
  client: { readonly middlewareStack: MiddlewareStack<Input, Output>; config: object },
  env: SourceContext["env"],
): void {
  const stack = client.middlewareStack;
  const config = client.config as OnceConfig;
  rememberUserAgent(stack, config);
  // It asks the environment, each time, whether this runs in AWS Lambda.
  if ((env["AWS_LAMBDA_FUNCTION_NAME"] ?? "") === "") stack.remove("recursionDetectionMiddleware");
  if (config.signer !== undefined) config.signer = rememberedSigner(config.signer);
  if (config.protocol !== undefined) sparePartsOfConfiguration(stack, config as unknown as SerdeConfig);
  // It is copied for each request to find the endpoint: slowly, as long as one of its members is an accessor.
  client.config = { ...config };
}

/** The SDK puts the user agent together for each request anew, as slowly as it signs one: of a command it stays the same. */
function rememberUserAgent<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  config: UserAgentConfig,
): void {
  const middleware = userAgentMiddleware(config) as BuildMiddleware<Input, Output>;
  const remember: BuildMiddleware<Input, Output> = (next, context) => {
    let known: Readonly<Record<string, string>> | undefined;
    const compute = middleware(async (args) => {
      const { "user-agent": userAgent = "", "x-amz-user-agent": short = "" } = headersOf(args.request);
      known = { "user-agent": userAgent, "x-amz-user-agent": short };
      return next(args);
    }, context);
    return async (args) => {
      if (known === undefined) return compute(args);
      Object.assign(headersOf(args.request), known);
      return next(args);
    };
  };
  stack.add(remember, { name: "getUserAgentMiddleware", step: "build", priority: "low", override: true });
}

function headersOf(request: unknown): Record<string, string> {
  return (request as { readonly headers: Record<string, string> }).headers;
}

/** A signer holds no request and asks for the credentials each time. It differs by what an endpoint says of signing alone. */
function rememberedSigner(find: FindSigner): FindSigner {
  const signers = new WeakMap<object, RequestSigner>();
  const unsaid = {};
  return async (authScheme) => {
    const key = authScheme ?? unsaid;
    const known = signers.get(key);
    if (known !== undefined) return known;
    const signer = await find(authScheme);
    signers.set(key, signer);
    return signer;
  };
}

/**
 * To write a request, and again to read its answer, the SDK copies the whole configuration and the whole context of the
 * command into an object, which takes longer than either: of the one they need these, and the other they see through.
 */
function sparePartsOfConfiguration<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  config: SerdeConfig,
): void {
  const { protocol, endpoint, requestHandler, disableHostPrefix, urlParser } = config;
  const { base64Encoder, base64Decoder, utf8Encoder, utf8Decoder, streamCollector } = config;
  const coders = { base64Encoder, base64Decoder, utf8Encoder, utf8Decoder };
  const needed = { protocol, endpoint, requestHandler, disableHostPrefix, urlParser, streamCollector, ...coders };
  const seeingThrough = {
    add(middleware: SerializeMiddleware<Input, Output>, options: SerializeHandlerOptions) {
      // An object without members of its own: there is nothing to be copied out of it, and all to be read.
      stack.add((next, context) => middleware(next, Object.create(context) as HandlerExecutionContext), options);
    },
  };
  getSchemaSerdePlugin(needed).applyToStack(seeingThrough as unknown as MiddlewareStack<object, object>);
  // The plugin has told the protocol that this were all that there is.
  protocol.setSerdeContext(config as unknown as SerdeContext);
}
