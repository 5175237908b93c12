import { type ReactNode, useMemo } from 'react';
import './block-text.css';
import { type Piece, readInline } from './inline.ts';

interface BlockTextProps {
  text: string;
  /** Ranges to mark, as offsets into `text`. */
  ranges: readonly (readonly [number, number])[];
}

/** A block of a note, shown in full where it does not stand: as it reads, with ranges marked. */
export function BlockText({ text, ranges }: BlockTextProps) {
  const { block, pieces } = useMemo(() => readInline(text, ranges), [text, ranges]);
  const content = pieces.map((piece) => <span key={piece.from}>{pieceContent(piece)}</span>);
  return (
    <span className="block-text" data-block={block}>
      {content}
    </span>
  );
}

function pieceContent(piece: Piece): ReactNode {
  let content: ReactNode = piece.text;
  if (piece.code) content = <code>{content}</code>;
  if (piece.strong) content = <strong>{content}</strong>;
  if (piece.em) content = <em>{content}</em>;
  if (piece.strike) content = <s>{content}</s>;
  if (piece.highlight) content = <mark data-own="true">{content}</mark>;
  if (piece.marked) return <mark>{content}</mark>;
  if (piece.link) return <span className="block-link">{content}</span>;
  return content;
}
