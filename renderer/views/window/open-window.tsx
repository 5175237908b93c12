import { type CSSProperties, useEffect } from 'react';
import type { Host } from '../../client/connect.ts';
import { useWords } from '../../i18n/words.ts';
import { CommandsContext } from '../../state/command-context.ts';
import { panesOf } from '../../state/panes.ts';
import { SendContext } from '../../state/send-asks.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { activeTab } from '../../state/workspace.ts';
import { useAskSend } from '../compose/use-ask-send.tsx';
import { Explorer } from '../explorer/explorer.tsx';
import { RightPane } from '../links/right-pane.tsx';
import type { EditorParts } from '../note/editor-parts.ts';
import { PaletteHost } from '../palette/palette.tsx';
import { SearchPanel } from '../search/search-panel.tsx';
import { TabBar } from '../tabs/tab-bar.tsx';
import { Banners } from './banner.tsx';
import { DrawerHost } from './drawer.tsx';
import { Panes } from './panes.tsx';
import { usePlaceName } from './place-name.ts';
import { PublishStatesProvider } from './publish-states-provider.tsx';
import { Rail } from './rail.tsx';
import { Resizer } from './resizer.tsx';
import { SearchButton } from './search-button.tsx';
import { StatusLine } from './status-line.tsx';
import { useConnection } from './use-connection.ts';
import { useFieldMenu } from './use-field-menu.ts';
import { useMenuCommands } from './use-menu-commands.ts';
import { usePaneOpen } from './use-panes.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useWindowCommands } from './use-window-commands.ts';
import { VaultHead } from './vault-head.tsx';

/** Searching wants more room than the files do. */
const searchWidth = 340;

interface OpenWindowProps {
  host: Host;
  editor: EditorParts;
}

/** The window with a vault in it. */
export function OpenWindow({ host, editor }: OpenWindowProps) {
  const { workspace } = useSession();
  const state = useStore(workspace);
  const panes = usePaneOpen();
  const connection = useConnection(host);
  const askSend = useAskSend(editor.documents);
  const commands = useWindowCommands(editor.documents, askSend);
  useShortcuts(commands);
  useTitle();
  useFieldMenu();
  const { language } = useWords();
  useMenuCommands({ client: host, commands, language });
  const sideBySide = panesOf(state);
  const leftWidth = state.leftPanel === 'search' ? Math.max(searchWidth, state.leftWidth) : state.leftWidth;
  const style = {
    '--left': panes.left ? `${leftWidth}px` : '0px',
    '--right': panes.right ? `${state.rightWidth}px` : '0px',
  } as CSSProperties;
  const left = state.leftPanel === 'files' ? <Explorer /> : <SearchPanel />;

  return (
    <CommandsContext value={commands}>
      <SendContext value={askSend}>
        <PublishStatesProvider>
          <div className="window" data-left={panes.left} data-right={panes.right} style={style}>
            <Rail />
            <header className="bar">
              {panes.left && <VaultHead />}
              {sideBySide.length === 1 ? <TabBar pane={sideBySide[0] ?? 0} /> : <span className="bar-gap" />}
              <SearchButton />
            </header>
            {panes.left && (
              <aside className="side">
                {left}
                <Resizer
                  side="left"
                  width={state.leftWidth}
                  least={180}
                  most={520}
                  onWidth={(width) => workspace.set((last) => ({ ...last, leftWidth: width }))}
                />
              </aside>
            )}
            <main className="page">
              <Banners connection={connection} documents={editor.documents} />
              <Panes host={host} editor={editor} />
            </main>
            {panes.right && (
              <aside className="pane">
                <RightPane host={host} />
                <Resizer
                  side="right"
                  width={state.rightWidth}
                  least={240}
                  most={560}
                  onWidth={(width) => workspace.set((last) => ({ ...last, rightWidth: width }))}
                />
              </aside>
            )}
            <StatusLine />
          </div>
          <DrawerHost side={panes.drawer} left={left} right={<RightPane host={host} />} />
          <PaletteHost />
        </PublishStatesProvider>
      </SendContext>
    </CommandsContext>
  );
}

/** The title of the browser's or the system's window: the page, then the app. */
function useTitle(): void {
  const { workspace } = useSession();
  const place = useStore(workspace, (all) => activeTab(all).place);
  const name = usePlaceName()(place);
  useEffect(() => {
    document.title = `${name} – Commonplace`;
  }, [name]);
}
