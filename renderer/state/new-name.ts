import { AppError } from '../../shared/contract/errors.ts';

/** What refuses a name that is typed for one file or folder: one with a slash in it would go to another folder. */
export function nameRefusal(name: string): AppError | undefined {
  const [bad] = /[\\/]/.exec(name) ?? [];
  const why = bad ? 'character' : name.startsWith('.') ? 'dot' : undefined;
  if (!why) return undefined;
  const offer = name.replace(/^[.\s\\/]+/, '').replace(/[\\/]+/g, '-');
  return new AppError('invalid-name', `"${name}" cannot be a name here`, {
    name,
    why,
    bad: bad ?? '',
    offer,
  });
}
