import { useLive } from '../client/live-query.ts';
import { useSession } from '../state/session.ts';
import { useStore } from '../state/store.ts';

const settingsEvents = { events: ['settings.changed'] } as const;

/** Whether names of other notes are marked in the text: as the person has it, else as the vault's settings say. */
export function useMentionMarks(): boolean {
  const { appearance } = useSession();
  const own = useStore(appearance, (state) => state.mentionMarks);
  const { data } = useLive('settings.read', {}, settingsEvents);
  const mentions = data?.mentions;
  const vault =
    typeof mentions === 'object' && mentions !== null && 'show' in mentions ? mentions.show : true;
  return own ?? vault !== false;
}
