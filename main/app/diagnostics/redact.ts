// What nobody else is to read: taken out of the report.

/** The home folder becomes `~`; tokens, keys and passwords become `…`. */
export function redact(text: string, home: string): string {
  return secrets.reduce((rest, [secret, instead]) => rest.replace(secret, instead), withoutHome(text, home));
}

const secrets: [RegExp, string][] = [
  // Swarm's join tokens and unlock keys.
  [/SWM(TKN|KEY)-[\w-]+/g, 'SWM$1-…'],
  [/-----BEGIN [^-]+-----[\s\S]*?-----END [^-]+-----/g, '…'],
  // Name and password in an address: tcp://name:word@host.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi, '$1…@'],
  // password=…, "token":"…", --secret …, Authorization: Bearer …
  [/\b(authorization["']?\s*[:=]\s*["']?(?:basic|bearer)?\s*)[^\s"',;]+/gi, '$1…'],
  [/\b(\w*(?:password|passwd|secret|token|api_?key))(["']?\s*[:=]\s*["']?)[^\s"',;]+/gi, '$1$2…'],
  [/(--(?:password|secret|token)[ =])[^\s"',;]+/gi, '$1…'],
];

/** In JSON, a Windows path has its backslashes twice. */
function withoutHome(text: string, home: string): string {
  if (home.length < 2) return text;
  return text.replaceAll(home.replaceAll('\\', '\\\\'), '~').replaceAll(home, '~');
}
