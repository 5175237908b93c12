import { useLive } from '../../client/live-query.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { useWords } from '../../i18n/words.ts';
import type { Appearance } from '../../state/appearance.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { useMentionMarks } from '../use-mention-marks.ts';
import { SwitchSetting } from './setting.tsx';

type Name =
  | 'webImages'
  | 'mentionMarks'
  | 'meantMarks'
  | 'autoPairs'
  | 'focusMode'
  | 'typewriter'
  | 'spellcheck'
  | 'lineNumbers'
  | 'vim';

const rows: readonly { name: Name; title: MessageKey; help: MessageKey }[] = [
  { name: 'focusMode', title: 'settings.focus', help: 'settings.focus-help' },
  { name: 'typewriter', title: 'settings.typewriter', help: 'settings.typewriter-help' },
  { name: 'spellcheck', title: 'settings.spellcheck', help: 'settings.spellcheck-help' },
  { name: 'lineNumbers', title: 'settings.line-numbers', help: 'settings.line-numbers-help' },
  { name: 'mentionMarks', title: 'settings.mention-marks', help: 'settings.mention-marks-help' },
  { name: 'meantMarks', title: 'settings.meant-marks', help: 'settings.meant-marks-help' },
  { name: 'autoPairs', title: 'settings.auto-pairs', help: 'settings.auto-pairs-help' },
  { name: 'webImages', title: 'settings.web-images', help: 'settings.web-images-help' },
  { name: 'vim', title: 'settings.vim', help: 'settings.vim-help' },
];

/** What a person is used to while writing. */
export function WritingSettings() {
  const words = useWords();
  const { appearance } = useSession();
  const values = useStore(appearance);
  const vault = useLive('settings.editor', {}, settingsEvents);
  const marks = useMentionMarks();
  const isOn = (name: Name) => (name === 'mentionMarks' ? marks : (values[name] ?? vault.data?.vim ?? false));
  const change = (changes: Partial<Appearance>) => appearance.set((last) => ({ ...last, ...changes }));
  return (
    <section className="settings-section">
      <h2>{words.t('settings.writing')}</h2>
      {rows.map(({ name, title, help }) => (
        <SwitchSetting
          key={name}
          label={words.t(title)}
          help={words.t(help)}
          checked={isOn(name)}
          onChange={(checked) => change({ [name]: checked })}
        />
      ))}
    </section>
  );
}

const settingsEvents = { events: ['settings.changed'] } as const;
