import type { Command } from '../command.ts';
import { history, restore } from './history.ts';
import { backlinks, discover, links, topic, topics } from './links.ts';
import { create, daily, note, property, rename } from './notes.ts';
import { publish, publishStatus, unpublish } from './publish.ts';
import { search, switcher } from './search.ts';
import { check, index } from './vault.ts';

/** Every command that asks the core, in the order of the help. */
export const commands: ReadonlyMap<string, Command> = new Map([
  ['index', index],
  ['note', note],
  ['links', links],
  ['backlinks', backlinks],
  ['topics', topics],
  ['topic', topic],
  ['discover', discover],
  ['search', search],
  ['switch', switcher],
  ['check', check],
  ['rename', rename],
  ['property', property],
  ['daily', daily],
  ['new', create],
  ['history', history],
  ['restore', restore],
  ['export', publish],
  ['unpublish', unpublish],
  ['publish-status', publishStatus],
]);
