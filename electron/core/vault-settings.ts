import type { Json, Result } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { type JsonObject, object, strings } from '../vault/json-value.ts';
import type { SettingsFile } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import { checkNew } from './compose.ts';
import { formatTime } from './template.ts';

/** What holds by now, whoever said it: our settings, Obsidian's, or neither. */
export function heldSettings(settings: SettingsFile, now: Date): Result<'settings.held'> {
  const { daily, templates, attachments, newNotes, links, excluded, files } = settings.read();
  return {
    daily: { folder: daily.folder, format: daily.format, template: daily.template },
    today: formatTime(now, daily.format),
    templates: { folder: templates.folder },
    attachments,
    newNotes,
    links,
    excluded,
    files,
  };
}

/** Settings that name a folder. */
const folders = [
  ['daily', 'folder'],
  ['templates', 'folder'],
  ['attachments', 'folder'],
  ['newNotes', 'folder'],
] as const;

/**
 * Refuse settings by which no file could be made, before the first one is.
 * @throws AppError `invalid-path`, `invalid-name` or `exists`, as for a file that is made there
 */
export function checkSettings(vault: Vault, changes: JsonObject, now: Date): void {
  for (const [section, key] of folders) {
    const folder = named(object(changes[section])[key]);
    if (folder !== '') checkNew({ vault }, folder);
  }
  for (const filter of strings(changes.excluded)) checkFilter(filter);
  const format = object(changes.daily).format;
  if (typeof format === 'string') checkNew({ vault }, `${formatTime(now, format)}.md`);
}

function checkFilter(filter: string): void {
  const [, expression] = /^\/(.+)\/$/s.exec(filter) ?? [];
  try {
    if (expression !== undefined) new RegExp(expression, 'iu');
  } catch {
    throw new AppError('invalid-params', `${filter} is no regular expression`, {
      pattern: filter,
      refusal: 'pattern',
    });
  }
}

/** A folder as it is meant: from the root, or below the note (`./`). */
function named(value: Json | undefined): string {
  return typeof value === 'string' ? value.replace(/^\.(?:\/|$)/, '').replace(/^\/+|\/+$/g, '') : '';
}
