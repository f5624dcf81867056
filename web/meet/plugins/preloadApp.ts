import type { HtmlTagDescriptor, Plugin } from 'vite';

interface Chunk {
  type: string;
  fileName: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
}

/** The scripts that the entry loads by import(), with what they import, in the order of their need. */
export function chunksToPreload(bundle: Record<string, Chunk>): string[] {
  const chunks = Object.values(bundle);
  const entries = chunks.filter((chunk) => chunk.type === 'chunk' && chunk.isEntry);
  const found = new Set<string>();
  const visit = (fileName: string) => {
    const chunk = bundle[fileName] ?? chunks.find((candidate) => candidate.fileName === fileName);
    if (!chunk || chunk.type !== 'chunk' || chunk.isEntry || found.has(chunk.fileName)) return;
    found.add(chunk.fileName);
    chunk.imports?.forEach(visit);
  };
  for (const entry of entries) entry.dynamicImports?.forEach(visit);
  return [...found];
}

/**
 * The entry is a few lines that ask for the token and then load the app. Named in the HTML, the app is on its way at the
 * same time as the entry instead of after it.
 */
export function preloadApp(): Plugin {
  return {
    name: 'foyer-preload-app',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const files = bundle ? chunksToPreload(bundle as Record<string, Chunk>) : [];
        return files.map((file): HtmlTagDescriptor => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head',
        }));
      },
    },
  };
}
