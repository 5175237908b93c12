import { useRef } from 'react';
import { useClient, useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { useFocusOnOpen } from '../../ui/use-focus-on-open.ts';
import { AppearanceSettings } from './appearance-settings.tsx';
import { KeySettings } from './key-settings.tsx';
import { Setting } from './setting.tsx';
import { VaultSettings } from './vault-settings.tsx';
import { WritingSettings } from './writing-settings.tsx';
import './settings.css';

export function SettingsView() {
  const words = useWords();
  const page = useRef<HTMLElement>(null);
  useFocusOnOpen(page);
  return (
    <section
      ref={page}
      className="settings appear"
      data-ring="page"
      tabIndex={-1}
      aria-label={words.t('place.settings')}
    >
      <div className="settings-page">
        <h1>{words.t('place.settings')}</h1>
        <AppearanceSettings />
        <WritingSettings />
        <VaultSettings />
        <KeySettings />
        <About />
      </div>
    </section>
  );
}

function About() {
  const words = useWords();
  const client = useClient();
  const { notices } = useSession();
  const host = useLive('host.info', {}, never);
  const index = () => {
    client
      .call('index.update', { rebuild: true })
      .then(
        ({ notes, ms }) => notices.say('notice.indexed', { n: notes, seconds: Math.round(ms / 100) / 10 }),
        notices.fail,
      );
  };
  return (
    <section className="settings-section">
      <h2>{words.t('settings.about')}</h2>
      <Setting name={words.t('settings.version')}>{host.data?.version || '–'}</Setting>
      <Setting name={words.t('settings.index')} help={words.t('settings.index-help')}>
        <Button onClick={index}>{words.t('settings.rebuild')}</Button>
      </Setting>
    </section>
  );
}
const never = { events: [] } as const;
