import type { Host } from '../../client/connect.ts';
import type { Tab } from '../../state/workspace.ts';
import { GraphView } from '../graph/graph-view.tsx';
import { AttachmentView } from '../note/attachment-view.tsx';
import type { EditorParts } from '../note/editor-parts.ts';
import { NoteView } from '../note/note-view.tsx';
import { PublishView } from '../publish/publish-view.tsx';
import { SettingsView } from '../settings/settings-view.tsx';
import { TopicView } from '../topic/topic-view.tsx';
import { BlankView } from './blank-view.tsx';

interface PageViewProps {
  tab: Tab;
  /** The person is in its pane. */
  active: boolean;
  host: Host;
  editor: EditorParts;
}

/** The page of a tab that is in front. */
export function PageView({ tab, active, host, editor }: PageViewProps) {
  const { place, mode } = tab;
  switch (place.kind) {
    case 'note':
      return <NoteView host={host} path={place.path} mode={mode} active={active} editor={editor} />;
    case 'topic':
      return <TopicView key={place.path} path={place.path} />;
    case 'attachment':
      return <AttachmentView key={place.path} host={host} path={place.path} />;
    case 'graph':
      return <GraphView key="graph" />;
    case 'around':
      return <GraphView key={place.path} path={place.path} />;
    case 'publish':
      return <PublishView host={host} />;
    case 'settings':
      return <SettingsView />;
    case 'blank':
      return <BlankView />;
  }
}
