import type { Where } from '../client/where.ts';
import type { EditorHost, LinkTarget } from './host.ts';
import { isSafeAddress, type LinkSource } from './link-at.ts';

/** From where a link is followed. */
export interface LinkOrigin extends Pick<EditorHost, 'client' | 'openLink'> {
  /** Path of the note that holds the link. */
  source: string;
}

/** Where a link leads; undefined for an address that may not leave the app. */
export async function findTarget(
  { client, source }: Pick<LinkOrigin, 'client' | 'source'>,
  { form, target }: Pick<LinkSource, 'form' | 'target'>,
): Promise<LinkTarget | undefined> {
  if (form === 'external') {
    if (!isSafeAddress(target)) return undefined;
    return { kind: 'external', form: 'markdown', path: undefined, line: undefined, target, source };
  }
  const found = await client.call('link.resolve', { source, target, kind: form });
  const path = found.path ?? found.missing;
  return { kind: found.kind, form, path, line: found.line ?? undefined, target, source };
}

/** Find out where a link leads and ask the window to go there. */
export async function followFrom(
  origin: LinkOrigin,
  link: Pick<LinkSource, 'form' | 'target'>,
  where: Where,
): Promise<void> {
  const place = await findTarget(origin, link);
  if (place) origin.openLink(place, { ...where, create: place.kind === 'none' });
}
