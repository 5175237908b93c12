import { Buffer } from 'node:buffer';
import type { Params, Result } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { linkKey, linkTextFor } from '../../shared/link/resolve.ts';
import { basename, dirname, join, stem } from '../../shared/text/path.ts';
import { hashBytes } from '../disk/atomic-write.ts';
import type { Store } from '../index/store.ts';
import { assertNewName, freeName } from '../vault/file-name.ts';
import type { SettingsFile } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import type { KeepUp } from './keep-up.ts';
import { formatTime } from './template.ts';

interface Options {
  vault: Vault;
  store: Store;
  settings: SettingsFile;
  keepUp: KeepUp;
  clock: () => Date;
}

interface Upload extends Omit<Params<'attachment.begin'>, 'size'> {
  left: number;
  parts: Buffer[];
  used: number;
}

/** Files larger than this are no attachments; those that nobody goes on with are forgotten after a while. */
const largest = 256 * 1024 * 1024;
const idle = 5 * 60_000;

/** What a note shows in place: pictures, sound, film, PDF. */
const shown = /\.(?:png|jpe?g|gif|webp|avif|bmp|svg|mp3|wav|m4a|ogg|flac|3gp|mp4|webm|ogv|mov|mkv|pdf)$/i;

/** Files that are pasted or dropped into a note, and links to them. */
export function createAttachments({ vault, store, settings, keepUp, clock }: Options) {
  const uploads = new Map<string, Upload>();
  let next = 1;

  function linkTo(source: string, target: string): string {
    const { format, markdown } = settings.read().links;
    const { candidates } = store.files;
    return linkTextFor(target, { source, candidates, format, markdown, embed: shown.test(target) });
  }

  function folderFor(note: string): string {
    const place = settings.read().attachments.folder;
    const own = dirname(note);
    if (place.startsWith('./') || place === '.') return join(own, place) ?? own;
    return place.replace(/^\/+|\/+$/g, '');
  }

  function keep(note: string, name: string, bytes: Buffer, pasted: boolean): Result<'attachment.create'> {
    const dot = name.lastIndexOf('.');
    const [base, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    const known = pasted ? undefined : sameFile(name, bytes);
    if (known !== undefined) return { path: known, link: linkTo(note, known) };
    const wanted = pasted ? templateName(settings.read().attachments.name, note, base, clock()) : base;
    assertNewName(`${wanted}${extension}`);
    const folder = folderFor(note);
    const at = (file: string) => (folder === '' ? file : `${folder}/${file}`);
    const taken = (file: string) => (vault.stat(at(file)) ?? vault.twin(at(file))) !== undefined;
    const path = at(freeName(wanted, extension, taken));
    vault.createBytes(path, bytes);
    keepUp.take([path]);
    return { path, link: linkTo(note, path) };
  }

  /** A file of the vault with this name and content: it is linked, not copied once more. */
  function sameFile(name: string, bytes: Buffer): string | undefined {
    const hash = hashBytes(bytes);
    return store.files.candidates(linkKey(name)).find((path) => {
      if (basename(path) !== name || store.files.get(path)?.size !== bytes.length) return false;
      return hashBytes(vault.readBytes(path)) === hash;
    });
  }

  function uploadOf(id: string): Upload {
    const found = uploads.get(id);
    if (!found) throw new AppError('not-found', 'This file is not being stored', { path: id });
    found.used = clock().getTime();
    return found;
  }

  return {
    create: ({ note, name, data, pasted = false }: Params<'attachment.create'>) =>
      keep(note, name, Buffer.from(data, 'base64'), pasted),
    begin({ size, ...file }: Params<'attachment.begin'>): Result<'attachment.begin'> {
      if (size > largest)
        throw new AppError('too-large', `${file.name} is larger than 256 MB`, { path: file.name });
      const now = clock().getTime();
      for (const [id, { used }] of uploads) if (now - used > idle) uploads.delete(id);
      const upload = String(next++);
      uploads.set(upload, { ...file, left: size, parts: [], used: now });
      return { upload };
    },
    append({ upload, data }: Params<'attachment.append'>): Result<'attachment.append'> {
      const found = uploadOf(upload);
      const part = Buffer.from(data, 'base64');
      found.left -= part.length;
      if (found.left < 0)
        throw new AppError('too-large', 'There is more than was said', { path: found.name });
      found.parts.push(part);
      return {};
    },
    finish({ upload }: Params<'attachment.finish'>): Result<'attachment.finish'> {
      const { note, name, parts, pasted = false } = uploadOf(upload);
      uploads.delete(upload);
      return keep(note, name, Buffer.concat(parts), pasted);
    },
    drop({ upload }: Params<'attachment.drop'>): Result<'attachment.drop'> {
      uploads.delete(upload);
      return {};
    },
    link({ source, target }: Params<'link.text'>): Result<'link.text'> {
      if (!store.files.get(target))
        throw new AppError('not-found', `${target} is not in the vault`, { path: target });
      return { text: linkTo(source, target) };
    },
  };
}

export type AttachmentCalls = ReturnType<typeof createAttachments>;

/**
 * The name of what was pasted: `{{note}}`, `{{name}}`, `{{date}}` and `{{time}}`, these with a format of Moment's after
 * a colon. What no name can hold becomes a hyphen.
 */
export function templateName(template: string, note: string, name: string, time: Date): string {
  const filled = template.replace(
    /\{\{\s*(note|name|date|time)(?::([^}]*))?\s*\}\}/gi,
    (_all, word, format) => {
      switch (String(word).toLowerCase()) {
        case 'note':
          return stem(note);
        case 'name':
          return name;
        case 'date':
          return formatTime(time, format ?? 'YYYYMMDD');
        default:
          return formatTime(time, format ?? 'HHmmss');
      }
    },
  );
  const clean = filled.replace(/[\\/:*?"<>|#^[\]%\s]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  return clean === '' ? name : clean.slice(0, 80);
}
