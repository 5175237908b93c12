import { expect, it } from 'vitest';
import { appVersion, systemLanguage } from '../../../electron/hosts/system.ts';

it.each<[NodeJS.ProcessEnv, string]>([
  [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
  [{ LANG: 'en_GB.UTF-8', LC_ALL: 'zh_TW' }, 'zh-TW'],
  [{ LANG: 'de_AT@euro', LC_MESSAGES: 'en' }, 'en'],
  [{ LANG: 'C.UTF-8' }, ''],
  [{ LANG: 'POSIX' }, ''],
  [{ LANG: '' }, ''],
  [{}, ''],
])('systemLanguage(%j) is %j', (env, expected) => {
  expect(systemLanguage(env)).toBe(expected);
});

it('knows the version of the app', () => {
  expect(appVersion()).toMatch(/^\d+\.\d+\.\d+/);
});
