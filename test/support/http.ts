import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** One request as a test wants to see it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: IncomingMessage["headers"];
}

export interface TestServer {
  readonly url: string;
  readonly received: Received[];
  close(): Promise<void>;
}

/** A server of a test's own, for what the sandbox does not do: misbehave. */
export async function startServer(answer: (request: Received, response: ServerResponse) => void): Promise<TestServer> {
  const received: Received[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const url = new URL(incoming.url ?? "/", "http://127.0.0.1");
      const text = Buffer.concat(chunks).toString();
      const isForm = incoming.headers["content-type"] === "application/x-www-form-urlencoded";
      const body: Record<string, unknown> = isForm
        ? Object.fromEntries(new URLSearchParams(text))
        : JSON.parse(text === "" ? "{}" : text);
      const request = {
        method: incoming.method ?? "",
        path: decodeURIComponent(url.pathname),
        query: url.searchParams,
        body,
        headers: incoming.headers,
      };
      received.push(request);
      response.setHeader("content-type", "application/json");
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What the AWS SDK needs to talk to such a server. The key is no secret: nothing checks it. */
export function awsEnvironment(url: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
}

/** An error answer as the AWS services give them. */
export function awsError(response: ServerResponse, status: number, name: string, members: object = {}): void {
  response.writeHead(status, { "x-amzn-errortype": name });
  response.end(JSON.stringify({ message: `made ${name}`, ...members }));
}
