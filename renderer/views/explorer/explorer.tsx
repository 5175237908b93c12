import { type HTMLAttributes, memo, useState } from 'react';
import { useMenu } from '../../ui/menu.tsx';
import './explorer.css';
import { useVaultMenu } from './file-menu.ts';
import { FileTree, type TreeEditing } from './file-tree.tsx';
import { TopicSection } from './topic-section.tsx';

/** The left pane: files above, topics below. The topics move up while the files are few. */
export const Explorer = memo(function Explorer() {
  const [editing, setEditing] = useState<TreeEditing>({});
  const openMenu = useMenu();
  const menu = useVaultMenu((folder) => setEditing({ draft: { parent: '', folder } }));
  const handlers: HTMLAttributes<HTMLDivElement> = {
    onContextMenu(event) {
      const { target, clientX, clientY } = event;
      // Rows have menus of their own, and a field has that of the text.
      const taken = target instanceof Element && target.closest('input, section') !== null;
      if (event.defaultPrevented || taken) return;
      event.preventDefault();
      openMenu({ x: clientX, y: clientY }, menu());
    },
  };
  return (
    <div className="explorer appear" {...handlers}>
      <FileTree editing={editing} onEdit={setEditing} />
      <TopicSection />
    </div>
  );
});
