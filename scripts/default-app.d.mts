// What default-app.mjs exports, for TypeScript.

export function writeDefaultApp(file: string): void;
export function archiveOf(contents: Record<string, string>): Buffer;
