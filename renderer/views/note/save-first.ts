import { basename } from '../../../shared/text/path.ts';
import type { Notices } from '../../state/notices.ts';
import type { Documents } from './editor-parts.ts';

/** Save everything, for work that the core does in the files. False, and said why, where something cannot be saved. */
export async function saveFirst(documents: Documents, notices: Notices): Promise<boolean> {
  if (await documents.flush()) return true;
  const unsaved = documents.unsaved();
  // What was typed in the meantime is on its way.
  if (unsaved.length === 0 || (await documents.flush())) return true;
  notices.say('notice.save-first', { names: unsaved.map(basename).join(', ') });
  return false;
}
