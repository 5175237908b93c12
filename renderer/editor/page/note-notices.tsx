import { useEffect, useState } from 'react';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { DocumentInfo, DocumentNotice } from '../document/document-info.ts';
import type { NoteDocument } from '../document/note-document.ts';
import type { EditorMessage, Translate } from '../messages.ts';

/** How long (ms) a notice stays that asks for nothing. */
const stay = 8000;

interface NoticesProps {
  document: NoteDocument;
  info: DocumentInfo;
  t: Translate;
  /** Let the note go; without it, there is no way to. */
  onClose?(): void;
}

/** What is so with a note (its file is gone, or read-only), and what happened to it (changes from the disk). */
export function NoteNotices({ document, info, t, onClose }: NoticesProps) {
  const [notice, setNotice] = useState<DocumentNotice | undefined>(undefined);

  useEffect(() => {
    setNotice(undefined);
    return document.onNotice((next) => {
      if (next.kind !== 'moved') setNotice(next);
    });
  }, [document]);

  useEffect(() => {
    if (!notice || isWeighty(notice)) return;
    const timer = setTimeout(() => setNotice(undefined), stay);
    return () => clearTimeout(timer);
  }, [notice]);

  if (info.status === 'missing') {
    const empty = document.text?.state.doc.length === 0;
    return (
      <div className="note-notice" data-look="warn" role="alert">
        <span>{t(empty ? 'editor.missingEmpty' : 'editor.missing')}</span>
        <button type="button" onClick={() => void document.restore()}>
          {t(empty ? 'editor.create' : 'editor.restore')}
        </button>
        {!empty && onClose && (
          <button type="button" onClick={() => void document.discard().then((done) => done && onClose())}>
            {t('editor.closeGone')}
          </button>
        )}
      </div>
    );
  }
  if (info.error && document.text && info.status !== 'offline') {
    return (
      <div className="note-notice" data-look="warn" role="alert">
        <span>{t(failureMessage(info.error.code))}</span>
        <button type="button" onClick={() => void document.flush()}>
          {t('editor.retry')}
        </button>
      </div>
    );
  }
  if (info.readOnly) {
    return (
      <div className="note-notice" role="status">
        {t(`editor.readOnly.${info.readOnly}`)}
      </div>
    );
  }
  if (!notice) return null;
  return (
    <div
      className="note-notice"
      data-passing="true"
      data-look={isWeighty(notice) ? 'warn' : undefined}
      role="status"
    >
      <span>{t(noticeMessage(notice), 'conflicts' in notice ? { n: notice.conflicts } : {})}</span>
      <button type="button" onClick={() => setNotice(undefined)}>
        {t('editor.dismiss')}
      </button>
    </div>
  );
}

/** Both versions stand in the text: the person has to look. */
function isWeighty(notice: DocumentNotice): boolean {
  return 'conflicts' in notice && notice.conflicts > 0;
}

function noticeMessage(notice: DocumentNotice): EditorMessage {
  if (notice.kind === 'reloaded') return 'editor.reloaded';
  if (isWeighty(notice)) return 'editor.mergedConflicts';
  return notice.kind === 'recovered' ? 'editor.recovered' : 'editor.merged';
}

const failures: Partial<Record<ErrorCode, EditorMessage>> = {
  'no-space': 'editor.failed.no-space',
  'no-access': 'editor.failed.no-access',
  'not-utf8': 'editor.failed.not-utf8',
  conflict: 'editor.failed.conflict',
};

function failureMessage(code: ErrorCode): EditorMessage {
  return failures[code] ?? 'editor.failed';
}
