import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { readFile } from "node:fs/promises";
import { ExportError } from "../core/errors.ts";

export interface Signer {
  /** The public key, as base64 of its SPKI. */
  readonly id: string;
  sign(bytes: string): Uint8Array;
}

/** @throws ExportError (config) where the file holds no private key of Ed25519. Its content is never shown. */
export async function readSigner(path: string): Promise<Signer> {
  const key = await readKey(path, "private", createPrivateKey);
  return { id: idOf(createPublicKey(key)), sign: (bytes) => sign(null, Buffer.from(bytes), key) };
}

/** The public key of a file, as base64 of its SPKI. */
export async function readPublicKey(path: string): Promise<string> {
  return idOf(await readKey(path, "public", createPublicKey));
}

export function isSignedBy(id: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(id, "base64"), format: "der", type: "spki" });
    return key.asymmetricKeyType === "ed25519" && verify(null, bytes, key, signature);
  } catch {
    return false;
  }
}

async function readKey(path: string, kind: string, parse: (pem: string) => KeyObject): Promise<KeyObject> {
  try {
    const key = parse(await readFile(path, "utf8"));
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch (error) {
    throw unusable(path, kind, error);
  }
  throw unusable(path, kind, undefined);
}

function unusable(path: string, kind: string, cause: unknown): ExportError {
  return new ExportError("config", `${path} holds no ${kind} key of Ed25519 that could be read`, {
    hint: "`openssl genpkey -algorithm ed25519 -out key.pem` makes one, `openssl pkey -in key.pem -pubout` its public key",
    cause,
  });
}

function idOf(key: KeyObject): string {
  return key.export({ format: "der", type: "spki" }).toString("base64");
}
