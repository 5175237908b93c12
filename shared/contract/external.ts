const allowed = new Set(['http:', 'https:', 'mailto:']);

/** The address as the system may be asked to open it, or undefined: only the web and mail leave the app. */
export function externalUrl(address: string): string | undefined {
  const url = URL.parse(address);
  return url !== null && allowed.has(url.protocol) ? url.href : undefined;
}
