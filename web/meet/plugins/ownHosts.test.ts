import { describe, expect, it } from 'vitest';
import { rewriteHosts } from './ownHosts';

describe('the maker hosts', () => {
  it('become own addresses', () => {
    const out = rewriteHosts(
      'a="https://event.100ms.live/v2/client/report",b="https://event-nonprod.100ms.live/v2/client/report"',
    );
    expect(out).toBe('a="/v2/client/events",b="/v2/client/events"');
  });

  it('are gone from prose and from hosts nobody listed', () => {
    const out = rewriteHosts(
      '"see https://www.100ms.live/docs or x.100ms.live", f("https://new.100ms.live/x")',
    );
    expect(out).not.toContain('100ms.live');
  });

  it('leave the code around them alone', () => {
    expect(rewriteHosts('const a = "https://prod-init.100ms.live";')).toMatch(
      /^const a = \(\(globalThis\.location\?.*"\/#https:\/\/x"\);$/,
    );
  });
});
