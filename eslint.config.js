// Lint rules, import borders included: arrows run app/cli -> labs -> cluster/terminals -> engine (see ARCHITECTURE.md).
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const electron = {
  group: ['electron', 'electron/*'],
  message: 'Only main/index.ts and main/app import Electron.',
};
const renderer = { group: ['**/renderer/**'], message: 'main never imports the renderer.' };

/** Forbids `folders` to the files below main/`from`, on top of Electron and the renderer. */
function border(from, ...folders) {
  const patterns = folders.map((folder) => ({
    group: [`**/${folder}/**`],
    message: `main/${from} must not import main/${folder}: arrows run one way.`,
  }));
  return {
    files: [`main/${from}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns: [electron, renderer, ...patterns] }] },
  };
}

/** What Node 18 does not have, on which the app runs in the tests (scripts/electron.mjs); types know it all the same. */
const afterNode18 = [
  ...[
    ['AbortSignal', 'any'],
    ['Array', 'fromAsync'],
    ['Promise', 'withResolvers'],
    ['Object', 'groupBy'],
    ['Map', 'groupBy'],
  ].map(([object, property]) => ({ object, property, message: 'Node 18 does not have it.' })),
  ...['toSorted', 'toReversed', 'toSpliced', 'parentPath', 'isWellFormed'].map((property) => ({
    property,
    message: 'Node 18 does not have it.',
  })),
];

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'out', '.cache', 'assets/images/*/files/**'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['main/**/*.ts', 'preload/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...afterNode18],
      'no-restricted-syntax': [
        'error',
        {
          selector: "ImportDeclaration[source.value='execa']",
          message: 'execa wants a Node of its own: node:child_process.',
        },
      ],
    },
  },
  border('failure', 'app', 'labs', 'cluster', 'terminals', 'engine', 'images'),
  border('engine', 'app', 'labs', 'cluster', 'terminals'),
  border('images', 'app', 'labs', 'cluster', 'terminals'),
  border('cluster', 'app', 'labs', 'terminals'),
  border('terminals', 'app', 'labs', 'cluster'),
  border('labs', 'app'),
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            electron,
            {
              regex: 'main/(?!i18n/i18n$)',
              message: 'The renderer knows main by the contract and the catalogue only.',
            },
            { regex: '^node:', message: 'There is no Node in the renderer.' },
          ],
        },
      ],
    },
  },
);
