import { Plus, RotateCcw, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { type Command, showChord } from '../../state/commands.ts';
import { chordOf, losing, sharing } from '../../state/hotkeys.ts';
import { IconButton } from '../../ui/button.tsx';

interface KeyRowProps {
  command: Command;
  commands: readonly Command[];
  mac: boolean;
  /** It has other keys than it comes with. */
  changed: boolean;
  /** Undefined: as it comes. */
  onChange(keys: readonly string[] | undefined): void;
}

/** A command, its keys, and what else they stand for. */
export function KeyRow({ command, commands, mac, changed, onChange }: KeyRowProps) {
  const words = useWords();
  const [recording, setRecording] = useState(false);
  const keys = command.keys ?? [];
  const others = keys.flatMap((chord) => sharing(commands, command.id, chord));
  const losers = keys.flatMap((chord) => losing(commands, command.id, chord));
  const names = (list: readonly Command[]) => list.map(({ title }) => words.t(title)).join(', ');
  const name = words.t(command.title);
  return (
    <li className="key-row">
      <div>
        {name}
        {others.length > 0 && (
          <p className="key-shared">{words.t('keys.shared', { names: names(others) })}</p>
        )}
        {changed && losers.length > 0 && (
          <p className="key-taken">{words.t('keys.taken', { names: names(losers) })}</p>
        )}
      </div>
      <div className="key-chords">
        {keys.map((chord) => (
          <kbd key={chord}>
            {showChord(chord, mac)}
            <button
              type="button"
              aria-label={words.t('keys.remove', { key: showChord(chord, mac), name })}
              title={words.t('keys.remove', { key: showChord(chord, mac), name })}
              onClick={() => onChange(keys.filter((each) => each !== chord))}
            >
              <X size={11} aria-hidden />
            </button>
          </kbd>
        ))}
        {recording ? (
          <Recorder
            mac={mac}
            onChord={(chord) => {
              setRecording(false);
              if (chord !== undefined && !keys.includes(chord)) onChange([...keys, chord]);
            }}
          />
        ) : (
          <IconButton
            icon={Plus}
            size={14}
            label={words.t('keys.add', { name })}
            onClick={() => setRecording(true)}
          />
        )}
        {changed && (
          <IconButton
            icon={RotateCcw}
            size={14}
            label={words.t('keys.reset', { name })}
            onClick={() => onChange(undefined)}
          />
        )}
      </div>
    </li>
  );
}

/** Takes the next keys that are pressed; Escape, or going elsewhere, takes none. */
function Recorder({ mac, onChord }: { mac: boolean; onChord(chord: string | undefined): void }) {
  const words = useWords();
  const [plain, setPlain] = useState(false);
  function onKeyDown(event: KeyboardEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return onChord(undefined);
    const chord = chordOf(event, mac);
    if (chord === 'plain') setPlain(true);
    else if (chord !== undefined) onChord(chord);
  }
  return (
    <button
      type="button"
      className="key-recorder"
      data-records-keys
      ref={(element) => element?.focus()}
      onKeyDown={onKeyDown}
      onBlur={() => onChord(undefined)}
    >
      {words.t(plain ? 'keys.plain' : 'keys.press', { mod: mac ? '⌘' : 'Ctrl' })}
    </button>
  );
}
