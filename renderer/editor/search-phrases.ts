import type { EditorMessage, Translate } from './messages.ts';

/** The words of CodeMirror's own panels, and ours for them. */
const phrases: Record<string, EditorMessage> = {
  Find: 'editor.search.find',
  Replace: 'editor.search.replaceWith',
  next: 'editor.search.next',
  previous: 'editor.search.previous',
  all: 'editor.search.all',
  'match case': 'editor.search.case',
  regexp: 'editor.search.regexp',
  'by word': 'editor.search.word',
  replace: 'editor.search.replace',
  'replace all': 'editor.search.replaceAll',
  close: 'editor.search.close',
  'Go to line': 'editor.search.line',
  go: 'editor.search.go',
  'current match': 'editor.search.current',
  'on line': 'editor.search.onLine',
  Completions: 'editor.completions',
};

export function searchPhrases(t: Translate): Record<string, string> {
  return Object.fromEntries(Object.entries(phrases).map(([phrase, key]) => [phrase, t(key)]));
}
