import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { useSession } from '../../state/session.ts';
import { Setting } from './setting.tsx';

export interface TextSettingProps {
  name: string;
  help: string;
  /** What it is set to; '' for nothing. */
  value: string;
  /** What holds where nothing is set. */
  placeholder: string;
  /** One entry a line. */
  lines?: boolean;
  save(text: string): Promise<unknown>;
}

/** A setting of the vault that is a text: written with Enter, or when the field is left; Escape leaves it as it was. */
export function TextSetting({ name, help, value, placeholder, lines = false, save }: TextSettingProps) {
  const words = useWords();
  const reason = useId();
  const { text, refusal, change, keep, drop } = useDraft(value, save);
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) drop();
  }
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    keep();
  }
  const field = {
    className: 'field',
    'aria-label': name,
    'aria-invalid': refusal !== undefined,
    'aria-describedby': refusal === undefined ? undefined : reason,
    value: text,
    placeholder,
    spellCheck: false,
    onKeyDown,
    onBlur: keep,
  };
  return (
    <Setting name={name} help={help}>
      <form onSubmit={onSubmit}>
        {lines ? (
          <textarea {...field} rows={3} onChange={(event) => change(event.target.value)} />
        ) : (
          <input {...field} onChange={(event) => change(event.target.value)} />
        )}
        {refusal !== undefined && (
          <p id={reason} className="setting-refusal" role="alert">
            {words.error(refusal)}
          </p>
        )}
      </form>
    </Setting>
  );
}

/** What is being typed, until it holds; what is refused stays, with the reason. */
function useDraft(value: string, save: (text: string) => Promise<unknown>) {
  const { notices } = useSession();
  const [draft, setDraft] = useState<{ text: string; sent: boolean }>();
  const [refusal, setRefusal] = useState<unknown>();
  // Written and taken in: from here on it is what the vault says, whoever changes that.
  if (draft?.sent && draft.text.trim() === value) setDraft(undefined);

  function keep() {
    const text = draft?.text.trim() ?? value;
    if (!draft || draft.sent) return;
    if (text === value) return drop();
    setDraft({ ...draft, sent: true });
    save(text).then(
      () => notices.say('notice.settings-saved'),
      (error) => {
        setDraft({ text, sent: false });
        setRefusal(error);
      },
    );
  }
  function drop() {
    setDraft(undefined);
    setRefusal(undefined);
  }
  function change(text: string) {
    setDraft({ text, sent: false });
    setRefusal(undefined);
  }

  const latest = useRef(keep);
  latest.current = keep;
  // A tab that is closed by key takes the field away without its being left.
  useEffect(() => () => latest.current(), []);
  return { text: draft?.text ?? value, refusal, change, keep, drop };
}
