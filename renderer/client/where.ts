/** Where something opens; neither: in the tab in front. */
export interface Where {
  newTab?: boolean | undefined;
  /** In the pane beside. */
  beside?: boolean | undefined;
}

interface Press {
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  button?: number;
}

/** With Ctrl or Cmd, or by the middle button, in a tab of its own; with Alt on top of that, in the pane beside. */
export function whereOf({ ctrlKey, metaKey, altKey, button = 0 }: Press): Where {
  if (!ctrlKey && !metaKey && button !== 1) return {};
  return altKey ? { beside: true } : { newTab: true };
}
