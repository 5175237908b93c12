import { parseSettings, plainTarget } from '../../shared/hugo/settings.ts';
import { isPicture, saysWhere, withoutMetadata } from './picture-data.ts';
import type { PublishSource } from './source.ts';

/** A picture of the vault as others get it with a note that is one file. */
export interface SharedPicture {
  /** Its bytes in Base64, where any target of the settings wants it without what it says of itself; null: as it is on disk. */
  data: string | null;
  /** What they get says where it was taken. */
  place: boolean;
}

/** @throws AppError where the file cannot be read */
export function sharedPicture(source: PublishSource, path: string): SharedPicture {
  if (!isPicture(path)) return { data: null, place: false };
  const { image_metadata: metadata } = plainTarget('.', parseSettings(source.settings()));
  const whole = source.read(path);
  const bare = metadata === 'strip' ? (withoutMetadata(whole) ?? whole) : whole;
  return {
    data: bare === whole ? null : Buffer.from(bare).toString('base64'),
    place: metadata !== 'keep' && saysWhere(bare),
  };
}
