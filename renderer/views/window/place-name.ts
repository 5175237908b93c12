import { useCallback } from 'react';
import { basename, isNote, stem } from '../../../shared/text/path.ts';
import { useWords } from '../../i18n/words.ts';
import type { Place } from '../../state/place.ts';

/** The name of a place on its tab. */
export function usePlaceName(): (place: Place) => string {
  const words = useWords();
  return useCallback(
    (place: Place) => {
      if ('path' in place) {
        const name = isNote(place.path) ? stem(place.path) : basename(place.path);
        return place.kind === 'around' ? words.t('place.around', { name }) : name;
      }
      return words.t(`place.${place.kind}`);
    },
    [words],
  );
}
