import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Language of the person's session, such as `zh-CN`; '' where it says none (POSIX: LC_ALL, LC_MESSAGES, LANG). */
export function systemLanguage(env: NodeJS.ProcessEnv = process.env): string {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const [, language, country] = /^([a-z]{2,3})(?:[_-]([A-Za-z]{2,4}))?/.exec(locale) ?? [];
  if (language === undefined) return '';
  return country === undefined ? language : `${language}-${country}`;
}

/** Version of the app: that of the nearest package.json above this file. */
export function appVersion(here = import.meta.dirname): string {
  for (const up of ['..', '../..']) {
    try {
      return String(JSON.parse(readFileSync(join(here, up, 'package.json'), 'utf8')).version);
    } catch {
      // Built, it lies one folder above; in the source tree two.
    }
  }
  return '';
}
