// What esbuild bundles besides TypeScript.
declare module '*.css';
