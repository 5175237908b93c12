export interface PopupAction {
  label: string;
  act(event: MouseEvent): void;
}

/** A small floating line: what it is about, and what can be done. The text keeps the focus. */
export function popup(text: string, actions: readonly PopupAction[], look?: 'topic'): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'note-popup';
  const label = document.createElement('span');
  label.className = look === 'topic' ? 'note-popup-topic' : 'note-popup-text';
  label.textContent = text;
  dom.append(label, ...actions.map(button));
  return dom;
}

function button({ label, act }: PopupAction): HTMLElement {
  const dom = document.createElement('button');
  dom.type = 'button';
  dom.textContent = label;
  dom.addEventListener('mousedown', (event) => event.preventDefault());
  dom.addEventListener('click', act);
  return dom;
}
