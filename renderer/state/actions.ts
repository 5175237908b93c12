import { createContext, useContext } from 'react';
import type { FileActions } from './file-actions.ts';

export const ActionsContext = createContext<FileActions | undefined>(undefined);

export function useActions(): FileActions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error('useActions outside of ActionsContext');
  return actions;
}
