import { expect, it } from 'vitest';
import { chunksToPreload } from './preloadApp';

const chunk = (fileName: string, more: object = {}) => ({ type: 'chunk', fileName, ...more });

it('names what the entry loads later and what that imports, but not the entry itself', () => {
  const bundle = {
    'main.js': chunk('main.js', { isEntry: true, dynamicImports: ['start.js'] }),
    'start.js': chunk('start.js', { imports: ['main.js', 'sdk.js'], dynamicImports: ['rare.js'] }),
    'sdk.js': chunk('sdk.js', { imports: ['start.js'] }),
    'rare.js': chunk('rare.js'),
    'look.css': { type: 'asset', fileName: 'look.css' },
  };
  expect(chunksToPreload(bundle)).toEqual(['start.js', 'sdk.js']);
});
