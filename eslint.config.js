// Lint rules, import borders included: arrows run app/cli -> labs -> cluster/terminals -> engine (see ARCHITECTURE.md).
import js from '@eslint/js';
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

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'out', '.cache', 'assets/images/*/files/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
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
  border('failure', 'app', 'labs', 'cluster', 'terminals', 'engine', 'images'),
  border('engine', 'app', 'labs', 'cluster', 'terminals'),
  border('images', 'app', 'labs', 'cluster', 'terminals'),
  border('cluster', 'app', 'labs', 'terminals'),
  border('terminals', 'app', 'labs', 'cluster'),
  border('labs', 'app'),
);
