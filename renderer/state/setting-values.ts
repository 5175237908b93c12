import type { Json } from '../../shared/contract/api.ts';

type Settings = { [key: string]: Json };

/** A setting of the vault that is a text, by section and key; '' where it is not set. */
export function settingText(settings: Settings, section: string, key: string): string {
  const value = sectionOf(settings, section)[key];
  return typeof value === 'string' ? value : '';
}

/** A setting of the vault that is a list of texts. */
export function settingLines(settings: Settings, key: string): string[] {
  const value = settings[key];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** The change that sets it: its whole section, the other keys kept. Undefined takes it out. */
export function settingChange(
  settings: Settings,
  section: string,
  key: string,
  value: string | boolean | undefined,
): Settings {
  const { [key]: _old, ...rest } = sectionOf(settings, section);
  return { [section]: value === undefined ? rest : { ...rest, [key]: value } };
}

function sectionOf(settings: Settings, section: string): Settings {
  const value = settings[section];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
