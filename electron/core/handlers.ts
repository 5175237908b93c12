import type { Events, VaultStatus } from '../../shared/contract/api.ts';
import type { Handlers } from '../../shared/contract/rpc.ts';
import type { Emitter } from '../../shared/text/emitter.ts';
import type { Store } from '../index/store.ts';
import type { SettingsFile } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import type { AttachmentCalls } from './attachments.ts';
import type { Backlinks } from './backlinks.ts';
import type { Changes } from './changes.ts';
import type { Check } from './check.ts';
import type { Completion } from './complete/completion.ts';
import type { createEmojiCompletion } from './complete/emoji.ts';
import { completeFolders } from './complete/folders.ts';
import type { createPropertyCompletion } from './complete/properties.ts';
import { completeTags } from './complete/tags.ts';
import type { Digest } from './digest.ts';
import type { Finder } from './finder.ts';
import { listFolder } from './folders.ts';
import type { Graph } from './graph.ts';
import type { NoteHistory } from './history.ts';
import type { ImageSizes } from './image-sizes.ts';
import type { IndexCheck } from './index-check.ts';
import type { KeepUp } from './keep-up.ts';
import type { LookUp } from './look-up.ts';
import type { Notes } from './notes.ts';
import { createPace } from './pace.ts';
import type { Preferences } from './preferences.ts';
import { propertyTypes } from './property-types.ts';
import type { PublishCalls } from './publishing.ts';
import type { Replace } from './replacing.ts';
import type { Topics } from './topics.ts';
import type { Unsaved } from './unsaved.ts';
import { checkSettings, heldSettings } from './vault-settings.ts';

export interface Parts {
  store: Store;
  vault: Vault;
  settings: SettingsFile;
  keepUp: KeepUp;
  notes: Notes;
  backlinks: Backlinks;
  topics: Topics;
  digest: Digest;
  graph: Graph;
  changes: Changes;
  attachments: AttachmentCalls;
  completion: Completion;
  completeProperty: ReturnType<typeof createPropertyCompletion>;
  completeEmoji: ReturnType<typeof createEmojiCompletion>;
  lookUp: LookUp;
  images: ImageSizes;
  publishing: PublishCalls;
  finder: Finder;
  replacing: Replace;
  check: Check;
  indexCheck: IndexCheck;
  preferences: Preferences;
  history: NoteHistory;
  unsaved: Unsaved;
  /** Where a note is by now that an editor knows by the path it had. */
  now: (path: string) => string;
  events: Emitter<Events>;
  clock: () => Date;
  status: () => VaultStatus;
}

/** The contract, a line a call. `host.*` is answered by the host. */
export function createHandlers(parts: Parts): Handlers {
  const {
    store,
    settings,
    keepUp,
    notes,
    backlinks,
    topics,
    changes,
    lookUp,
    attachments,
    finder,
    preferences,
  } = parts;
  return {
    'vault.status': () => parts.status(),
    'folder.list': ({ path }) => listFolder(store, path, settings.read().files.all),
    'folder.create': ({ path }) => notes.createFolder(path),

    'note.read': ({ path, images }) => ({
      ...notes.read(path),
      ...(images && { images: parts.images.in({ path }) }),
    }),
    'note.write': (params) => notes.write(params),
    'note.create': (params) => notes.create(params),
    'note.daily': (params) => notes.daily(params),
    'note.facts': ({ path }) => notes.facts(path),
    'property.set': (params) => notes.setProperty(params),
    'attachment.create': (params) => attachments.create(params),
    'attachment.begin': (params) => attachments.begin(params),
    'attachment.append': (params) => attachments.append(params),
    'attachment.finish': (params) => attachments.finish(params),
    'attachment.drop': (params) => attachments.drop(params),
    'link.text': (params) => attachments.link(params),

    'file.rename': (params, context) => changes.rename(params, context),
    'heading.rename': (params) => changes.renameHeading(params),
    'block.rename': (params) => changes.renameBlock(params),
    'note.extract': (params) => changes.extract(params),
    'block.send': (params) => changes.send(params),
    'note.split': (params) => changes.split(params),
    'note.merge': (params) => changes.merge(params),
    'file.delete': ({ path }, context) => changes.remove(path, context),
    'file.undo': (_, context) => changes.undo(context),

    'history.list': ({ path }) => parts.history.list(path),
    'history.keep': (params) => parts.history.keepFormer({ ...params, path: parts.now(params.path) }),
    'history.read': ({ path, id }) => parts.history.read(path, id),
    'history.restore': (params) => changes.restore(params),
    'history.deleted': () => parts.history.deleted(),

    'unsaved.put': (params, context) => parts.unsaved.put(params, context),
    'unsaved.clear': (params) => parts.unsaved.clear(params),
    'unsaved.read': (params) => parts.unsaved.read(params),
    'unsaved.list': () => parts.unsaved.list(),
    'unsaved.discard': (params) => parts.unsaved.discard(params),

    'link.list': ({ path }, context) =>
      path === undefined ? notes.allLinks(createPace(context)) : notes.links(path),
    'link.resolve': (params) => lookUp.resolve(params),
    'link.resolveAll': (params) => lookUp.resolveAll(params),
    'backlink.list': async ({ path, ...wish }, context) => {
      if (wish.mentions !== false) await keepUp.findMentionsOf(notes.row(path).id);
      return backlinks.list(notes.row(path), wish, createPace(context));
    },
    'mention.find': (params) => lookUp.mentions(params),
    'mention.link': async (params, context) => {
      await keepUp.findMentionsOf(notes.row(params.target).id);
      return changes.linkMentions(params, context);
    },
    'mention.ignore': (params) => {
      const ignored = lookUp.ignore(params);
      parts.events.emit('settings.changed', {});
      return ignored;
    },
    'mention.ignored': (params) => lookUp.ignored(params),
    'mention.allow': (params) => {
      const allowed = lookUp.allow(params);
      parts.events.emit('settings.changed', {});
      return allowed;
    },

    'topic.list': ({ limit }) => topics.list(limit),
    'topic.read': async ({ path }, context) => {
      await keepUp.findMentionsOf(notes.row(path).id);
      return topics.read(notes.row(path), createPace(context));
    },
    'topic.onPage': ({ path }) => topics.onPage(notes.row(path)),
    'topic.digest': (params) => parts.digest.write(params),
    'topic.find': ({ name }) => ({ path: topics.find(name)?.path ?? null }),
    'topic.beside': ({ path, limit }, context) => topics.beside(notes.row(path), limit, createPace(context)),
    'topic.discover': ({ limit }) => topics.discover(limit),
    'graph.read': (params, context) => parts.graph.read(params, context),
    'tag.list': async () => [...(await store.facts.allTags())],

    'search.query': (params, context) => finder.query(params, context),
    'replace.plan': (params, context) => parts.replacing.plan(params, context),
    'replace.apply': (params, context) => parts.replacing.apply(params, context),
    'switch.query': (params) => finder.switch(params),
    'complete.link': (params, context) => parts.completion(params, context),
    'complete.tag': async (params) => completeTags(await store.facts.allTags(), params),
    'complete.property': (params) => parts.completeProperty(params),
    'complete.emoji': (params) => parts.completeEmoji(params),
    'complete.folder': (params) => completeFolders(store, params),
    'complete.language': () => store.searchFacts.langs(),
    'template.list': () => notes.templates(),
    'template.text': (params) => notes.template(params),
    'daily.link': (params) => notes.dailyLink(params),
    'block.name': (params) => changes.nameBlock(params),

    'check.run': (params, context) => parts.check(params, createPace(context)),
    'check.index': (_, context) => parts.indexCheck(context),
    'index.update': async ({ rebuild }, { signal }) => {
      const start = performance.now();
      const count = rebuild ? await keepUp.rebuild(signal) : await keepUp.update(false, signal);
      return { ...store.files.counts(), ...count, ms: Math.round(performance.now() - start) };
    },

    ...parts.publishing,

    'property.types': () => propertyTypes(settings.propertyTypes()),
    'settings.read': () => settings.document(),
    'settings.editor': () => settings.read().editor,
    'settings.graph': () => settings.read().graph ?? null,
    'settings.held': () => heldSettings(settings, parts.clock()),
    'settings.write': ({ changes: wanted }) => {
      checkSettings(parts.vault, wanted, parts.clock());
      const document = settings.write(wanted);
      parts.events.emit('settings.changed', {});
      return document;
    },
    'preference.read': ({ key }) => preferences.read(key),
    'preference.write': ({ key, value }) => {
      preferences.write(key, value);
      parts.events.emit('settings.changed', { preference: key });
      return {};
    },
  };
}
