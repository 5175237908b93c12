import type { EditorHost, LinkTarget } from './host.ts';
import { isSafeAddress, type LinkSource } from './link-at.ts';

/** From where a link is followed. */
export interface LinkOrigin extends Pick<EditorHost, 'client' | 'openLink'> {
  /** Path of the note that holds the link. */
  source: string;
}

/** Find out where a link leads and ask the window to go there. */
export async function followFrom(
  { client, openLink, source }: LinkOrigin,
  { form, target }: Pick<LinkSource, 'form' | 'target'>,
  beside: boolean,
): Promise<void> {
  if (form === 'external') {
    if (!isSafeAddress(target)) return;
    const external = { kind: 'external', form: 'markdown', path: undefined, line: undefined } as const;
    return openLink({ ...external, target, source }, { beside, create: false });
  }
  const found = await client.call('link.resolve', { source, target, kind: form });
  const path = found.path ?? found.missing;
  const place: LinkTarget = { kind: found.kind, form, path, line: found.line ?? undefined, target, source };
  openLink(place, { beside, create: found.kind === 'none' });
}
