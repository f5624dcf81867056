import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import tailwind from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { ownHosts } from './plugins/ownHosts';
import { preloadApp } from './plugins/preloadApp';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: '/',
  plugins: [ownHosts(), preloadApp(), react(), tailwind()],
  resolve: {
    alias: {
      // Radix locks page scrolling with an injected <style>, which our content security policy forbids. The page
      // never scrolls, so the lock is replaced by a plain pass-through.
      'react-remove-scroll': here('./src/shared/ui/noScrollLock.tsx'),
    },
    dedupe: ['react', 'react-dom'],
  },
  define: { 'process.env.REACT_SDK_VERSION': JSON.stringify('0.12.7') },
  build: {
    outDir: 'dist',
    assetsDir: 'assets/meet',
    assetsInlineLimit: 0,
    sourcemap: false,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: here('./index.html') },
  },
  optimizeDeps: { exclude: ['@100mslive/react-sdk', '@100mslive/hms-video-store'] },
});
