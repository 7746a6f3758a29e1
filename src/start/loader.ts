import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";
import { type CachedCode, readCodeCache, writeCodeCache } from "./code-cache.ts";

/** A file that was loaded, for what V8 has compiled of it by the end of the run. */
interface Loaded {
  readonly name: string;
  readonly sourceSum: number;
  readonly script: Script;
}

type Wrapper = (
  exports: unknown,
  require: (id: string) => unknown,
  module: { exports: unknown },
  filename: string,
  directory: string,
) => void;

export interface LoaderSettings {
  /** Of the program's files. */
  readonly directory: string;
  /** Of the cache. */
  readonly path: string;
  readonly user: number | undefined;
  readonly pid: number;
  /** Node's own, for its built-in modules and for what it is to load itself. */
  require(id: string): unknown;
}

/** In code that it did not compile itself, Node 20 does not know what it is to import from where. */
const dynamicImport = "import(";

const parameters = "exports, require, module, __filename, __dirname";

/**
 * Loads the files of the program as `require` does, each with the code that V8 made of it in an earlier run: of a short
 * export compiling is a third. Node's own cache (22.1 and newer) keeps of each file only what is compiled while it is loaded,
 * a third of what then runs.
 */
export class CachingLoader {
  readonly #settings: LoaderSettings;
  readonly #known: ReadonlyMap<string, CachedCode>;
  readonly #modules = new Map<string, { exports: unknown }>();
  readonly #loaded: Loaded[] = [];
  #isComplete = true;

  constructor(settings: LoaderSettings) {
    this.#settings = settings;
    this.#known = readCodeCache(settings.path, settings.user);
  }

  /** @throws what `require` throws */
  load(path: string): unknown {
    const there = this.#modules.get(path);
    if (there !== undefined) return there.exports;
    const source = readFileSync(path);
    if (source.includes(dynamicImport)) return this.#settings.require(path);
    const module: { exports: unknown } = { exports: {} };
    this.#modules.set(path, module);
    const directory = dirname(path);
    const require = (id: string): unknown =>
      id.startsWith(".") ? this.load(join(directory, id)) : this.#settings.require(id);
    try {
      const run = this.#compile(path, source).runInThisContext() as Wrapper;
      run.call(module.exports, module.exports, require, module, path, directory);
    } catch (error) {
      // Who asks again is to meet the same error, not half of a module.
      this.#modules.delete(path);
      throw error;
    }
    return module.exports;
  }

  /** Keeps what there is now, where something of it was not known. What cannot be kept is made again by the next run. */
  save(): void {
    if (this.#isComplete) return;
    const { path, pid, user } = this.#settings;
    const codes = new Map(this.#known);
    for (const { name, sourceSum, script } of this.#loaded) {
      codes.set(name, { name, sourceSum, data: script.createCachedData() });
    }
    try {
      writeCodeCache(path, [...codes.values()], pid, user);
    } catch {
      // A home that is not there or cannot be written, or a full disk: none of it is the export's concern.
    }
  }

  #compile(filename: string, source: Buffer): Script {
    const name = relative(this.#settings.directory, filename);
    const sourceSum = crc32(source);
    const known = this.#known.get(name);
    const cachedData = known?.sourceSum === sourceSum ? known.data : undefined;
    const script = new Script(`(function (${parameters}) {${source.toString()}\n})`, {
      filename,
      cachedData,
    });
    if (cachedData === undefined || script.cachedDataRejected === true) this.#isComplete = false;
    this.#loaded.push({ name, sourceSum, script });
    return script;
  }
}
