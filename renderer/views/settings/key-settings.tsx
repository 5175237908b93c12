import { useState } from 'react';
import { en } from '../../i18n/en.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import { useCommands } from '../../state/command-context.ts';
import { type Command, showChord } from '../../state/commands.ts';
import { isMac, useHost } from '../../state/host.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { TextButton } from '../../ui/button.tsx';
import { KeyRow } from './key-row.tsx';

/** Every command with its keys, which can be searched by name or key, and changed. */
export function KeySettings() {
  const words = useWords();
  const mac = isMac(useHost());
  const commands = useCommands();
  const { appearance } = useSession();
  const chosen = useStore(appearance, ({ hotkeys }) => hotkeys);
  const [query, setQuery] = useState('');
  const found = commands.filter((command) => fits(command, query, words, mac));
  const change = (id: string, keys: readonly string[] | undefined) =>
    appearance.set((last) => {
      const { [id]: _old, ...rest } = last.hotkeys;
      return { ...last, hotkeys: keys ? { ...rest, [id]: [...keys] } : rest };
    });
  return (
    <section className="settings-section">
      <h2>{words.t('settings.keys')}</h2>
      <div className="key-search">
        <input
          type="search"
          className="field"
          aria-label={words.t('keys.search')}
          placeholder={words.t('keys.search')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        {Object.keys(chosen).length > 0 && (
          <TextButton onClick={() => appearance.set((last) => ({ ...last, hotkeys: {} }))}>
            {words.t('keys.reset-all')}
          </TextButton>
        )}
      </div>
      <ul className="key-list">
        {found.map((command) => (
          <KeyRow
            key={command.id}
            command={command}
            commands={commands}
            mac={mac}
            changed={chosen[command.id] !== undefined}
            onChange={(keys) => change(command.id, keys)}
          />
        ))}
      </ul>
      {found.length === 0 && <p className="muted key-none">{words.t('keys.none')}</p>}
    </section>
  );
}

/** By its name in either language, or its keys as they are shown: `ctrl b`. */
function fits(command: Command, query: string, words: Words, mac: boolean): boolean {
  const wanted = query.trim().toLowerCase().replaceAll('+', ' ');
  const english = en[command.title];
  const texts = [words.t(command.title), typeof english === 'string' ? english : english.other];
  const keys = command.keys?.map((chord) => showChord(chord, mac)) ?? [];
  return [...texts, ...keys].some((text) => text.toLowerCase().includes(wanted));
}
