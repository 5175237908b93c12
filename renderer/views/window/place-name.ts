import { useCallback } from 'react';
import { basename, isNote, stem } from '../../../shared/text/path.ts';
import { useWords } from '../../i18n/words.ts';
import type { Place } from '../../state/place.ts';

/** The name of a place on its tab. */
export function usePlaceName(): (place: Place) => string {
  const words = useWords();
  return useCallback(
    (place: Place) => {
      if ('path' in place) return isNote(place.path) ? stem(place.path) : basename(place.path);
      return words.t(`place.${place.kind}`);
    },
    [words],
  );
}
