import { readdirSync } from 'node:fs';
import tseslint from 'typescript-eslint';
import hooks from 'eslint-plugin-react-hooks';

// The import zones follow the folders: shared knows nothing of features, features know nothing of the app
// nor of each other. They are read from disk so that a new feature is fenced in without touching this file.
const features = readdirSync(new URL('./meet/src/features', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const zone = (files, regex, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex, message }] }] },
});

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'max-lines': ['error', 400],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  zone(['shared/src/**'], '/meet/|^@foyer/meet', 'The shared package stands alone.'),
  zone(['meet/src/shared/**'], '/(features|app)/', 'Shared code must not know features or the app.'),
  ...features.map((name) => {
    const others = features.filter((other) => other !== name).join('|');
    return zone(
      [`meet/src/features/${name}/**`],
      `/app/|/features/|^\\.\\./(${others})(/|$)`,
      'A feature must not import the app or another feature.',
    );
  }),
  {
    files: ['**/scripts/**', '**/plugins/**', '**/*.js', '**/vite*.config.ts'],
    rules: { 'no-console': 'off' },
  },
);
