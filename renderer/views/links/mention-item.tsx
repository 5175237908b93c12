import type { Result } from '../../../shared/contract/api.ts';
import { useWords } from '../../i18n/words.ts';
import { useActions } from '../../state/actions.ts';
import { TextButton } from '../../ui/button.tsx';
import { PlaceItem } from './place-card.tsx';

type Mention = Result<'backlink.list'>['mentions'][number];

/** A mention without a link: make it one, or say that it is none. */
export function MentionItem({ place, target }: { place: Mention; target: string }) {
  const words = useWords();
  const actions = useActions();
  const { source, from, to, text } = place;
  const never = {
    label: words.t('mention.never', { name: text }),
    run: () => void actions.ignoreName(target, text),
  };
  return (
    <PlaceItem place={place} topic={target} menu={[never, 'line']}>
      <footer className="card-foot">
        <TextButton onClick={() => void actions.linkMentions(target, [{ source, from, to }])}>
          {words.t('mention.link')}
        </TextButton>
        <TextButton
          look="quiet"
          onClick={() => void actions.ignoreMention(target, { source, from, name: text })}
        >
          {words.t('mention.ignore')}
        </TextButton>
        {place.weak && <span className="muted">{words.t('mention.weak')}</span>}
      </footer>
    </PlaceItem>
  );
}
