import type { Params } from '../../shared/contract/api.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { Client } from '../../shared/contract/rpc.ts';

export type EditAction = Params<'host.edit'>['action'];

/**
 * Cut, copy or paste in an element, as its keys would. The desktop app does it itself; a browser's page has to be allowed
 * to read what was copied.
 * @throws AppError `no-access` where the browser does not allow it
 */
export async function editAction(
  client: Pick<Client, 'call'>,
  desktop: boolean,
  element: HTMLElement,
  action: EditAction,
): Promise<void> {
  element.focus({ preventScroll: true });
  if (desktop) await client.call('host.edit', { action });
  else if (action === 'cut' || action === 'copy') document.execCommand(action);
  else paste(element, await copied(action === 'pasteAsText'));
}

async function copied(plain: boolean): Promise<DataTransfer> {
  const data = new DataTransfer();
  try {
    if (plain) data.setData('text/plain', await navigator.clipboard.readText());
    else for (const item of await navigator.clipboard.read()) await take(item, data);
    return data;
  } catch (error) {
    throw new AppError('no-access', String(error), { refusal: 'clipboard' });
  }
}

async function take(item: ClipboardItem, data: DataTransfer): Promise<void> {
  for (const type of item.types) {
    const blob = await item.getType(type);
    if (type.startsWith('text/')) data.setData(type, await blob.text());
    else if (type.startsWith('image/'))
      data.items.add(new File([blob], `image.${type.slice('image/'.length)}`, { type }));
  }
}

/** What listens to a paste hears of one; what does not gets the text. */
function paste(element: HTMLElement, clipboardData: DataTransfer): void {
  element.focus({ preventScroll: true });
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  if (element.dispatchEvent(event))
    document.execCommand('insertText', false, clipboardData.getData('text/plain'));
}
