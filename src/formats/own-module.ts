/**
 * The module of a user's own that has a URL. It stands alone in its file, which Node itself loads then: see src/start/loader.ts.
 *
 * @throws what the module throws, or that there is none
 */
export async function importModule(url: string): Promise<{ readonly default?: unknown }> {
  return (await import(url)) as { readonly default?: unknown };
}
