import { PanelRightClose } from 'lucide-react';
import { memo, useId } from 'react';
import type { Host } from '../../client/connect.ts';
import { useWords } from '../../i18n/words.ts';
import type { Place } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { activeTab, type RightPanel } from '../../state/workspace.ts';
import { Segments } from '../../ui/segments.tsx';
import { HistoryPanel } from '../history/history-panel.tsx';
import { CommandButton } from '../window/command-button.tsx';
import { useSettledPlace } from '../window/use-settled-place.ts';
import { LinksPanel } from './links-panel.tsx';
import { OutlinePanel } from './outline-panel.tsx';
import { PublishPanel } from './publish-panel.tsx';
import { RelatedPanel } from './related-panel.tsx';
import './right-pane.css';

/** What belongs to the page in front: who points to it, what it holds, where it is published. */
export const RightPane = memo(function RightPane({ host }: { host: Host }) {
  const words = useWords();
  const { workspace } = useSession();
  const id = useId();
  const inFront = useStore(workspace, (state) => activeTab(state).place);
  const settled = useSettledPlace();
  // From a page that has no pane there is nothing to go on showing.
  const place = hasPane(inFront) && hasPane(settled) ? settled : inFront;
  const panel = useStore(workspace, (state) => state.rightPanel);
  if (!hasPane(place)) return null;
  const topic = place.kind === 'topic';
  const options: { value: RightPanel; label: string }[] = [
    { value: 'links', label: words.t(topic ? 'pane.related' : 'pane.backlinks') },
    { value: 'outline', label: words.t('pane.outline') },
    { value: 'publish', label: words.t('pane.publish') },
    { value: 'history', label: words.t('pane.history') },
  ];
  const { path } = place;
  return (
    <>
      <header className="pane-head">
        <Segments
          label={words.t('pane.label')}
          options={options}
          value={panel}
          controls={id}
          onChange={(rightPanel) => workspace.set((state) => ({ ...state, rightPanel }))}
        />
        <CommandButton id="pane.right" icon={PanelRightClose} />
      </header>
      <div id={id} className="pane-body" role="tabpanel" key={`${panel} ${path}`}>
        {panel === 'links' && (topic ? <RelatedPanel path={path} /> : <LinksPanel key={path} path={path} />)}
        {panel === 'outline' && <OutlinePanel path={path} />}
        {panel === 'publish' && <PublishPanel path={path} host={host} />}
        {panel === 'history' && <HistoryPanel path={path} />}
      </div>
    </>
  );
});

function hasPane(place: Place): place is Place & { kind: 'note' | 'topic' } {
  return place.kind === 'note' || place.kind === 'topic';
}
