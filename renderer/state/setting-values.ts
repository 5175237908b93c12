import type { Json } from '../../shared/contract/api.ts';

type Settings = { [key: string]: Json };

/** A setting of the vault that is a text, by section and key; '' where it is not set. */
export function settingText(settings: Settings, section: string, key: string): string {
  const value = sectionOf(settings, section)[key];
  return typeof value === 'string' ? value : '';
}

/** The change that sets it: its whole section, the other keys kept. An empty text takes it out. */
export function settingChange(settings: Settings, section: string, key: string, text: string): Settings {
  const { [key]: _old, ...rest } = sectionOf(settings, section);
  return { [section]: text === '' ? rest : { ...rest, [key]: text } };
}

function sectionOf(settings: Settings, section: string): Settings {
  const value = settings[section];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
