import { useEffect, useState } from 'react';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';

/** A pause in typing of so many milliseconds is long enough for a look at the result. */
const pause = 120;

/** The text of the note in front as it stands in the editor, saved or not; it follows after each short pause. */
export function useTextNow(): string | undefined {
  const editor = useStore(useSession().editor);
  const [text, setText] = useState<string>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => setText(editor?.text());
    const stop = editor?.onText(() => {
      clearTimeout(timer);
      timer = setTimeout(look, pause);
    });
    look();
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [editor]);
  return text;
}
