/** Where a note lies, beside its name: for notes that have a namesake on the same list. */
export function NoteFolder({ folder }: { folder: string | undefined }) {
  return (
    folder !== undefined && (
      <span className="row-where" title={folder}>
        {folder}
      </span>
    )
  );
}
