import { memo, useState } from 'react';
import './explorer.css';
import { FileTree, type TreeEditing } from './file-tree.tsx';
import { TopicSection } from './topic-section.tsx';

/** The left pane: files above, topics below. The topics move up while the files are few. */
export const Explorer = memo(function Explorer() {
  const [editing, setEditing] = useState<TreeEditing>({});
  return (
    <div className="explorer appear">
      <FileTree editing={editing} onEdit={setEditing} />
      <TopicSection />
    </div>
  );
});
