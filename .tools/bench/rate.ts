import { connect, type Socket } from "node:net";

export interface Rate {
  readonly requests: number;
  readonly bytes: number;
  readonly seconds: number;
}

const connections = 4;

/**
 * How fast a server answers, measured with next to nothing on this side: bare sockets that are kept, and of an answer only
 * its length is read.
 *
 * @param body what the n-th request asks
 */
export async function measureRate(
  url: string,
  path: string,
  body: (request: number) => string,
  seconds: number,
): Promise<Rate> {
  const { hostname, port, host } = new URL(url);
  const end = performance.now() + seconds * 1000;
  const started = performance.now();
  let requests = 0;
  let bytes = 0;

  function ask(socket: Socket): void {
    const text = body(requests);
    requests += 1;
    const length = Buffer.byteLength(text);
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${text}`,
    );
  }

  function work(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => ask(socket));
      /** What is still to come of the present answer; undefined while its head is not whole. */
      let left: number | undefined;
      let head = "";
      socket.on("error", reject);
      socket.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (left === undefined) {
          head += chunk.toString("latin1");
          const headEnd = head.indexOf("\r\n\r\n");
          if (headEnd === -1) return;
          if (!head.startsWith("HTTP/1.1 200 ")) {
            socket.destroy(new Error(`the server answered ${head.slice(0, headEnd)}`));
            return;
          }
          const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
          left = length - (head.length - headEnd - 4);
        } else {
          left -= chunk.length;
        }
        if (left > 0) return;
        left = undefined;
        head = "";
        if (performance.now() < end) ask(socket);
        else {
          socket.end();
          resolve();
        }
      });
    });
  }

  await Promise.all(Array.from({ length: connections }, work));
  return { requests, bytes, seconds: (performance.now() - started) / 1000 };
}
