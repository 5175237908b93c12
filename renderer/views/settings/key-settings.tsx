import { useWords } from '../../i18n/words.ts';
import { useCommands } from '../../state/command-context.ts';
import { showChord } from '../../state/commands.ts';
import { isMac, useHost } from '../../state/host.ts';

/** The keys of every command that has one. */
export function KeySettings() {
  const words = useWords();
  const mac = isMac(useHost());
  const commands = useCommands().filter((command) => command.keys);
  return (
    <section className="settings-section">
      <h2>{words.t('settings.keys')}</h2>
      <dl className="key-list">
        {commands.map((command) => (
          <div key={command.id}>
            <dt>{words.t(command.title)}</dt>
            <dd>
              {command.keys?.slice(0, 1).map((chord) => (
                <kbd key={chord}>{showChord(chord, mac)}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
