import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What a folder must not import; the reason is the message. */
const forbid = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
});
const noVscode = {
  group: ['vscode'],
  message: 'This folder runs without VS Code: hand in what it needs.',
};
const noSurfaces = {
  group: ['**/commands/*', '**/views/*', '**/prompts/*', '**/extension'],
  message: 'Dependencies point inwards: surfaces know the domain, never the other way round.',
};
const noNode = {
  group: ['node:*', 'fs', 'path', 'http', 'https', 'os', 'crypto'],
  message: 'Browser code knows no Node.',
};

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'out'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'src/webview/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 250 }],
      'no-console': 'error',
    },
  },
  {
    files: [
      ...['src/api/**', 'src/sandbox/**', 'src/markdown/**', 'src/conversations/**'],
      'src/record/**',
    ],
    rules: forbid(noVscode, noSurfaces),
  },
  { files: ['src/shared/**'], rules: forbid(noVscode, noSurfaces, noNode) },
  { files: ['src/chatbots/**', 'src/support/**'], rules: forbid(noSurfaces) },
  {
    files: ['src/webview/**'],
    rules: forbid(noVscode, noNode, {
      regex: '^(\\.\\./){2,}(?!shared/)',
      message: 'A page shares types with the host through src/shared and nothing else.',
    }),
  },
  { files: ['test/**', 'src/sandbox/cli.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
);
