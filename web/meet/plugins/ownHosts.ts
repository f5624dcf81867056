import type { Plugin } from 'vite';

/**
 * The SDK knows its maker's hosts by heart: it would post analytics, with the room token inside, to a host that
 * is not ours, and there is no option against it. Each such literal becomes an address of the page's own origin.
 */
const ORIGIN = '(globalThis.location?globalThis.location.origin:"")';

const REPLACEMENTS: readonly (readonly [string, string])[] = [
  ['https://event.100ms.live/v2/client/report', '"/v2/client/events"'],
  ['https://event-nonprod.100ms.live/v2/client/report', '"/v2/client/events"'],
  ['https://event.100ms.live', ORIGIN],
  ['https://auth.100ms.live/v2/token', '"/v2/token"'],
  ['https://prod-init.100ms.live/init', `${ORIGIN}+"/init"`],
  ['https://prod-init.100ms.live', `(${ORIGIN}+"/#https://x")`],
  ['https://api.100ms.live/v2/diagnostics/token', `(${ORIGIN}+"/v2/diagnostics/token")`],
  ['https://100ms.live/test-audio.wav', '""'],
  ['https://whiteboard.100ms.live', ORIGIN],
  ['https://whiteboard-qa.100ms.live', ORIGIN],
  ['https://pdf-annotation.100ms.live/generic/web/viewer.html', '""'],
];

/** Replaces every literal of the maker's hosts in the given module text; left-overs in prose lose the host. */
export function rewriteHosts(code: string): string {
  let out = code;
  for (const [address, expression] of REPLACEMENTS) {
    for (const quote of ['"', "'", '`']) {
      out = out.replaceAll(`${quote}${address}${quote}`, expression);
    }
  }
  return out
    .replace(/https:\/\/(?:[a-z0-9-]+\.)*100ms\.live/g, '')
    .replace(/(?:[a-z0-9-]+\.)*100ms\.live/g, 'localhost');
}

/** Vite plugin form of {@link rewriteHosts}; touches only the SDK's packages. */
export function ownHosts(): Plugin {
  return {
    name: 'foyer-own-hosts',
    enforce: 'pre',
    transform(code, id) {
      return id.includes('@100mslive') && code.includes('100ms.live')
        ? { code: rewriteHosts(code), map: null }
        : null;
    },
  };
}
