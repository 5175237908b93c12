import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';
import './menu.css';

export type MenuItem =
  | { label: string; hint?: string; danger?: boolean; disabled?: boolean; run(): void }
  | 'line';

/** Where a menu opens: at the pointer, or under a button. */
export type MenuPlace = { x: number; y: number } | DOMRect;

type OpenMenu = (place: MenuPlace, items: readonly MenuItem[]) => void;

const MenuContext = createContext<OpenMenu>(() => {});

/** Opens the one menu of the window. */
export function useMenu(): OpenMenu {
  return useContext(MenuContext);
}

export function MenuHost({ children }: { children: ReactNode }) {
  const [menu, setMenu] = useState<{ place: MenuPlace; items: readonly MenuItem[] }>();
  const open = useCallback<OpenMenu>((place, items) => setMenu({ place, items }), []);
  const close = useCallback(() => setMenu(undefined), []);
  return (
    <MenuContext value={open}>
      {children}
      {menu && createPortal(<Menu place={menu.place} items={menu.items} onClose={close} />, layer())}
    </MenuContext>
  );
}

/** What stands outside of a modal dialog cannot be reached while it is open. */
function layer(): Element {
  return [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body;
}

interface MenuProps {
  place: MenuPlace;
  items: readonly MenuItem[];
  onClose(): void;
}

function Menu({ place, items, onClose }: MenuProps) {
  const ref = useRef<HTMLDivElement>(null);
  useMenuPosition(ref, place);
  useMenuFocus(ref);
  useCloseOutside(ref, onClose);

  function pick(item: Exclude<MenuItem, 'line'>) {
    onClose();
    item.run();
  }

  return (
    <div
      ref={ref}
      className="menu"
      role="menu"
      tabIndex={-1}
      onKeyDown={(event) => onMenuKey(event, onClose)}
      onContextMenu={(event) => event.preventDefault()}
      onPointerOver={(event) => {
        if (event.target instanceof HTMLElement) event.target.closest<HTMLElement>('.menu-item')?.focus();
      }}
    >
      {items.map((item, index) =>
        item === 'line' ? (
          <hr key={`line ${items.slice(0, index).length}`} className="menu-line" />
        ) : (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            className="menu-item"
            tabIndex={-1}
            data-danger={item.danger}
            disabled={item.disabled}
            onClick={() => pick(item)}
          >
            {item.label}
            {item.hint && <kbd>{item.hint}</kbd>}
          </button>
        ),
      )}
    </div>
  );
}

/** Keep the whole menu in the window. */
function useMenuPosition(ref: { current: HTMLDivElement | null }, place: MenuPlace): void {
  useLayoutEffect(() => {
    const menu = ref.current;
    if (!menu) return;
    const below = 'bottom' in place ? place.bottom + 4 : place.y;
    const left = 'bottom' in place ? Math.max(place.left, place.right - menu.offsetWidth) : place.x;
    menu.style.left = `${Math.max(8, Math.min(left, window.innerWidth - menu.offsetWidth - 8))}px`;
    menu.style.top = `${Math.max(8, Math.min(below, window.innerHeight - menu.offsetHeight - 8))}px`;
  }, [ref, place]);
}

/** The first item has the focus; whoever had it before gets it back. */
function useMenuFocus(ref: { current: HTMLDivElement | null }): void {
  useEffect(() => {
    const before = document.activeElement;
    const menu = ref.current;
    menu?.querySelector<HTMLElement>('.menu-item:enabled')?.focus();
    return () => {
      const inMenu = !document.activeElement || document.activeElement === document.body;
      if (inMenu && before instanceof HTMLElement) before.focus();
    };
  }, [ref]);
}

function useCloseOutside(ref: { current: HTMLDivElement | null }, onClose: () => void): void {
  useEffect(() => {
    const onDown = (event: Event) => {
      if (event.target instanceof Node && !ref.current?.contains(event.target)) onClose();
    };
    window.addEventListener('pointerdown', onDown, true);
    window.addEventListener('blur', onClose);
    window.addEventListener('resize', onClose);
    return () => {
      window.removeEventListener('pointerdown', onDown, true);
      window.removeEventListener('blur', onClose);
      window.removeEventListener('resize', onClose);
    };
  }, [ref, onClose]);
}

function onMenuKey(event: KeyboardEvent<HTMLDivElement>, onClose: () => void): void {
  event.stopPropagation();
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    onClose();
    return;
  }
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('.menu-item:enabled')];
  const next = itemForKey(event.key, items);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function itemForKey(key: string, items: readonly HTMLElement[]): HTMLElement | undefined {
  const at = items.indexOf(document.activeElement as HTMLElement);
  if (key === 'ArrowDown') return items[(at + 1) % items.length];
  if (key === 'ArrowUp') return items.at(at <= 0 ? -1 : at - 1);
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (key.length !== 1) return undefined;
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return after.find((item) => item.textContent?.toLowerCase().startsWith(key.toLowerCase()));
}
