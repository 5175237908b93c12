/** What was folded in each note, kept beside the vault. */
export interface FoldMemory {
  /** Keys of `foldKeys`; empty where nothing is known of the note. */
  read(path: string): Promise<readonly string[]>;
  write(path: string, keys: readonly string[]): void;
}
