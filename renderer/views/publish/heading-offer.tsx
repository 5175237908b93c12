import { useState } from 'react';
import { useClient } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useSession } from '../../state/session.ts';
import { TextButton } from '../../ui/button.tsx';

/** Before the first publish: sections that may not be meant for readers can be kept at home, all at once. */
export function HeadingOffer({ target, headings }: { target: string; headings: readonly string[] }) {
  const words = useWords();
  const client = useClient();
  const { notices } = useSession();
  const [answered, setAnswered] = useState(false);
  if (answered) return null;

  function keep() {
    client
      .call('publish.keepHeadings', { target, headings: [...headings] })
      .then(() => setAnswered(true))
      .catch(notices.fail);
  }

  return (
    <p className="publish-offer">
      <span>{words.t('publish.offer', { headings: headings.join(words.t('publish.offer-join')) })}</span>
      <TextButton onClick={keep}>{words.t('publish.offer-keep')}</TextButton>
      <TextButton look="quiet" onClick={() => setAnswered(true)}>
        {words.t('publish.offer-publish')}
      </TextButton>
    </p>
  );
}
