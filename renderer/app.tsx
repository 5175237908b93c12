import { useEffect, useMemo, useState } from 'react';
import { pickLanguage } from '../shared/words/message.ts';
import type { Host } from './client/connect.ts';
import { ClientContext, createLiveClient } from './client/live-query.ts';
import { useEditorParts } from './editor-parts.ts';
import { createWords, WordsContext } from './i18n/words.ts';
import { ActionsContext } from './state/actions.ts';
import { applyAppearance } from './state/appearance.ts';
import { type Boot, boot, keepSession } from './state/boot.ts';
import { createFileActions } from './state/file-actions.ts';
import { HostContext, plainHost } from './state/host.ts';
import { createSession, type Session, SessionContext } from './state/session.ts';
import { useStore } from './state/store.ts';
import { followMoves } from './state/workspace.ts';
import { DialogHost } from './ui/dialog-host.tsx';
import { MenuHost } from './ui/menu.tsx';
import { NoticeArea } from './ui/notice.tsx';
import { OpenWindow } from './views/window/open-window.tsx';
import { useMedia } from './views/window/use-panes.ts';
import { StartFailure, WindowFrame } from './views/window/window-frame.tsx';

interface AppProps {
  connect(): Promise<Host>;
}

interface Started {
  client: Host;
  boot: Boot;
}

/** The window: the frame at once, its content when the core has answered. */
export function App({ connect }: AppProps) {
  const [session] = useState(createSession);
  const { started, error } = useStart(connect, session);
  const words = useLanguage(session, started?.boot.host.language);
  useAppearance(session, words.language);
  return (
    <WordsContext value={words}>
      <SessionContext value={session}>
        <HostContext value={started?.boot.host ?? plainHost}>
          <MenuHost>
            {started ? (
              <Opened {...started} session={session} />
            ) : (
              <WindowFrame>{error !== undefined && <StartFailure error={error} />}</WindowFrame>
            )}
          </MenuHost>
          <NoticeArea notices={session.notices} />
        </HostContext>
      </SessionContext>
    </WordsContext>
  );
}

function Opened({ client, boot: { vault }, session }: Started & { session: Session }) {
  const live = useMemo(() => createLiveClient(client), [client]);
  const editor = useEditorParts(client, session, vault);
  const actions = useMemo(() => createFileActions(client, session), [client, session]);
  useEffect(() => keepSession(client, session, vault), [client, session, vault]);
  useEffect(
    () => client.on('vault.changed', ({ moved }) => session.workspace.set((all) => followMoves(all, moved))),
    [client, session],
  );
  return (
    <ClientContext value={live}>
      <ActionsContext value={actions}>
        <DialogHost>
          <OpenWindow host={client} editor={editor} />
        </DialogHost>
      </ActionsContext>
    </ClientContext>
  );
}

function useStart(connect: () => Promise<Host>, session: Session) {
  const [started, setStarted] = useState<Started>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let current: Host | undefined;
    let stopped = false;
    async function start() {
      const client = await connect();
      current = client;
      if (stopped) return client.close();
      const result = await boot(client, session);
      if (!stopped) setStarted({ client, boot: result });
    }
    start().catch((problem) => !stopped && setError(problem));
    return () => {
      stopped = true;
      current?.close();
    };
  }, [connect, session]);
  return { started, error };
}

function useLanguage(session: Session, hostLanguage: string | undefined) {
  const chosen = useStore(session.appearance, (state) => state.language);
  const system = [hostLanguage ?? '', ...navigator.languages].filter(Boolean);
  const language = pickLanguage(chosen, system);
  return useMemo(() => createWords(language), [language]);
}

function useAppearance(session: Session, language: string): void {
  const appearance = useStore(session.appearance);
  const dark = useMedia('(prefers-color-scheme: dark)');
  const look = useStore(session.vaultLook);
  useEffect(
    () => applyAppearance(document.documentElement, appearance, look, dark),
    [appearance, look, dark],
  );
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
}
