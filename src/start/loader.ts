import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Script } from "node:vm";
import { type CachedCode, CodeCache, writeCodeCache } from "./code-cache.ts";

/** A file that was loaded, for what V8 has compiled of it by the end of the run. */
interface Loaded {
  readonly name: string;
  readonly source: string;
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
  /** Of the cache; undefined where nothing is to be kept. */
  readonly path: string | undefined;
  readonly user: number | undefined;
  readonly pid: number;
  /** Node's own, for its built-in modules and for what it is to load itself. */
  require(id: string): unknown;
}

/**
 * How a file begins that is the body of a function as Node makes one of what it loads, of nothing but ASCII: it is one copy
 * of its bytes away from what V8 takes. The build makes them so, all but those that import modules: in code that it did not
 * compile itself, Node 20 does not know what they are to import from where.
 */
export const wrapperStart = "(function (exports, require, module, __filename, __dirname) {";

/**
 * Loads the files of the program as `require` does, each with the code that V8 made of it in an earlier run: of a short
 * export compiling is a third. Node's own cache (22.1 and newer) keeps of each file only what is compiled while it is loaded,
 * a third of what then runs.
 */
export class CachingLoader {
  readonly #settings: LoaderSettings;
  readonly #cache: CodeCache | undefined;
  readonly #modules = new Map<string, { exports: unknown }>();
  readonly #loaded: Loaded[] = [];
  #isComplete = true;

  constructor(settings: LoaderSettings) {
    this.#settings = settings;
    const { path, user } = settings;
    this.#cache = path === undefined ? undefined : new CodeCache(path, user);
  }

  /** @throws what `require` throws */
  load(path: string): unknown {
    const there = this.#modules.get(path);
    if (there !== undefined) return there.exports;
    const name = relative(this.#settings.directory, path);
    const known = this.#cache?.find(name, path);
    const source = known?.source ?? readFileSync(path, "latin1");
    if (!source.startsWith(wrapperStart)) return this.#settings.require(path);
    const module: { exports: unknown } = { exports: {} };
    this.#modules.set(path, module);
    const directory = dirname(path);
    const require = (id: string): unknown =>
      id.startsWith(".") ? this.load(join(directory, id)) : this.#settings.require(id);
    try {
      const run = this.#compile(name, path, source, known?.data).runInThisContext() as Wrapper;
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
    const { path, pid, user } = this.#settings;
    if (path === undefined || this.#isComplete) return;
    const codes = this.#knownElsewhere();
    for (const { name, source, script } of this.#loaded) {
      codes.push({ name, source, data: script.createCachedData() });
    }
    try {
      // Windows puts no file in the place of one that is open.
      this.#cache?.close();
      writeCodeCache(path, codes, pid, user);
    } catch {
      // A home that is not there or cannot be written, or a full disk: none of it is the export's concern.
    }
  }

  /** What was kept of files that this run has not loaded. */
  #knownElsewhere(): CachedCode[] {
    const loaded = new Set(this.#loaded.map(({ name }) => name));
    const others = (this.#cache?.names ?? []).filter((name) => !loaded.has(name));
    return others.flatMap((name) => {
      const code = this.#cache?.find(name);
      return code === undefined ? [] : [{ ...code, data: Buffer.from(code.data) }];
    });
  }

  #compile(name: string, filename: string, source: string, cachedData: Buffer | undefined): Script {
    const script = new Script(source, { filename, cachedData });
    if (cachedData === undefined || script.cachedDataRejected === true) this.#isComplete = false;
    this.#loaded.push({ name, source, script });
    return script;
  }
}
