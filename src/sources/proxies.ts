import type { Agent, ClientRequest } from "node:http";
import type { HttpsProxyAgent as Tunnels } from "https-proxy-agent";
import { ExportError } from "../core/errors.ts";
import type { SourceContext } from "../core/source-definition.ts";

/** The way to a server that is not reached directly. */
export interface Proxy {
  /** Connections to it by way of the proxy. */
  readonly agent: Agent;
  /** Host and port of the proxy, for messages: its address may hold a password. */
  readonly name: string;
}

/** The proxy for a URL; undefined where it is reached directly. */
export type ProxyFor = (url: string) => Proxy | undefined;

/** Variables that name a proxy, in the spelling of curl; of each the lower case goes first. */
const variables = ["https_proxy", "http_proxy", "all_proxy"].flatMap((name) => [name, name.toUpperCase()]);

/**
 * The proxies of the environment: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, and NO_PROXY for what is reached without. Node asks
 * none of them by itself.
 *
 * @param timeout milliseconds of silence after which a connection is given up
 * @returns undefined where no variable names one
 * @throws ExportError (config) for an address that is none
 */
export async function findProxies({ env, log }: SourceContext, timeout: number): Promise<ProxyFor | undefined> {
  const addresses = namedProxies(env);
  const named = addresses.map(({ name }) => name);
  if (named.length === 0) return undefined;
  for (const { name, url } of addresses) {
    log.conceal(decodeURIComponent(url.password));
    log.info(`proxy ${url.host}, by ${name}`);
  }
  const [{ HttpsProxyAgent }, { HttpProxyAgent }, { getProxyForUrl }] = await Promise.all([
    import("https-proxy-agent"),
    import("http-proxy-agent"),
    import("proxy-from-env"),
  ]);
  /** Whoever gives up a request while its tunnel is made ends that too: it would keep the program from its end. */
  class TunnelAgent extends HttpsProxyAgent<string> {
    override connect(...[request, options]: Parameters<Tunnels<string>["connect"]>) {
      const ending = new AbortController();
      tunnels.set(request, ending);
      // It is read before anything is waited for, and so by this connection alone.
      this.connectOpts = Object.assign({}, this.connectOpts, { signal: ending.signal });
      return super.connect(request, options);
    }
  }
  const settings = { keepAlive: true, timeout };
  const known = new Map<string, Proxy>();

  return (url) => {
    const found = getProxyForUrl(url);
    // The library takes the scheme of the URL for one that is left out.
    const bare = named.map((name) => env[name] ?? "").find((text) => found.endsWith(`://${text}`));
    const address = parse(bare ?? found);
    if (address === undefined) return undefined;
    const isTls = url.startsWith("https:");
    const key = `${isTls} ${address.href}`;
    const proxy = known.get(key) ?? {
      agent: isTls ? new TunnelAgent(address, settings) : new HttpProxyAgent(address, settings),
      name: address.host,
    };
    known.set(key, proxy);
    return proxy;
  };
}

/**
 * The addresses that variables name. They may hold a password.
 *
 * @throws ExportError (config) for one that is none
 */
export function namedProxies(env: SourceContext["env"]): readonly { readonly name: string; readonly url: URL }[] {
  return variables
    .filter((name) => (env[name] ?? "") !== "")
    .map((name) => {
      const url = parse(env[name] ?? "");
      if (url === undefined) throw unusable(name);
      return { name, url };
    });
}

/** Without a scheme it is one of HTTP, as for curl. */
function parse(text: string): URL | undefined {
  if (text === "") return undefined;
  const address = text.includes("://") ? text : `http://${text}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  try {
    decodeURIComponent(url.username + url.password);
  } catch {
    return undefined;
  }
  return url.protocol === "http:" || url.protocol === "https:" ? url : undefined;
}

function unusable(name: string): ExportError {
  return new ExportError("config", `${name} is no address of an HTTP proxy`, {
    hint: `write it like http://proxy.example:3128, or unset it; what is reached without one stands in NO_PROXY`,
  });
}

/** Tunnels that are being made, by their requests. */
const tunnels = new WeakMap<ClientRequest, AbortController>();

/** What the agents tell of the proxy's own answer, in which a server's may not be seen. */
interface ProxyAnswer {
  /** Left out where the proxy passes a request on, rather than a connection. */
  readonly statusCode?: number;
}

/**
 * Ends a request whose proxy says nothing, or no. The agent would show its refusal as an answer of the server.
 *
 * @param stop ends the request, for a reason
 */
export function watchProxy(
  request: ClientRequest,
  proxy: Proxy,
  connectTimeout: number,
  stopRequest: (reason: Error) => void,
): void {
  function stop(reason: Error): void {
    stopRequest(reason);
    tunnels.get(request)?.abort();
  }
  const silence = Object.assign(new Error(`no connection by way of the proxy ${proxy.name}`), { code: "ETIMEDOUT" });
  const timer = setTimeout(() => stop(silence), connectTimeout);
  for (const event of ["socket", "close"]) request.once(event, () => clearTimeout(timer));
  request.once("proxyConnect", ({ statusCode }: ProxyAnswer) => {
    if (statusCode !== undefined && statusCode !== 200) stop(refusedBy(proxy, statusCode));
  });
}

/** A refusal of the proxy: of who asks, of the server that was asked for, or for now. */
export function refusedBy({ name }: Proxy, status: number): Error {
  if (status === 407) {
    return new ExportError("auth", `the proxy ${name} asks for credentials, or refuses them`, {
      hint: "give them in the address of the proxy: http://user:password@host:port",
    });
  }
  if (status >= 500) return Object.assign(new Error(`the proxy ${name} answers ${status}`), { code: "ECONNRESET" });
  return new ExportError("config", `the proxy ${name} does not connect to the service: it answers ${status}`, {
    hint: "have the host allowed there, or reach it without the proxy: NO_PROXY",
  });
}
